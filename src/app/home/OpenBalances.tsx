import { listAccounts } from '../../features/accounts/contract.ts';
import { getAccountBalance } from '../../features/ledger/contract.ts';
import { Section } from '../../ui-kit/PageLayout.tsx';
import { FigureLink, PageLink } from '../../ui-kit/PageLink.tsx';
import { useReader } from '../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { Money } from '../../ui-kit/Values.tsx';
import { useWords } from '../../ui-kit/words.ts';
import styles from './Home.module.css';

/** The accounts that owe most, each with what is overdue today. */
export function OpenBalances() {
  const t = useWords('home');
  const { can, currency } = useReader();
  const sees = can.includes('accounts.read') && can.includes('ledger.read');
  const owing = useCall(
    listAccounts,
    { sort: 'openBalance', direction: 'desc', limit: 30, kind: ['group', 'entity'], columns: ['openBalance', 'group'] },
    { when: sees },
  );
  if (!sees) return null;
  if (owing.error) return <ErrorState error={owing.error} retry={() => void owing.refetch()} />;
  const rows = owing.data?.rows.filter((row) => Number(row.openBalance?.amount ?? 0) > 0);
  const tops = rows?.filter((row) => !rows.some((other) => other.id === row.group?.id)).slice(0, 5);
  return (
    <Section
      title={t('owing')}
      note={`${currency} · ${t('owingNote')}`}
      framed
      actions={
        <PageLink to="/accounts" search={{ sort: 'openBalance', desc: true }}>
          {t('all')}
        </PageLink>
      }
    >
      {owing.isPending ? <LoadingState lines={5} /> : null}
      {rows?.length === 0 ? <p className="dim">{t('owingNone')}</p> : null}
      <ul className={styles.rows}>
        {tops?.map((row) => (
          <li key={row.id}>
            <PageLink to={`/accounts/${row.id}`}>{row.name}</PageLink>
            <span className={styles.line}>
              <Overdue accountId={row.id} />
              <FigureLink to={`/accounts/${row.id}`} search={{ tab: 'balance' }}>
                <Money value={row.openBalance} digits={0} />
              </FigureLink>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Overdue({ accountId }: { accountId: string }) {
  const t = useWords('home');
  const balance = useCall(getAccountBalance, { id: accountId, group: true });
  const overdue = balance.data?.overdue;
  if (!overdue || Number(overdue.amount) <= 0) return null;
  return (
    <span className={styles.bad}>
      {t('overdue')}{' '}
      <FigureLink to={`/accounts/${accountId}`} search={{ tab: 'balance', overdue: true }}>
        <Money value={overdue} digits={0} />
      </FigureLink>
    </span>
  );
}
