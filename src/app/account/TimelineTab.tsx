import { useCallback } from 'react';
import { NotesOfEntries, PinnedNotes, WriteNote } from '../../features/notes/ui/public.tsx';
import { type More, Timeline } from '../../features/timeline/ui/public.tsx';
import styles from './Account.module.css';

/** What happened: a note is begun at the top, pinned ones stand first, then everything else, newest first. */
export default function TimelineTab({ accountId, group }: { accountId: string; group: boolean }) {
  const more = useCallback<More>(
    (props) => <NotesOfEntries accountId={accountId} group={group} {...props} />,
    [accountId, group],
  );
  return (
    <div className={styles.column}>
      <WriteNote accountId={accountId} />
      <PinnedNotes accountId={accountId} />
      <Timeline accountId={accountId} group={group} more={more} />
    </div>
  );
}
