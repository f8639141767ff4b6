import { useState } from 'react';
import { Form } from '../../../ui-kit/Form.tsx';
import { KeptChoice, keptDraft } from '../../../ui-kit/KeptChoice.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listNoteColleagues } from '../../notes/contract.ts';
import { type AccountFile, keepFile } from '../contract.ts';

/** Whether a file is confidential, and who may read it then. */
export function FileReaders({ file, onDone }: { file: AccountFile; onDone: () => void }) {
  const t = useWords('files');
  const colleagues = useCall(listNoteColleagues, { id: file.accountId ?? '' });
  const [kept, setKept] = useState(keptDraft(file.kept));
  const nameable = (colleagues.data?.rows ?? []).filter(
    ({ id, sees }) => id !== file.author?.id && (sees || kept?.readers.includes(id)),
  );
  const keep = useAct(keepFile, { quiet: true, done: t('readersSaved'), onDone });
  return (
    <Form
      button={t('kit:action.save')}
      busy={keep.isPending}
      error={keep.error}
      onCancel={onDone}
      onSubmit={() => keep.mutate({ id: file.id, version: file.version, kept })}
    >
      <KeptChoice kept={kept} onChange={setKept} people={nameable} />
    </Form>
  );
}
