import { useState } from 'react';
import { ChoiceField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { NORM_KEYS, type NormKey, type Portfolio, savePortfolioPerson } from '../contract.ts';
import { usePortfolioWords } from './use-portfolio-words.ts';

/** Which languages a manager speaks, and by which norm they are measured. */
export default function PersonForm({
  row,
  canNorm,
  onClose,
}: {
  row: Portfolio;
  canNorm: boolean;
  onClose: () => void;
}) {
  const { t, norms } = usePortfolioWords();
  const [languages, setLanguages] = useState(row.languages.join(', '));
  const [norm, setNorm] = useState<string>(row.norm ?? '');
  const save = useAct(savePortfolioPerson, { quiet: true, done: t('saved'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={row.person.name} size={420}>
      <Form
        button={t('kit:action.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        onSubmit={() =>
          save.mutate({
            ...{ id: row.person.id, version: row.version },
            languages: [...new Set(languages.split(/[\s,;]+/).filter((one) => one !== ''))],
            ...(canNorm ? { norm: norm === '' ? null : (norm as NormKey) } : {}),
          })
        }
      >
        <TextField
          name="languages"
          label={t('person.languages')}
          hint={t('person.languagesHint')}
          maxLength={200}
          value={languages}
          onChange={setLanguages}
        />
        {canNorm ? (
          <ChoiceField
            name="norm"
            label={t('person.norm')}
            value={norm}
            onChange={setNorm}
            none={t('person.byRole')}
            options={NORM_KEYS.map((value) => ({ value, label: norms[value] }))}
          />
        ) : null}
      </Form>
    </SideDrawer>
  );
}
