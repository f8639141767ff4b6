import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Badge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { useFormats } from '../../../ui-kit/format.ts';
import { AnswerLine, PageLayout, Section } from '../../../ui-kit/PageLayout.tsx';
import { useCan } from '../../../ui-kit/reader.tsx';
import { ErrorState } from '../../../ui-kit/States.tsx';
import { useCall } from '../../../ui-kit/use-call.ts';
import { usePathField } from '../../../ui-kit/use-url-state.ts';
import { Money, Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { getDocument } from '../contract.ts';
import { DocumentFacts } from './DocumentFacts.tsx';
import { type DocumentLine, useDocumentLines } from './use-document-lines.ts';
import { useLedgerWords } from './use-ledger-words.ts';

/** One document down to its lines: the header, every line, the rounding, the payments, where it came from. */
export default function DocumentPage() {
  const t = useWords('ledger');
  const format = useFormats();
  const { kinds, marks } = useLedgerWords();
  const id = usePathField('id');
  const seesMargin = useCan('ledger.seeMargin');
  const found = useCall(getDocument, { id });
  const lines = useDocumentLines(id);
  if (found.error)
    return (
      <PageLayout title={t('document.title')}>
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      </PageLayout>
    );
  const data = found.data;
  const title = data ? `${kinds[data.kind]} ${data.number}` : t('document.title');
  const columns: Column<DocumentLine>[] = [
    {
      id: 'product',
      title: t('document.product'),
      show: (row) => row.product?.name ?? row.description ?? row.key,
      grow: true,
      width: 240,
      fixed: true,
      phone: 'title',
    },
    { id: 'code', title: t('products.code'), show: (row) => row.product?.code, width: 110 },
    {
      id: 'quantity',
      title: t('document.quantity'),
      show: (row) => <Quantity value={row.quantity} unit={row.product?.unit ?? undefined} digits={6} />,
      align: 'end',
    },
    {
      id: 'price',
      title: t('document.price'),
      show: (row) => <Quantity value={row.price} least={2} digits={6} />,
      align: 'end',
    },
    {
      id: 'discount',
      title: t('document.discount'),
      show: (row) => (row.discount === null ? null : <Percent value={Number(row.discount)} digits={2} />),
      align: 'end',
    },
    {
      id: 'net',
      title: t('document.net'),
      show: (row) => <Money value={row.net} />,
      align: 'end',
      width: 130,
      phone: 'figure',
      total: <Money value={data?.net} />,
    },
    {
      id: 'tax',
      title: t('document.tax'),
      show: (row) => <Money value={row.tax} why={t('document.taxInHeader')} />,
      align: 'end',
      total: <Money value={data?.tax} />,
    },
    ...(seesMargin
      ? [
          {
            id: 'cost',
            title: t('document.cost'),
            show: (row: DocumentLine) => <Money value={row.cost} why={t('reason.noCosts')} />,
            align: 'end' as const,
            width: 124,
          },
          {
            id: 'margin',
            title: t('sales.margin'),
            show: (row: DocumentLine) => <Money value={row.margin} why={t('reason.noCosts')} />,
            align: 'end' as const,
          },
        ]
      : []),
  ];
  const rounding = data && Number(data.rounding.amount) !== 0 ? data.rounding : null;
  return (
    <PageLayout
      title={title}
      why={data ? { kind: 'document', id: data.id } : undefined}
      crumbs={data?.account ? [{ label: data.account.name, to: `/accounts/${data.account.id}?tab=documents` }] : []}
      badges={
        data ? (
          <>
            {data.disputed ? <Badge tone="warn">{t('documents.disputed')}</Badge> : null}
            {data.loose.map((mark) => (
              <Badge key={mark}>{marks[mark]}</Badge>
            ))}
          </>
        ) : undefined
      }
      answer={
        <AnswerLine
          loading={!data}
          note={
            data
              ? [data.currency, data.rate && data.rate !== '1' ? t('document.rate', { rate: data.rate }) : null]
                  .filter(Boolean)
                  .join(' · ')
              : ' '
          }
        >
          {data
            ? t('document.line', {
                count: data.lines,
                net: format.money(data.net),
                gross: format.money(data.gross),
                day: data.date ? format.day(data.date) : '–',
              })
            : ''}
        </AnswerLine>
      }
      actions={
        <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          {t('kit:action.print')}
        </Button>
      }
    >
      {data ? <DocumentFacts document={data} /> : null}
      <Section title={t('document.lines')} note={data?.currency}>
        <DataTable
          name="ledger.lines"
          label={t('document.lines')}
          columns={columns}
          {...lines}
          rowId={(row) => row.key}
          whole
        />
        {rounding ? (
          <p className="dim">
            {t('document.rounding')} <Money value={rounding} />
          </p>
        ) : null}
      </Section>
    </PageLayout>
  );
}
