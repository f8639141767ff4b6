import { NativeSelect } from '@mantine/core';
import { useFormats } from '../../../ui-kit/format.ts';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listAccountContacts } from '../../contacts/contract.ts';
import { listNotes } from '../../notes/contract.ts';
import type { AccountRecord } from '../contract-words.ts';
import type { Choice } from './use-uploads.ts';

interface Props {
  accountId: string;
  choice: Choice;
  onChange: (choice: Choice) => void;
}

/** What of the account the next files belong to: itself, a person or a note. */
export default function BelongsTo({ accountId, choice, onChange }: Props) {
  const t = useWords('files');
  const format = useFormats();
  const contacts = useCall(listAccountContacts, { id: accountId, limit: 100 });
  const notes = useCall(listNotes, { id: accountId, limit: 50 });
  const noteName = (note: { author: { name: string } | null; createdAt: string }) =>
    t('belongs.note', { author: note.author?.name ?? t('nobody'), day: format.day(note.createdAt) });
  return (
    <NativeSelect
      size="xs"
      aria-label={t('drop.belongs')}
      value={`${choice.recordKind}:${choice.recordId ?? ''}`}
      data={[
        { value: 'account:', label: t('belongs.account') },
        ...(contacts.data?.rows ?? []).flatMap(({ contactId, name }) =>
          name === null ? [] : [{ value: `contact:${contactId}`, label: t('belongs.contact', { name }) }],
        ),
        ...(notes.data?.rows ?? []).map((note) => ({ value: `note:${note.id}`, label: noteName(note) })),
      ]}
      onChange={(event) => {
        const [kind, id] = event.currentTarget.value.split(':') as [AccountRecord, string];
        const confidential = kind === 'note' ? false : choice.confidential;
        onChange({ recordKind: kind, recordId: id === '' ? null : id, confidential });
      }}
    />
  );
}
