import { useState } from 'react';
import type { Operation } from '../../../pure/operation.ts';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Form } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import type { Field, FieldAnswer, FieldsInput } from '../contract.ts';
import { FieldInput } from './FieldInput.tsx';
import { typed, valueIn } from './field-draft.ts';

interface Props {
  field: Field;
  answer: FieldAnswer | undefined;
  /** What saves the record, and what it takes beside the field. */
  operation: Operation;
  record: { id: string; version: number };
  onClose: () => void;
}

/** A value of a field of the organisation's own, changed in the list. */
export default function FieldCell({ field, answer, operation, record, onClose }: Props) {
  const t = useWords('kit');
  const { draft, version, set, clashes, settle } = useRecordDraft(
    { value: answer === undefined ? '' : typed(answer.value) },
    answer?.version ?? 0,
  );
  const [first] = useState(draft.value);
  const act = useAct(operation, { quiet: true, onDone: onClose });
  const asksPeople = field.type === 'person';
  const members = useCall(listMembers, {}, { when: asksPeople }).data?.members ?? [];
  const said = (text: string) =>
    text
      .split(field.type === 'choices' ? ',' : /$/)
      .map((one) => [...field.choices, ...members].find(({ id }) => id === one))
      .map((one) => (one === undefined ? text : 'label' in one ? one.label : one.name))
      .join(', ');
  const save = () => {
    const value = draft.value.trim();
    if (value === first && clashes.length === 0) return onClose();
    const input: FieldsInput = {
      [field.key]: { value: value === '' ? null : valueIn(field, value), ...(version === 0 ? {} : { version }) },
    };
    act.mutate({ ...record, fields: input } as never);
  };
  return (
    <Form
      button={t('action.save')}
      busy={act.isPending}
      error={clashes.length > 0 ? null : act.error}
      onCancel={onClose}
      onSubmit={save}
      clashes={
        <Clashes
          clashes={clashes}
          onSettle={(name, whose) => {
            settle(name, whose);
            if (whose === 'theirs') onClose();
          }}
          label={() => field.label}
          show={(_name, value) => said(String(value))}
        />
      }
    >
      <FieldInput field={field} name={`fields.${field.key}`} value={draft.value} onChange={(value) => set({ value })} />
    </Form>
  );
}
