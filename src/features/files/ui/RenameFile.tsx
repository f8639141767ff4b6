import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Form, TextField } from '../../../ui-kit/Form.tsx';
import { useAct } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { type AccountFile, renameFile } from '../contract.ts';

/** Another name for a file; its ending stays one of what it is. */
export function RenameFile({ file, onDone }: { file: AccountFile; onDone: () => void }) {
  const t = useWords('files');
  const { draft, version, set, clashes, settle } = useRecordDraft({ name: file.name }, file.version);
  const rename = useAct(renameFile, { quiet: true, done: t('renamed'), onDone });
  return (
    <Form
      button={t('rename')}
      busy={rename.isPending}
      error={rename.error}
      onCancel={onDone}
      onSubmit={() => rename.mutate({ id: file.id, version, name: draft.name })}
      clashes={
        <Clashes
          clashes={clashes}
          label={() => t('field.name')}
          show={(_field, value) => String(value)}
          onSettle={settle}
        />
      }
    >
      <TextField
        name="name"
        label={t('field.name')}
        value={draft.name}
        onChange={(name) => set({ name })}
        required
        autoFocus
        maxLength={200}
      />
    </Form>
  );
}
