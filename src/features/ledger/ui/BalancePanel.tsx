import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, Section } from '../../../ui-kit/PageLayout.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { BUCKETS, type Bucket, getAccountBalance } from '../contract.ts';
import styles from './Ledger.module.css';
import { OpenDocuments } from './OpenDocuments.tsx';
import { PaymentsList } from './PaymentsList.tsx';
import { useLedgerWords } from './use-ledger-words.ts';

const defaults = { asOf: '', overdue: false, bucket: '' };
type Balance = OutputOf<typeof getAccountBalance>;

/** What an account owes: the sentence, the ages as bars, the open documents, the payments. */
export function BalancePanel({ accountId, group }: { accountId: string; group: boolean }) {
  const t = useWords('ledger');
  const [view, setView] = useUrlState(defaults);
  const [payments, setPayments] = useState(false);
  const asOf = /^\d{4}-\d{2}-\d{2}$/.test(view.asOf) ? { asOf: view.asOf } : {};
  const balance = useCall(getAccountBalance, { id: accountId, group, ...asOf });
  const { because } = useLedgerWords();
  if (balance.error) return <ErrorState error={balance.error} retry={() => void balance.refetch()} />;
  const data = balance.data;
  const bucket = BUCKETS.find((one) => one === view.bucket);
  return (
    <div className={styles.stack}>
      <div className={`${styles.line} no-print`}>
        <span className={styles.line}>
          <span className="dim" aria-hidden="true">
            {t('balance.day')}
          </span>
          <TextInput
            type="date"
            aria-label={t('balance.day')}
            value={view.asOf || (data?.asOf ?? '')}
            onChange={(event) => setView({ asOf: event.currentTarget.value })}
          />
        </span>
        {view.asOf ? (
          <Button variant="subtle" size="compact-xs" onClick={() => setView({ asOf: '' })}>
            {t('balance.today')}
          </Button>
        ) : null}
      </div>
      {data === undefined ? <LoadingState lines={8} /> : null}
      {data?.reason ? <EmptyState title={t('balance.unknown')} text={because(data.reason)} /> : null}
      {data && !data.reason ? (
        <>
          <Sentence balance={data} />
          <Ages balance={data} chosen={bucket} onChoose={(next) => setView({ bucket: next ?? '', overdue: false })} />
          <OpenDocuments
            accountId={accountId}
            group={group}
            asOf={view.asOf}
            bucket={bucket}
            overdue={view.overdue}
            onOverdue={(overdue) => setView({ overdue, bucket: '' })}
          />
        </>
      ) : null}
      <div className="no-print">
        <Button variant="subtle" size="compact-xs" aria-expanded={payments} onClick={() => setPayments(!payments)}>
          {t('payments.title')}
        </Button>
      </div>
      {payments ? <PaymentsList accountId={accountId} group={group} /> : null}
    </div>
  );
}

function Sentence({ balance }: { balance: Balance }) {
  const t = useWords('ledger');
  const format = useFormats();
  const { because } = useLedgerWords();
  const some = (money: { amount: string; currency: string } | null, text: (amount: string) => string) =>
    money && Number(money.amount) !== 0 ? text(format.money(money)) : null;
  const note = [
    t('balance.asOf', { day: format.day(balance.asOf) }),
    t('balance.gross'),
    balance.currency,
    ...balance.rates.map((rate) =>
      t('balance.rate', { currency: rate.currency, rate: rate.rate, day: format.day(rate.validFrom) }),
    ),
    balance.isMatched ? t('balance.matched') : null,
    balance.newest ? t('balance.newest', { day: format.day(balance.newest) }) : null,
    balance.scope.group ? t('scope.group', { count: balance.scope.accounts }) : null,
  ];
  const apart = [
    some(balance.credits, (amount) => t('balance.credits', { amount })),
    some(balance.unallocated, (amount) => t('balance.unallocated', { amount })),
    some(balance.disputed, (amount) => t('balance.disputed', { amount })),
    some(balance.paymentsSince, (amount) => t('balance.paymentsSince', { amount })),
  ].filter(Boolean);
  return (
    <AnswerLine note={note.filter(Boolean).join(' · ')}>
      {t('balance.line', { count: balance.openDocuments, open: balance.open ? format.money(balance.open) : '' })}{' '}
      {balance.overdue
        ? t('balance.lineOverdue', { amount: format.money(balance.overdue) })
        : because(balance.overdueReason)}{' '}
      {apart.length > 0 ? `${t('balance.apart')} ${apart.join(', ')}. ` : ''}
      {balance.balance ? t('balance.lineBalance', { amount: format.money(balance.balance) }) : ''}
    </AnswerLine>
  );
}

const TONES: Partial<Record<Bucket, string>> = {
  days1to30: 'warn',
  days31to60: 'warn',
  days61to90: 'bad',
  days91: 'bad',
};

function Ages({
  balance,
  chosen,
  onChoose,
}: {
  balance: Balance;
  chosen: Bucket | undefined;
  onChoose: (bucket: Bucket | undefined) => void;
}) {
  const t = useWords('ledger');
  const { buckets } = useLedgerWords();
  const of = (bucket: Bucket) => balance.ageing.find((row) => row.bucket === bucket);
  const most = Math.max(1, ...balance.ageing.map((row) => Number(row.amount.amount)));
  const shown = BUCKETS.filter((bucket) => bucket !== 'undated' || of(bucket) !== undefined);
  return (
    <Section title={t('balance.ages')} note={`${balance.currency} · ${t('balance.daysPastDue')}`} framed>
      <ul className={styles.ages}>
        {shown.map((bucket) => {
          const row = of(bucket);
          return (
            <li key={bucket}>
              <Button
                variant={bucket === chosen ? 'light' : 'subtle'}
                color="gray"
                size="compact-xs"
                justify="flex-start"
                aria-pressed={bucket === chosen}
                disabled={row === undefined}
                styles={row === undefined ? { root: { background: 'none', color: 'var(--dim)' } } : undefined}
                onClick={() => onChoose(bucket === chosen ? undefined : bucket)}
              >
                {buckets[bucket]}
              </Button>
              <span className={styles.track} aria-hidden="true">
                {row ? (
                  <span
                    className={styles.fill}
                    data-tone={TONES[bucket]}
                    style={{ width: `${(Number(row.amount.amount) / most) * 100}%` }}
                  />
                ) : null}
              </span>
              <span style={{ textAlign: 'end' }}>
                <Money value={row?.amount ?? { amount: '0', currency: balance.currency }} />
              </span>
              <span className={`dim ${styles.count}`}>{t('balance.documents', { count: row?.documents ?? 0 })}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
