import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { ChoiceField, FieldRow, Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { addIdentifier, type IdentifierKind, saveIdentifier, VAT_COUNTRIES } from '../contract.ts';
import type { Identifier } from './IdentifiersPanel.tsx';
import { optionsOf, useAccountWords } from './use-account-words.ts';

type Name = 'kind' | 'country' | 'value' | 'note';

/** An identifier: a wrong one is refused with the reason. */
export default function IdentifierForm({
  accountId,
  identifier,
  onClose,
}: {
  accountId: string;
  identifier: Identifier | null;
  onClose: () => void;
}) {
  const t = useWords('accounts');
  const { identifiers: kinds } = useAccountWords();
  const { draft, version, set, clashes, settle } = useRecordDraft<Record<Name, string>>(
    {
      kind: identifier?.kind ?? 'vat',
      country: identifier?.country ?? '',
      value: identifier?.shown ?? '',
      note: identifier?.note ?? '',
    },
    identifier?.version ?? 1,
  );
  const done = { quiet: true, done: t('identifiers.saved'), onDone: onClose };
  const add = useAct(addIdentifier, done);
  const save = useAct(saveIdentifier, done);
  const labels: Record<Name, string> = {
    kind: t('identifiers.kind'),
    country: t('identifiers.country'),
    value: t('identifiers.value'),
    note: t('identifiers.note'),
  };
  const field = (name: Name) => ({
    name,
    label: labels[name],
    value: draft[name],
    onChange: (value: string) => set({ [name]: value }),
  });
  const submit = () => {
    const country = draft.kind === 'vat' || draft.kind === 'other' ? draft.country.trim().toUpperCase() : '';
    const fields = { id: accountId, kind: draft.kind as IdentifierKind, country, value: draft.value, note: draft.note };
    if (identifier?.id) save.mutate({ ...fields, identifierId: identifier.id, version });
    else add.mutate(fields);
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
          show={(name, value) => (name === 'kind' ? kinds[value as IdentifierKind] : String(value))}
        />
      }
    >
      <FieldRow>
        <ChoiceField {...field('kind')} options={optionsOf(kinds)} />
        {draft.kind === 'vat' ? (
          <ChoiceField
            {...field('country')}
            options={[...VAT_COUNTRIES].sort().map((country) => ({ value: country, label: country }))}
            none={t('identifiers.byPrefix')}
          />
        ) : draft.kind === 'other' ? (
          <TextField {...field('country')} maxLength={2} />
        ) : null}
      </FieldRow>
      <FieldRow>
        <TextField {...field('value')} required maxLength={60} />
        <TextField {...field('note')} maxLength={200} />
      </FieldRow>
    </Form>
  );
}
