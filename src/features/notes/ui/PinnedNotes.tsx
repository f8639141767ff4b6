import { useLive } from '../../../ui-kit/live.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { ErrorState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { listNotes } from '../contract.ts';
import { NoteCard } from './NoteCard.tsx';
import styles from './Notes.module.css';

/** The pinned notes of an account; nothing where there is none. */
export function PinnedNotes({ accountId }: { accountId: string }) {
  const t = useWords('notes');
  const pinned = useCall(listNotes, { id: accountId, pinned: true, limit: 20 });
  useLive('timeline', () => void pinned.refetch());
  if (pinned.error) return <ErrorState error={pinned.error} retry={() => void pinned.refetch()} />;
  if (pinned.data === undefined || pinned.data.rows.length === 0) return null;
  return (
    <Section title={t('pinnedTitle')} framed>
      <div className={styles.stack}>
        {pinned.data.rows.map((note) => (
          <NoteCard key={note.id} note={note} />
        ))}
      </div>
    </Section>
  );
}
