import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Form } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type Position, savePosition } from '../contract.ts';
import { PositionFields } from './PositionFields.tsx';
import { positionDraft, positionInput } from './position-draft.ts';
import { useFieldWords } from './use-field-words.ts';

/** A position, to be changed or ended. */
export default function PositionForm(props: { contactId: string; position: Position; onClose: () => void }) {
  const { contactId, position, onClose } = props;
  const t = useWords('contacts');
  const label = useFieldWords();
  const { draft, version, set, clashes, settle } = useRecordDraft(positionDraft(position), position.version);
  const save = useAct(savePosition, { quiet: true, done: t('page.saved'), onDone: onClose });
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      onSubmit={() => save.mutate({ id: contactId, positionId: position.id, version, ...positionInput(draft) })}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={label} />}
    >
      <PositionFields draft={draft} set={set} />
    </Form>
  );
}
