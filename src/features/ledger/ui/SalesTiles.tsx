import { DeltaBadge } from '../../../ui-kit/Badges.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { FigureLink } from '../../../ui-kit/PageLink.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState } from '../../../ui-kit/States.tsx';
import { Tile } from '../../../ui-kit/Tiles.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { DateText, Money, NoValue, Percent } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccountBalance, getAccountSales } from '../contract.ts';
import { documentsSearch, KINDS_OF, useLedgerWords } from './use-ledger-words.ts';

interface Props {
  accountId: string;
  group: boolean;
  /** The period of the company-wide review, so that all figures of the page are of the same days; left out: the last twelve full months. */
  period?: { from: string; to: string };
}

/** Not all of the revenue, as far as the percentage shows. */
const isPart = (share: number | null | undefined): share is number =>
  typeof share === 'number' && Math.round(share * 1000) !== 1000;

/** Revenue and margin of twelve months, the last order, open balance and overdue, as tiles; each leads to its documents. */
export function SalesTiles({ accountId, group, period }: Props) {
  const t = useWords('ledger');
  const format = useFormats();
  const { because } = useLedgerWords();
  const seesMargin = useCan('ledger.seeMargin');
  const sales = useCall(getAccountSales, { id: accountId, group, ...period });
  const balance = useCall(getAccountBalance, { id: accountId, group });
  const path = `/accounts/${accountId}`;
  if (sales.error) return <ErrorState error={sales.error} retry={() => void sales.refetch()} />;
  const data = sales.data;
  const owed = balance.data;
  const days = data && format.period(data.period.from, data.period.to);
  const lines = data && documentsSearch({ ...data.period, kind: KINDS_OF[data.basis], group });
  const last = data && (data.basis === 'ordered' ? data.lastOrder : data.lastInvoice);
  return (
    <>
      <Tile
        label={data?.basis === 'ordered' ? t('sales.ordered') : t('sales.revenue')}
        help={data?.basis === 'ordered' ? 'ordered' : 'revenue'}
        loading={!data}
        value={
          <FigureLink to={path} search={lines}>
            <Money value={data?.amount} digits={0} />
          </FigureLink>
        }
        delta={<DeltaBadge value={data?.growth} against={t('sales.against')} why={because(data?.growthReason)} />}
        note={days}
      />
      {seesMargin ? (
        <Tile
          label={t('sales.margin')}
          help="margin"
          loading={!data}
          value={
            data?.margin ? (
              <FigureLink to={path} search={lines}>
                <Money value={data.margin} digits={0} />
              </FigureLink>
            ) : (
              <NoValue why={because(data?.marginReason)} />
            )
          }
          note={
            data?.margin ? (
              <>
                <Percent value={data.marginShare} />
                {isPart(data.costedShare)
                  ? ` ${t('sales.ofCosted', { share: format.percent(data.costedShare) })}`
                  : null}{' '}
                · {days}
              </>
            ) : (
              because(data?.marginReason)
            )
          }
        />
      ) : null}
      <Tile
        label={data?.basis === 'ordered' ? t('sales.lastOrder') : t('sales.lastInvoice')}
        help="last-order"
        loading={!data}
        value={
          last ? (
            <FigureLink to={`/documents/${last.id}`}>
              <DateText value={last.date} />
            </FigureLink>
          ) : (
            <NoValue why={t('reason.noDocuments')} />
          )
        }
        note={
          data?.buyingInterval
            ? data.buyingInterval === 1
              ? t('sales.everyDay')
              : t('sales.everyDays', { count: data.buyingInterval })
            : data?.lastOrder && data.basis === 'revenue'
              ? t('sales.lastOrderOn', { day: format.day(data.lastOrder.date) })
              : undefined
        }
      />
      <Tile
        label={t('balance.balance')}
        help="open-balance"
        loading={balance.isPending}
        value={
          owed?.balance ? (
            <FigureLink to={path} search={{ tab: 'balance', group: group || undefined }}>
              <Money value={owed.balance} digits={0} />
            </FigureLink>
          ) : (
            <NoValue why={because(owed?.reason)} />
          )
        }
        note={
          owed ? (owed.reason ? because(owed.reason) : t('balance.asOf', { day: format.day(owed.asOf) })) : undefined
        }
      />
      <Tile
        label={t('balance.overdue')}
        help="overdue"
        loading={balance.isPending}
        tone={owed?.overdue && Number(owed.overdue.amount) > 0 ? 'bad' : undefined}
        value={
          owed?.overdue ? (
            <FigureLink to={path} search={{ tab: 'balance', overdue: true, group: group || undefined }}>
              <Money value={owed.overdue} digits={0} />
            </FigureLink>
          ) : (
            <NoValue why={because(owed?.overdueReason ?? owed?.reason)} />
          )
        }
        note={
          owed?.longestOverdue ? t('balance.longest', { count: owed.longestOverdue }) : because(owed?.overdueReason)
        }
      />
    </>
  );
}
