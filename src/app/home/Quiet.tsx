import { listAccounts } from '../../features/accounts/contract.ts';
import { useFormats } from '../../ui-kit/format.ts';
import { Section } from '../../ui-kit/PageLayout.tsx';
import { FigureLink, PageLink } from '../../ui-kit/PageLink.tsx';
import { useCan } from '../../ui-kit/reader.tsx';
import { ErrorState, LoadingState } from '../../ui-kit/States.tsx';
import { useCall } from '../../ui-kit/use-call.ts';
import { DateText, Money } from '../../ui-kit/Values.tsx';
import { useWords } from '../../ui-kit/words.ts';
import styles from './Home.module.css';

/** Accounts that made revenue in the last twelve months of the ledger and have gone quiet since, the largest first. */
export function Quiet() {
  const t = useWords('home');
  const format = useFormats();
  const seesAccounts = useCan('accounts.read');
  const quiet = useCall(
    listAccounts,
    {
      active: false,
      excluded: false,
      sort: 'revenue',
      direction: 'desc',
      limit: 5,
      columns: ['revenue', 'lastDocument'],
    },
    { when: seesAccounts },
  );
  if (!seesAccounts) return null;
  if (quiet.error) return <ErrorState error={quiet.error} retry={() => void quiet.refetch()} />;
  const rows = quiet.data?.rows.filter((row) => Number(row.revenue?.amount ?? 0) > 0);
  const asOf = quiet.data?.asOf;
  const day = asOf === undefined || asOf === format.today() ? null : t('quietAsOf', { day: format.day(asOf) });
  return (
    <Section
      title={t('quiet')}
      note={[t('quietNote'), day].filter(Boolean).join(' · ')}
      framed
      actions={
        <PageLink to="/accounts" search={{ active: 'false', sort: 'revenue', desc: true }}>
          {t('all')}
        </PageLink>
      }
    >
      {quiet.isPending ? <LoadingState lines={5} /> : null}
      {rows?.length === 0 ? <p className="dim">{t('quietNone')}</p> : null}
      <ul className={styles.rows}>
        {rows?.map((row) => (
          <li key={row.id}>
            <PageLink to={`/accounts/${row.id}`}>{row.name}</PageLink>
            <span className={styles.line}>
              <span className="dim">
                {t('last')} <DateText value={row.lastDocument} />
              </span>
              <FigureLink to={`/accounts/${row.id}`} search={{ tab: 'documents' }}>
                <Money value={row.revenue} short />
              </FigureLink>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
