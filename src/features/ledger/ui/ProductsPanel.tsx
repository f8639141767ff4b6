import { DeltaBadge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine } from '../../../ui-kit/PageLayout.tsx';
import { FigureLink } from '../../../ui-kit/PageLink.tsx';
import { PeriodPicker } from '../../../ui-kit/PeriodPicker.tsx';
import { SegmentedChoice } from '../../../ui-kit/SegmentedChoice.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { DateText, Money, Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getAccountProducts } from '../contract.ts';
import styles from './Ledger.module.css';
import type { ProductRow } from './product-row.ts';
import { documentsSearch, useLedgerWords } from './use-ledger-words.ts';

const defaults = { show: 'bought', from: '', to: '' };
type Shown = 'bought' | 'stopped' | 'new';

/** What an account buys by product, what it stopped buying and what is new; each product leads to its documents. */
export function ProductsPanel({ accountId, group }: { accountId: string; group: boolean }) {
  const t = useWords('ledger');
  const format = useFormats();
  const { because } = useLedgerWords();
  const [view, setView] = useUrlState(defaults);
  const show: Shown = view.show === 'stopped' || view.show === 'new' ? view.show : 'bought';
  const period = { ...(view.from ? { from: view.from } : {}), ...(view.to ? { to: view.to } : {}) };
  const list = usePages(getAccountProducts, { id: accountId, group, show, ...period });
  const first = list.first;
  const path = `/accounts/${accountId}`;
  const name: Column<ProductRow> = {
    id: 'name',
    title: t('products.product'),
    show: (row) => row.product.name,
    grow: true,
    width: 220,
    fixed: true,
    phone: 'title',
  };
  const code: Column<ProductRow> = {
    id: 'code',
    title: t('products.code'),
    show: (row) => row.product.code,
    width: 110,
  };
  const family: Column<ProductRow> = {
    id: 'group',
    title: t('products.group'),
    show: (row) => row.product.group,
    width: 140,
    phone: 'none',
  };
  const bought: Column<ProductRow>[] = [
    name,
    code,
    family,
    {
      id: 'quantity',
      title: t('products.quantity'),
      show: (row) => <Quantity value={row.quantity} unit={row.product.unit ?? undefined} digits={2} />,
      align: 'end',
      width: 120,
    },
    {
      id: 'amount',
      title: t('products.amount'),
      show: (row) => (
        <FigureLink to={path} search={documentsSearch({ ...first?.period, product: row.product.id, group })}>
          <Money value={row.amount} digits={0} />
        </FigureLink>
      ),
      align: 'end',
      width: 120,
      phone: 'figure',
    },
    {
      id: 'prior',
      title: t('products.prior'),
      show: (row) => <Money value={row.priorAmount} digits={0} />,
      align: 'end',
      width: 120,
    },
    {
      id: 'growth',
      title: t('products.growth'),
      show: (row) => <DeltaBadge value={row.growth} why={because(row.growthReason)} against={t('sales.against')} />,
      align: 'end',
      help: 'growth',
    },
    { id: 'share', title: t('products.share'), show: (row) => <Percent value={row.share} />, align: 'end', width: 90 },
  ];
  const stopped: Column<ProductRow>[] = [
    name,
    code,
    family,
    {
      id: 'perMonth',
      title: t('products.perMonth'),
      show: (row) => (
        <FigureLink to={path} search={documentsSearch({ product: row.product.id, group })}>
          <Money value={row.perMonth} digits={0} />
        </FigureLink>
      ),
      align: 'end',
      width: 130,
      phone: 'figure',
    },
    {
      id: 'lastBought',
      title: t('products.lastBought'),
      show: (row) => <DateText value={row.lastBought} />,
      align: 'end',
      width: 130,
    },
    {
      id: 'daysSince',
      title: t('products.daysSince'),
      show: (row) => <Quantity value={row.daysSince} />,
      align: 'end',
    },
    {
      id: 'usual',
      title: t('products.usual'),
      show: (row) => <Quantity value={row.usualInterval} />,
      align: 'end',
      width: 130,
    },
  ];
  const days = first && format.period(first.period.from, first.period.to);
  const lost = list.rows?.reduce((sum, row) => sum + Number(row.perMonth?.amount ?? 0), 0) ?? 0;
  const sentence =
    first === undefined
      ? ''
      : show === 'stopped'
        ? first.count === 0
          ? t('products.stoppedNone')
          : t('products.stoppedLine', {
              count: first.count,
              amount: format.money({ amount: lost.toFixed(2), currency: first.currency }, 0),
            })
        : show === 'new'
          ? t('products.newLine', { count: first.count })
          : t('products.line', { count: first.count, amount: format.money(first.total, 0) });
  const rest =
    first && show === 'bought' && Number(first.withoutProduct.amount) !== 0
      ? t('products.rest', { amount: format.money(first.withoutProduct) })
      : null;
  return (
    <div className={styles.stack}>
      <AnswerLine
        loading={first === undefined && !list.error}
        note={
          first
            ? [
                first.basis === 'ordered' ? t('sales.ordered') : t('sales.revenue'),
                show === 'stopped' ? t('products.stoppedNote', { day: format.day(first.asOf) }) : days,
                first.currency,
                rest,
              ]
                .filter(Boolean)
                .join(' · ')
            : ' '
        }
      >
        {sentence}
      </AnswerLine>
      <DataTable
        name={`ledger.products.${show}`}
        label={t('products.title')}
        columns={show === 'stopped' ? stopped : bought}
        {...list}
        rowId={(row) => row.product.id}
        whole
        toolbar={
          <>
            <SegmentedChoice
              label={t('products.show')}
              value={show}
              onChange={(next) => setView({ show: next })}
              options={[
                { value: 'bought', label: t('products.bought') },
                { value: 'stopped', label: t('products.stopped') },
                { value: 'new', label: t('products.new') },
              ]}
            />
            {show === 'stopped' ? null : (
              <PeriodPicker value={view} onChange={setView} shown={first?.period} newest={first?.asOf} />
            )}
          </>
        }
        empty={
          <EmptyState
            title={show === 'stopped' ? t('products.stoppedNone') : t('products.none')}
            text={show === 'stopped' ? t('products.stoppedText') : t('products.noneText')}
          />
        }
      />
    </div>
  );
}
