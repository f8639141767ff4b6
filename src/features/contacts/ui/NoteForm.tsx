import { Button, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Clashes } from '../../../ui-kit/Clashes.tsx';
import { Form, LongTextField } from '../../../ui-kit/Form.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { useRecordDraft } from '../../../ui-kit/use-record-draft.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listMembers } from '../../people/contract.ts';
import { addContactNote, saveContactNote } from '../contract.ts';
import styles from './Contacts.module.css';
import { useFieldWords } from './use-field-words.ts';

interface Props {
  contactId: string;
  note: { id: string; text: string; readers: { id: string; name: string | null }[]; version: number } | null;
  onClose: () => void;
}

/** A personal note, and the colleagues who may read it. */
export default function NoteForm({ contactId, note, onClose }: Props) {
  const t = useWords('contacts');
  const label = useFieldWords();
  const members = useCall(listMembers, {});
  const { draft, version, set, clashes, settle } = useRecordDraft(
    { text: note?.text ?? '', readers: note?.readers.map((reader) => reader.id) ?? [] },
    note?.version ?? 0,
  );
  const settings = { quiet: true, done: t('page.saved'), onDone: onClose };
  const add = useAct(addContactNote, settings);
  const save = useAct(saveContactNote, settings);
  const nameOf = (id: string) => members.data?.members.find((one) => one.id === id)?.name ?? '…';
  const free = (members.data?.members ?? []).filter((one) => !draft.readers.includes(one.id));
  const submit = () => {
    if (note) save.mutate({ id: contactId, noteId: note.id, version, ...draft });
    else add.mutate({ id: contactId, ...draft });
  };
  return (
    <Form
      button={t('kit:action.save')}
      busy={add.isPending || save.isPending}
      error={add.error ?? save.error}
      onCancel={onClose}
      onSubmit={submit}
      clashes={<Clashes clashes={clashes} onSettle={settle} label={label} />}
    >
      <LongTextField
        name="text"
        label={t('notes.text')}
        value={draft.text}
        onChange={(text) => set({ text })}
        required
        maxLength={20_000}
      />
      <fieldset className={styles.fields}>
        <legend>{t('notes.readers')}</legend>
        {draft.readers.length === 0 ? null : (
          <div className={styles.chips}>
            {draft.readers.map((id) => (
              <Button
                key={id}
                variant="default"
                size="compact-xs"
                rightSection={<IconX size={12} />}
                aria-label={t('notes.withdraw', { name: nameOf(id) })}
                onClick={() => set({ readers: draft.readers.filter((one) => one !== id) })}
              >
                {nameOf(id)}
              </Button>
            ))}
          </div>
        )}
        <NativeSelect
          aria-label={t('notes.addReader')}
          data={[
            { value: '', label: t('notes.addReader') },
            ...free.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value=""
          onChange={(event) =>
            event.currentTarget.value && set({ readers: [...draft.readers, event.currentTarget.value] })
          }
        />
      </fieldset>
    </Form>
  );
}
