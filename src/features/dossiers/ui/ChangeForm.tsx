import { useState } from 'react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import {
  CheckField,
  ChoiceField,
  FieldGroup,
  FieldRow,
  Form,
  LongTextField,
  TextField,
} from '../../../ui-kit/Form.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { addChange, type Change, type ChangeKind, listReaders, type Source, saveChange } from '../contract.ts';
import styles from './Dossiers.module.css';
import { optionsOf, useDossierWords } from './use-dossier-words.ts';

type Name = 'kind' | 'happenedOn' | 'text' | 'source';

/** Records a change in their business and tells colleagues, or corrects one. */
export default function ChangeForm({
  accountId,
  change,
  onClose,
}: {
  accountId: string;
  change: Change | null;
  onClose: () => void;
}) {
  const t = useWords('dossiers');
  const format = useFormats();
  const { changes: kinds, sources } = useDossierWords();
  const { draft, version, set, clashes, settle } = useRecordDraft<Record<Name, string>>(
    {
      kind: change?.kind ?? 'newShop',
      happenedOn: change?.happenedOn ?? format.today(),
      text: change?.text ?? '',
      source: change?.source ?? 'customer',
    },
    change?.version ?? 0,
  );
  const [team, setTeam] = useState(true);
  const [tell, setTell] = useState<readonly string[]>([]);
  const readers = useCall(listReaders, { id: accountId }, { when: change === null });
  const others = (readers.data?.rows ?? []).filter(({ onTeam }) => !(team && onTeam));
  const done = { quiet: true, done: t('saved'), onDone: onClose };
  const add = useAct(addChange, {
    ...done,
    done: ({ told }) =>
      told.length === 0
        ? t('changes.toldNobody')
        : t('changes.told', { names: format.list(told.map(({ name }) => name)) }),
  });
  const save = useAct(saveChange, done);
  const labels: Record<Name, string> = {
    kind: t('changes.kind'),
    happenedOn: t('changes.happenedOn'),
    text: t('changes.text'),
    source: t('field.source'),
  };
  const field = (name: Name) => ({
    name,
    label: labels[name],
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const submit = () => {
    const what = {
      id: accountId,
      kind: draft.kind as ChangeKind,
      happenedOn: draft.happenedOn,
      text: draft.text,
      source: draft.source as Source,
    };
    if (change) save.mutate({ ...what, changeId: change.id, version });
    else {
      const shown = new Set(others.map(({ id }) => id));
      add.mutate({ ...what, tellTeam: team, tell: tell.filter((id) => shown.has(id)) });
    }
  };
  return (
    <Form
      button={t('kit:action.save')}
      busy={add.isPending || save.isPending}
      error={add.error ?? save.error}
      onCancel={onClose}
      onSubmit={submit}
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={settle}
          label={(name) => labels[name as Name]}
          show={(name, value) =>
            name === 'kind' ? kinds[value as ChangeKind] : name === 'source' ? sources[value as Source] : String(value)
          }
        />
      }
    >
      <FieldRow>
        <ChoiceField {...field('kind')} options={optionsOf(kinds)} />
        <TextField {...field('happenedOn')} type="date" required />
      </FieldRow>
      <LongTextField {...field('text')} required rows={3} maxLength={5000} />
      <ChoiceField {...field('source')} options={optionsOf(sources)} />
      {change === null ? (
        <FieldGroup title={t('changes.tell')}>
          <CheckField name="tellTeam" label={t('changes.tellTeam')} value={team} onChange={setTeam} />
          <div className={styles.people}>
            {others.map(({ id, name }) => (
              <CheckField
                key={id}
                name={`tell.${id}`}
                label={name}
                value={tell.includes(id)}
                onChange={(on) => setTell(on ? [...tell, id] : tell.filter((one) => one !== id))}
              />
            ))}
          </div>
        </FieldGroup>
      ) : null}
    </Form>
  );
}
