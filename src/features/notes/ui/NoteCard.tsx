import { Button } from '@mantine/core';
import { IconDots, IconLock, IconPin } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { MenuLine, Popup, PopupRule } from '../../../ui-kit/Popup.tsx';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { say } from '../../../ui-kit/say.ts';
import { useAct } from '../../../ui-kit/use-call.ts';
import { Ago } from '../../../ui-kit/Values.tsx';
import { WhyAnswer } from '../../../ui-kit/why.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Note, pinNote, removeNote, restoreNote } from '../contract.ts';
import type { Body } from '../rules-body.ts';
import styles from './Notes.module.css';
import { namesOf, RichText } from './RichText.tsx';

const NoteForm = lazy(() => import('./NoteForm.tsx'));
const NoteVersions = lazy(() => import('./NoteVersions.tsx'));

/** One note: what it says, whose it is, and what may be done with it. */
export function NoteCard({ note }: { note: Note }) {
  const t = useWords('notes');
  const format = useFormats();
  const [editing, setEditing] = useState(false);
  const [reading, setReading] = useState(false);
  const [asking, setAsking] = useState(false);
  const restore = useAct(restoreNote, { done: t('broughtBack') });
  const pin = useAct(pinNote, { done: note.isPinned ? t('unpinned') : t('pinned') });
  const remove = useAct(removeNote, {
    onDone: ({ version }) =>
      say(t('removed'), 'good', {
        act: { label: t('undo'), run: () => restore.mutate({ id: note.id, version }) },
      }),
  });
  if (editing) {
    return (
      <Suspense>
        <NoteForm accountId={note.accountId} note={note} onClose={() => setEditing(false)} />
      </Suspense>
    );
  }
  const isChanged = note.changedAt !== note.createdAt;
  const readers = note.kept?.readers.map(({ name }) => name) ?? [];
  const cleared = note.kept?.class ? [t('theClass', { name: note.kept.class.name })] : [];
  const who = [...readers, ...cleared, ...(note.kept?.team ? [t('theTeam')] : [])];
  return (
    <article className={styles.card} aria-label={t('noteBy', { name: note.author?.name ?? t('nobody') })}>
      <header className={styles.head}>
        <strong>{note.author?.name ?? t('nobody')}</strong>
        {note.onBehalfOf ? <span className="dim">{t('onBehalfOf', { name: note.onBehalfOf.name })}</span> : null}
        {note.isPinned ? (
          <Badge>
            <IconPin size={12} aria-hidden="true" /> {t('isPinned')}
          </Badge>
        ) : null}
        {note.kept === null ? null : (
          <Badge tone="warn" title={who.length > 0 ? t('readBy', { who: format.list(who) }) : t('readByAuthor')}>
            <IconLock size={12} aria-hidden="true" /> {note.kept.class?.name ?? t('confidential')}
          </Badge>
        )}
        <span className="dim">
          {isChanged ? (
            <>
              {t('changedBy', { name: note.changedBy?.name ?? t('nobody') })} <Ago value={note.changedAt} />
            </>
          ) : (
            <Ago value={note.createdAt} />
          )}
        </span>
        <span className={`${styles.acts} no-print`}>
          {note.can.edit ? (
            <Button variant="subtle" size="compact-xs" onClick={() => setEditing(true)}>
              {t('edit')}
            </Button>
          ) : null}
          <Popup
            kind="menu"
            align="end"
            label={t('actsLabel')}
            width={220}
            opener={(props) => (
              <button type="button" className={styles.dots} aria-label={t('actsLabel')} {...props}>
                <IconDots size={16} />
              </button>
            )}
          >
            {(close) => (
              <>
                <MenuLine
                  onClick={() => {
                    close();
                    setReading(true);
                  }}
                >
                  {t('versions')}
                </MenuLine>
                <MenuLine
                  onClick={() => {
                    close();
                    void navigator.clipboard?.writeText(
                      `${location.origin}/accounts/${note.accountId}?tab=timeline&entry=${note.id}`,
                    );
                    say(t('linkCopied'), 'good');
                  }}
                >
                  {t('copyLink')}
                </MenuLine>
                <MenuLine
                  onClick={() => {
                    close();
                    setAsking(true);
                  }}
                >
                  {t('kit:why')}
                </MenuLine>
                {note.can.pin ? (
                  <MenuLine
                    onClick={() => {
                      close();
                      pin.mutate({ id: note.id, version: note.version, pinned: !note.isPinned });
                    }}
                  >
                    {note.isPinned ? t('unpin') : t('pin')}
                  </MenuLine>
                ) : null}
                {note.can.edit ? (
                  <>
                    <PopupRule />
                    <MenuLine
                      danger
                      onClick={() => {
                        close();
                        remove.mutate({ id: note.id, version: note.version });
                      }}
                    >
                      {t('remove')}
                    </MenuLine>
                  </>
                ) : null}
              </>
            )}
          </Popup>
        </span>
      </header>
      <RichText body={note.body as Body} names={namesOf(note.mentioned)} />
      {asking ? (
        <SideDrawer opened onClose={() => setAsking(false)} title={t('kit:why')}>
          <WhyAnswer kind="note" id={note.id} />
        </SideDrawer>
      ) : null}
      <Suspense>{reading ? <NoteVersions note={note} onClose={() => setReading(false)} /> : null}</Suspense>
    </article>
  );
}
