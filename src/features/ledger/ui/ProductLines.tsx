import { DeltaBadge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { FigureLink, PageLink } from '../../../ui-kit/PageLink.tsx';
import { ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccountProducts } from '../contract.ts';
import styles from './Ledger.module.css';
import { documentsSearch, useLedgerWords } from './use-ledger-words.ts';

interface Props {
  accountId: string;
  group: boolean;
  period?: { from: string; to: string };
}

/** The largest products of an account in a few lines. */
export function TopProducts({ accountId, group, period }: Props) {
  const t = useWords('ledger');
  const format = useFormats();
  const { because } = useLedgerWords();
  const products = useCall(getAccountProducts, { id: accountId, group, limit: 6, ...period });
  if (products.error) return <ErrorState error={products.error} retry={() => void products.refetch()} />;
  const data = products.data;
  const path = `/accounts/${accountId}`;
  return (
    <Section
      title={t('products.top')}
      note={data ? `${format.period(data.period.from, data.period.to)} · ${data.currency}` : undefined}
      framed
      actions={
        <PageLink to={path} search={{ tab: 'products', group: group || undefined }}>
          {t('products.all')}
        </PageLink>
      }
    >
      {data === undefined ? <LoadingState lines={5} /> : null}
      {data?.rows.length === 0 ? <p className="dim">{t('products.none')}</p> : null}
      <ul className={styles.rows}>
        {data?.rows.map((row) => (
          <li key={row.product.id}>
            <span>{row.product.name}</span>
            <span className={styles.line}>
              <DeltaBadge value={row.growth} why={because(row.growthReason)} against={t('sales.against')} />
              <FigureLink to={path} search={documentsSearch({ ...data.period, product: row.product.id, group })}>
                <Money value={row.amount} digits={0} />
              </FigureLink>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What the account bought regularly and no longer does, the dearest first. */
export function StoppedBuying({ accountId, group }: Props) {
  const t = useWords('ledger');
  const format = useFormats();
  const products = useCall(getAccountProducts, { id: accountId, group, show: 'stopped', limit: 6 });
  if (products.error) return <ErrorState error={products.error} retry={() => void products.refetch()} />;
  const data = products.data;
  const path = `/accounts/${accountId}`;
  return (
    <Section
      title={t('products.stopped')}
      note={data ? t('products.stoppedNote', { day: format.day(data.asOf) }) : undefined}
      framed
      actions={
        data && data.count > 0 ? (
          <PageLink to={path} search={{ tab: 'products', show: 'stopped', group: group || undefined }}>
            {t('products.allOf', { count: data.count })}
          </PageLink>
        ) : undefined
      }
    >
      {data === undefined ? <LoadingState lines={5} /> : null}
      {data?.rows.length === 0 ? <p className="dim">{t('products.stoppedNone')}</p> : null}
      <ul className={styles.rows}>
        {data?.rows.map((row) => (
          <li key={row.product.id}>
            <span>{row.product.name}</span>
            <span className={styles.line}>
              <span className="dim">
                {t('products.lastOn')} <DateText value={row.lastBought} />
              </span>
              <FigureLink to={path} search={documentsSearch({ product: row.product.id, group })}>
                <Money value={row.perMonth} digits={0} />
              </FigureLink>
              <span className="dim">{t('products.aMonth')}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
