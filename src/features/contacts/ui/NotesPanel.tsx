import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { Ago } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listContactNotes, removeContactNote } from '../contract.ts';
import styles from './Contacts.module.css';

const NoteForm = lazy(() => import('./NoteForm.tsx'));

/** Personal notes on a contact: one's own, and those that a colleague shares with one. */
export function NotesPanel({ contactId }: { contactId: string }) {
  const t = useWords('contacts');
  const [editing, setEditing] = useState<string | null>(null);
  const notes = useCall(listContactNotes, { id: contactId });
  const remove = useAct(removeContactNote, { done: t('notes.removed') });
  if (notes.error) return <ErrorState error={notes.error} retry={() => void notes.refetch()} />;
  const close = () => setEditing(null);
  const nameOf = (person: { name: string | null }) => person.name ?? t('notes.somebody');
  return (
    <Section
      title={t('notes.title')}
      framed
      actions={
        editing === null ? (
          <Button variant="default" size="compact-xs" onClick={() => setEditing('new')}>
            {t('notes.add')}
          </Button>
        ) : undefined
      }
    >
      <p className="dim">{t('notes.who')}</p>
      {notes.isPending ? <LoadingState lines={2} /> : null}
      <Suspense>{editing === 'new' ? <NoteForm contactId={contactId} note={null} onClose={close} /> : null}</Suspense>
      <ul className={styles.list}>
        {notes.data?.rows.map((note) =>
          editing === note.id ? (
            <li key={note.id}>
              <Suspense>
                <NoteForm contactId={contactId} note={note} onClose={close} />
              </Suspense>
            </li>
          ) : (
            <li key={note.id}>
              <p className={styles.note}>{note.text}</p>
              <div className={styles.between}>
                <span className="dim">
                  {note.isOwn ? t('notes.own') : nameOf(note.author)} · <Ago value={note.changedAt} />
                  {note.isOwn && note.readers.length > 0
                    ? ` · ${t('notes.readBy', { names: note.readers.map(nameOf).join(', ') })}`
                    : ''}
                </span>
                {note.isOwn ? (
                  <span>
                    <Button variant="subtle" size="compact-xs" onClick={() => setEditing(note.id)}>
                      {t('action.edit')}
                    </Button>
                    <Button
                      variant="subtle"
                      color="gray"
                      size="compact-xs"
                      onClick={() => remove.mutate({ id: contactId, noteId: note.id, version: note.version })}
                    >
                      {t('action.delete')}
                    </Button>
                  </span>
                ) : null}
              </div>
            </li>
          ),
        )}
      </ul>
    </Section>
  );
}
