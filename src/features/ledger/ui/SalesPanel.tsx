import { useNavigate } from '@tanstack/react-router';
import { lastOfMonth } from '../../../pure/period.ts';
import { useFormats } from '../../../ui-kit/format.ts';
import { MonthBars } from '../../../ui-kit/MonthBars.tsx';
import { Section } from '../../../ui-kit/PageLayout.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { searchText } from '../../../ui-kit/use-url-state.ts';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccountSales } from '../contract.ts';
import { documentsSearch, KINDS_OF } from './use-ledger-words.ts';

interface Props {
  accountId: string;
  group: boolean;
  period?: { from: string; to: string };
  /** 12 or 24 months. */
  months?: 12 | 24;
}

/** Sales by month against the year before; a month leads to its documents. */
export function SalesPanel({ accountId, group, period, months = 12 }: Props) {
  const t = useWords('ledger');
  const format = useFormats();
  const navigate = useNavigate();
  const sales = useCall(getAccountSales, { id: accountId, group, ...period });
  if (sales.error) return <ErrorState error={sales.error} retry={() => void sales.refetch()} />;
  const data = sales.data;
  const isOrdered = data?.basis === 'ordered';
  const shown = data?.months.slice(-months) ?? [];
  const points = shown.map((row) => ({
    month: row.month.slice(0, 7),
    amount: Number((isOrdered ? row.ordered : row.revenue).amount),
    before: Number((isOrdered ? row.priorOrdered : row.priorRevenue).amount),
    unfinished: row.isPartial,
  }));
  const currency = data?.currency ?? 'EUR';
  const nothing = points.every((point) => point.amount === 0 && point.before === 0);
  const open = (month: string) => {
    const from = `${month}-01`;
    const search = documentsSearch({ from, to: lastOfMonth(from), kind: KINDS_OF[data?.basis ?? 'revenue'], group });
    void navigate({ href: `/accounts/${accountId}${searchText.print(search)}` });
  };
  return (
    <Section
      title={isOrdered ? t('sales.orderedByMonth') : t('sales.byMonth')}
      note={
        data
          ? [data.currency, t('sales.netOfTax'), data.isFallback ? t('sales.fallback') : null]
              .filter(Boolean)
              .join(' · ')
          : undefined
      }
      framed
    >
      {data === undefined ? (
        <LoadingState lines={8} />
      ) : nothing ? (
        <EmptyState title={t('sales.none')} text={t('sales.noneText')} />
      ) : (
        <MonthBars
          points={points}
          format={(amount) => format.short({ amount: String(amount), currency })}
          summary={t('sales.summary', {
            amount: format.money(data.amount, 0),
            period: format.period(data.period.from, data.period.to),
          })}
          onOpen={open}
        />
      )}
    </Section>
  );
}
