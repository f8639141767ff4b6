import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { listNotices, readNotice, readNotices } from '../../../features/notices/contract.ts';
import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { Popup } from '../../../ui-kit/Popup.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useAct, useCall } from '../../../ui-kit/use-call.ts';
import { Ago } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { loadWords } from '../words/start.ts';
import styles from './TopBar.module.css';

type Notice = OutputOf<typeof listNotices>['rows'][number];

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The words of a notice `imports.done` stand in its room: `imports:notice.done`. */
function useNoticeText(): (notice: Notice) => string {
  const t = useWords('shell');
  const format = useFormats();
  return ({ kind, params }) => {
    const said = Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && DAY.test(value) ? format.day(value) : value,
    ]);
    const [room = '', ...rest] = kind.split('.');
    return String(t(`${room}:notice.${rest.join('.')}`, { ...Object.fromEntries(said), defaultValue: '…' }));
  };
}

function NoticeLine({ notice, onGo }: { notice: Notice; onGo: () => void }) {
  const text = useNoticeText();
  const inside = (
    <>
      <b>{text(notice)}</b>
      <span>
        <Ago value={notice.at} />
      </span>
    </>
  );
  const unread = notice.readAt === null;
  return notice.path === null ? (
    <div className={unread ? `${styles.notice} ${styles.unread}` : styles.notice}>{inside}</div>
  ) : (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the link inside is what is pressed
    <div onClick={onGo}>
      <PageLink to={notice.path} className={unread ? `${styles.notice} ${styles.unread}` : styles.notice}>
        {inside}
      </PageLink>
    </div>
  );
}

/** Says the newest notice when it arrives, for those who cannot see the dot. */
function useNewest(rows: readonly Notice[]): string {
  const text = useNoticeText();
  const known = useRef<string | null>(null);
  const [said, setSaid] = useState('');
  const newest = rows[0];
  useEffect(() => {
    if (newest === undefined) return;
    if (known.current !== null && known.current !== newest.id && newest.readAt === null) setSaid(text(newest));
    known.current = newest.id;
  }, [newest, text]);
  return said;
}

const few = { limit: 30 };

/** The bell: what happened, live. */
export function NoticesBell() {
  const t = useWords('shell');
  const list = useCall(listNotices, few);
  const readAll = useAct(readNotices, { touches: [listNotices], quiet: true });
  const readOne = useAct(readNotice, { touches: [listNotices], quiet: true });
  const rows = list.data?.rows ?? [];
  const unread = list.data?.unread ?? 0;
  const said = useNewest(rows);
  // The words of a notice stand in its room.
  const waiting = rows.length > 0;
  useEffect(() => {
    if (waiting) void loadWords();
  }, [waiting]);
  return (
    <>
      <Popup
        label={t('notices.title')}
        align="end"
        width={350}
        opener={(props) => (
          <button type="button" className={styles.bell} aria-label={t('notices.open', { count: unread })} {...props}>
            <IconBell size={18} stroke={1.6} />
            {unread > 0 ? <span className={styles.dot} /> : null}
          </button>
        )}
      >
        {(close) => (
          <>
            <div className={styles.noticesHead}>
              <strong>{t('notices.title')}</strong>
              {unread > 0 ? (
                <Button variant="subtle" size="compact-xs" onClick={() => readAll.mutate({ upTo: rows[0]?.id })}>
                  {t('notices.readAll')}
                </Button>
              ) : null}
            </div>
            {rows.length === 0 ? (
              <div className={styles.who}>
                {list.isPending ? <LoadingState lines={3} /> : <span>{t('notices.none')}</span>}
              </div>
            ) : (
              rows.map((notice) => (
                <NoticeLine
                  key={notice.id}
                  notice={notice}
                  onGo={() => {
                    if (notice.readAt === null) readOne.mutate({ id: notice.id });
                    close();
                  }}
                />
              ))
            )}
          </>
        )}
      </Popup>
      <div className="hidden-text" role="status" aria-live="polite">
        {said}
      </div>
    </>
  );
}
