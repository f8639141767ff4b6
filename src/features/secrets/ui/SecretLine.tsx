import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import { call, newKey } from '../../../ui-kit/call.ts';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { Popup } from '../../../ui-kit/Popup.tsx';
import { LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccountClass, notePrint } from '../contract.ts';
import styles from './Secrets.module.css';

const Why = lazy(() => import('./Why.tsx'));
const PrintMark = lazy(() => import('./PrintMark.tsx'));
const ClassDialog = lazy(() => import('./ClassDialog.tsx'));

interface Props {
  accountId: string;
  /** The account at the top of its structure; null: it stands there itself. */
  top: { id: string; name: string } | null;
}

/** At the head of the account page: its class and who gave it, and why one sees it. */
export default function SecretLine({ accountId, top }: Props) {
  const t = useWords('secrets');
  const { data } = useCall(getAccountClass, { id: accountId }, { keep: false });
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    // Ctrl-P and the button alike; that it could not be told does not keep the sheet back.
    const tell = () => {
      const part = new URLSearchParams(window.location.search).get('tab') ?? 'overview';
      void call(notePrint, { id: accountId, part }, { key: newKey() }).catch(() => undefined);
    };
    window.addEventListener('beforeprint', tell);
    return () => window.removeEventListener('beforeprint', tell);
  }, [accountId]);
  return (
    <div className={styles.line}>
      {data?.class ? (
        <>
          <Badge tone="outline">{t('of.badge', { class: data.class.name })}</Badge>
          <span className="dim">
            {t('of.setBy', { name: data.setBy?.name ?? t('system') })} <DateText value={data.setAt} />
            {top === null ? null : ` ${t('of.onTop')}`}
          </span>
          {top === null ? null : <PageLink to={`/accounts/${top.id}`}>{top.name}</PageLink>}
        </>
      ) : null}
      <span className={`${styles.asks} no-print`}>
        {data?.can.classify ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setChoosing(true)}>
            {data.class ? t('of.change') : t('of.set')}
          </Button>
        ) : null}
        <Popup
          label={t('why.title')}
          width={380}
          opener={(props) => (
            <Button variant="subtle" size="compact-xs" {...props}>
              {t('why.ask')}
            </Button>
          )}
        >
          {() => (
            <Suspense fallback={<LoadingState lines={3} />}>
              <Why accountId={accountId} />
            </Suspense>
          )}
        </Popup>
      </span>
      <Suspense>
        {data?.class?.mark ? <PrintMark /> : null}
        {choosing && data ? (
          <ClassDialog accountId={accountId} top={top} state={data} onClose={() => setChoosing(false)} />
        ) : null}
      </Suspense>
    </div>
  );
}
