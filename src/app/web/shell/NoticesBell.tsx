import { Button } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { Popup } from '../../../ui-kit/Popup.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { callKey, useAct, useCall } from '../../../ui-kit/use-call.ts';
import { Ago } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listNotices, readNotices } from '../operations.ts';
import styles from './TopBar.module.css';

type Notice = OutputOf<typeof listNotices>['rows'][number];

/** Listens to the server's events; says the newest notice for those who cannot see the dot. */
function useLiveNotices(): string {
  const client = useQueryClient();
  const [said, setSaid] = useState('');
  useEffect(() => {
    const events = new EventSource('/api/notices/events');
    const refresh = (event: MessageEvent<string>) => {
      void client.invalidateQueries({ queryKey: callKey(listNotices) });
      try {
        setSaid((JSON.parse(event.data) as { title?: string }).title ?? '');
      } catch {
        setSaid('');
      }
    };
    events.addEventListener('notice', refresh);
    events.addEventListener('message', refresh);
    return () => events.close();
  }, [client]);
  return said;
}

function NoticeLine({ notice, onGo }: { notice: Notice; onGo: () => void }) {
  const inside = (
    <>
      <b>{notice.title}</b>
      <span>
        {notice.text === undefined ? null : <>{notice.text} · </>}
        <Ago value={notice.at} />
      </span>
    </>
  );
  const unread = notice.readAt === null;
  return notice.link === undefined ? (
    <div className={styles.notice} data-unread={unread}>
      {inside}
    </div>
  ) : (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the link inside is what is pressed
    <div onClick={onGo}>
      <PageLink to={notice.link} className={styles.notice}>
        {inside}
      </PageLink>
    </div>
  );
}

/** The bell: what happened, live. */
export function NoticesBell() {
  const t = useWords('shell');
  const said = useLiveNotices();
  const list = useCall(listNotices, {});
  const read = useAct(readNotices, { touches: [listNotices], quiet: true });
  const rows = list.data?.rows ?? [];
  const unread = rows.filter((notice) => notice.readAt === null).length;
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
                <Button variant="subtle" size="compact-xs" onClick={() => read.mutate({})}>
                  {t('notices.readAll')}
                </Button>
              ) : null}
            </div>
            {rows.length === 0 ? (
              <div className={styles.who}>
                {list.isPending ? <LoadingState lines={3} /> : <span>{t('notices.none')}</span>}
              </div>
            ) : (
              rows.map((notice) => <NoticeLine key={notice.id} notice={notice} onGo={close} />)
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
