import { Button } from '@mantine/core';
import { SideDrawer } from '../../../ui-kit/SideDrawer.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listNoteVersions, type Note, saveNote } from '../contract.ts';
import type { Body } from '../rules-body.ts';
import styles from './Notes.module.css';
import { namesOf, RichText } from './RichText.tsx';

/** What a note said, newest first; any of it can be brought back, as the next version. */
export default function NoteVersions({ note, onClose }: { note: Note; onClose: () => void }) {
  const t = useWords('notes');
  const list = usePages(listNoteVersions, { id: note.id });
  const save = useAct(saveNote, { done: t('versionBack'), onDone: onClose });
  return (
    <SideDrawer opened onClose={onClose} title={t('versions')} size={560}>
      {list.error ? <ErrorState error={list.error} retry={list.retry} /> : null}
      {list.loading ? <LoadingState lines={4} /> : null}
      <ol className={styles.versions}>
        {list.rows?.map((version, at) => (
          <li key={version.version}>
            <div className={styles.head}>
              <strong>{version.savedBy?.name ?? t('nobody')}</strong>
              <span className="dim">
                <DateText value={version.savedAt} time />
              </span>
              {at > 0 && note.can.edit ? (
                <span className={styles.acts}>
                  <Button
                    variant="default"
                    size="compact-xs"
                    loading={save.isPending}
                    onClick={() => save.mutate({ id: note.id, version: note.version, body: version.body })}
                  >
                    {t('bringBack')}
                  </Button>
                </span>
              ) : null}
              {at === 0 ? <span className="dim">{t('isNow')}</span> : null}
            </div>
            <RichText body={version.body as Body} names={namesOf(version.mentioned)} />
          </li>
        ))}
      </ol>
      {list.more === null ? null : (
        <Button variant="default" loading={list.more.loading} onClick={list.more.load}>
          {t('kit:table.more')}
        </Button>
      )}
    </SideDrawer>
  );
}
