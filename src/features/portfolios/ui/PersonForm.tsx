import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, Form, TextField } from '../../../ui-kit/Form.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
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
  const form = useRecordDraft({ languages: row.languages.join(', '), norm: (row.norm ?? '') as string }, row.version);
  const { languages, norm } = form.draft;
  const labels: Record<string, string> = { languages: t('person.languages'), norm: t('person.norm') };
  const save = useAct(savePortfolioPerson, { quiet: true, done: t('saved'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={row.person.name} size={420}>
      <Form
        button={t('kit:action.save')}
        busy={save.isPending}
        error={save.error}
        onCancel={onClose}
        clashes={
          <Clashes
            clashes={form.clashes}
            onSettle={form.settle}
            label={(field) => labels[field] ?? field}
            show={(field, value) =>
              field === 'norm' ? (value === '' ? t('person.byRole') : norms[value as NormKey]) : String(value)
            }
          />
        }
        onSubmit={() =>
          save.mutate({
            ...{ id: row.person.id, version: form.version },
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
          onChange={(value) => form.set({ languages: value })}
        />
        {canNorm ? (
          <ChoiceField
            name="norm"
            label={t('person.norm')}
            value={norm}
            onChange={(value) => form.set({ norm: value })}
            none={t('person.byRole')}
            options={NORM_KEYS.map((value) => ({ value, label: norms[value] }))}
          />
        ) : null}
      </Form>
    </SideDrawer>
  );
}
