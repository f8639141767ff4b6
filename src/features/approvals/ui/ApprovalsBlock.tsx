import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { listApprovals } from '../contract.ts';
import { AskedText, StateBadge, WhoseTurn } from './ApprovalBits.tsx';
import styles from './Approvals.module.css';
import { useApprovalWords } from './use-approval-words.ts';

const AskException = lazy(() => import('./AskException.tsx'));

interface Props {
  account: { id: string; name: string };
  /** Only requests of one kind, and nothing at all where none is running: for the panel of what it is about. */
  kind?: string;
}

/** Requests on an account and those below it that the reader may see: the running ones, then what was decided lately. An exception is asked for from here. */
export default function ApprovalsBlock({ account, kind }: Props) {
  const { t } = useApprovalWords();
  const [asking, setAsking] = useState(false);
  const mayAsk = useCan('approvals.act');
  const of = { accountId: account.id, ...(kind === undefined ? {} : { kind }) };
  const running = useCall(listApprovals, { ...of, box: 'running', limit: 6 });
  const decided = useCall(listApprovals, { ...of, box: 'decided', limit: 3 }, { when: kind === undefined });
  const rows = [...(running.data?.rows ?? []), ...(decided.data?.rows ?? [])];
  const lines = (
    <ul className={styles.list} aria-label={t('menu.list')}>
      {rows.map((row) => (
        <li key={row.id} className={styles.row}>
          <span>
            <PageLink to={`/approvals/${row.id}`}>{row.title}</PageLink> <StateBadge row={row} />
          </span>
          <span className="dim">
            {row.amount ? (
              <>
                <AskedText row={row} />
                {' · '}
              </>
            ) : null}
            <WhoseTurn row={row} />
            {' · '}
            <DateText value={row.closedAt ?? row.filedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
  if (kind !== undefined) return rows.length === 0 ? null : lines;
  return (
    <Section
      title={t('menu.list')}
      framed
      actions={
        mayAsk ? (
          <Button variant="default" size="compact-xs" onClick={() => setAsking(true)}>
            {t('ask.button')}
          </Button>
        ) : undefined
      }
    >
      {rows.length === 0 ? <p className="dim">{t('block.none')}</p> : lines}
      <Suspense>{asking ? <AskException account={account} onClose={() => setAsking(false)} /> : null}</Suspense>
    </Section>
  );
}
