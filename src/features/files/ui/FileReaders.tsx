import { Checkbox, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { Form } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listNoteColleagues } from '../../notes/contract.ts';
import { type AccountFile, keepFile } from '../contract.ts';

/** Whether a file is confidential, and who may read it then. */
export function FileReaders({ file, onDone }: { file: AccountFile; onDone: () => void }) {
  const t = useWords('files');
  const colleagues = useCall(listNoteColleagues, { id: file.accountId ?? '' });
  const [kept, setKept] = useState(
    file.kept && { readers: file.kept.readers.map(({ id }) => id), team: file.kept.team },
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
      <Checkbox
        label={t('kept.label')}
        checked={kept !== null}
        onChange={(event) => setKept(event.currentTarget.checked ? { readers: [], team: false } : null)}
      />
      {kept === null ? null : (
        <>
          <MultiSelect
            label={t('kept.readers')}
            placeholder={kept.readers.length === 0 ? t('kept.onlyMe') : undefined}
            searchable
            hidePickedOptions
            data={(colleagues.data?.rows ?? [])
              .filter(({ id, sees }) => id !== file.author?.id && (sees || kept.readers.includes(id)))
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={kept.readers}
            onChange={(readers) => setKept({ ...kept, readers })}
          />
          <Checkbox
            label={t('kept.team')}
            checked={kept.team}
            onChange={(event) => setKept({ ...kept, team: event.currentTarget.checked })}
          />
        </>
      )}
    </Form>
  );
}
