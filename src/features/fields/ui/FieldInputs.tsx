import { FieldGroup } from '../../../ui-kit/Form.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import type { RecordKind } from '../contract.ts';
import { FieldInput } from './FieldInput.tsx';
import { draftKey, shownIn } from './field-draft.ts';
import { useOwnFields } from './use-own-fields.ts';

interface Props {
  kind: RecordKind;
  draft: Readonly<Record<string, unknown>>;
  set: (part: Record<string, string>) => void;
  isNew: boolean;
}

/** The fields of the organisation's own in the form of a record. */
export default function FieldInputs({ kind, draft, set, isNew }: Props) {
  const t = useWords('fields');
  const fields = useOwnFields(kind);
  if (fields.length === 0) return null;
  return (
    <FieldGroup title={t('form.title')}>
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          name={`fields.${field.key}`}
          value={shownIn(field, draft, isNew)}
          onChange={(value) => set({ [draftKey(field.key)]: value })}
        />
      ))}
    </FieldGroup>
  );
}
