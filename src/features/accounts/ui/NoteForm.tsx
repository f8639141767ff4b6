import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { setNote } from '../contract.ts';
import type { Noted } from './AccountNotePanel.tsx';

/** The note of an account, to be written. */
export default function NoteForm({ account, onClose }: { account: Noted; onClose: () => void }) {
  const t = useWords('accounts');
  const { draft, version, set, clashes, settle } = useRecordDraft({ note: account.note }, account.version);
  const save = useAct(setNote, { quiet: true, done: t('note.saved'), onDone: onClose });
  return (
    <Form
      button={t('kit:action.save')}
      busy={save.isPending}
      error={save.error}
      onCancel={onClose}
      onSubmit={() => save.mutate({ id: account.id, version, note: draft.note })}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={() => t('note.title')} />}
    >
      <LongTextField
        name="note"
        label={t('note.title')}
        value={draft.note}
        onChange={(note) => set({ note })}
        rows={4}
        maxLength={20_000}
      />
    </Form>
  );
}
