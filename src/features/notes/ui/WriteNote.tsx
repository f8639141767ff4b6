import { IconPencil } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useCan } from '../../../ui-kit/reader.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getSession } from '../../people/contract.ts';
import { loadDraft } from './drafts.ts';
import styles from './Notes.module.css';

const NoteForm = lazy(() => import('./NoteForm.tsx'));

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(input|textarea|select)$/i.test(target.tagName) ||
    target.closest('[role="dialog"]') !== null);

const defaults = { write: false };

/** The box in which a note is begun: pressed, with the key `n`, or by an address with `write=true`. What was begun and not saved is offered again. */
export function WriteNote({ accountId }: { accountId: string }) {
  const t = useWords('notes');
  const mayWrite = useCan('notes.write');
  const [writing, setWriting] = useState(false);
  const [view, setView] = useUrlState(defaults);
  const session = useCall(getSession, {});
  const userId = session.data?.user.id;
  useEffect(() => {
    if (!mayWrite) return;
    const onKey = (event: KeyboardEvent) => {
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
      if (event.code !== 'KeyN' || !isPlain || typing(event.target)) return;
      event.preventDefault();
      setWriting(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [mayWrite]);
  useEffect(() => {
    if (!view.write) return;
    setWriting(true);
    setView({ write: false });
  }, [view.write, setView]);
  if (!mayWrite || userId === undefined) return null;
  if (writing) {
    return (
      <Suspense fallback={<LoadingState lines={3} />}>
        <NoteForm accountId={accountId} note={null} onClose={() => setWriting(false)} />
      </Suspense>
    );
  }
  const draft = loadDraft({ userId, accountId, noteId: null });
  return (
    <button type="button" className={`${styles.begin} no-print`} onClick={() => setWriting(true)}>
      <IconPencil size={15} stroke={1.6} aria-hidden="true" />
      <span>{draft === null ? t('write') : t('goOn')}</span>
      <kbd>n</kbd>
    </button>
  );
}
