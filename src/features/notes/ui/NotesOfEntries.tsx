import type { ReactNode } from 'react';
import { useLive } from '../../../ui-kit/live.ts';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import type { Entry } from '../../timeline/contract.ts';
import { listNotes } from '../contract.ts';
import { NoteCard } from './NoteCard.tsx';

interface Props {
  accountId: string;
  group: boolean;
  entries: readonly Entry[];
  children: (draw: (entry: Entry) => ReactNode) => ReactNode;
}

/** Draws the notes among entries of the timeline as they are, asked for in one call. */
export function NotesOfEntries({ accountId, group, entries, children }: Props) {
  const ids = entries.filter(({ kind }) => kind === 'notes.written').map(({ id }) => id);
  const notes = useCall(
    listNotes,
    { id: accountId, ...(group ? { group } : {}), ids, limit: 100 },
    { when: ids.length > 0 },
  );
  useLive('timeline', () => void notes.refetch());
  return children((entry) => {
    if (entry.kind !== 'notes.written') return null;
    const note = notes.data?.rows.find(({ id }) => id === entry.id);
    if (note !== undefined) return <NoteCard note={note} />;
    return notes.isPending ? <LoadingState lines={2} /> : null;
  });
}
