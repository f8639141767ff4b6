import { Button } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { FilterBar } from '../../../ui-kit/FilterBar.tsx';
import { AnswerLine, PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { useCan, useReader } from '../../../ui-kit/reader.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useCall, usePages } from '../../../ui-kit/use-call.ts';
import { useUrlState } from '../../../ui-kit/use-url-state.ts';
import { NoValue, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { listProductGroups, listProducts, type ProductRow } from '../contract.ts';
import styles from './Products.module.css';

const ProductDetails = lazy(() => import('./ProductDetails.tsx'));

const defaults = { q: '', group: '', open: '' };

/** The catalogue: what the ledger names, with list prices and, for those who may, costs. */
export default function ProductList() {
  const t = useWords('products');
  const { currency } = useReader();
  const [view, setView] = useUrlState(defaults);
  const seesCost = useCan('products.seeCost');
  const mayImport = useCan('imports.run');
  const list = usePages(listProducts, {
    ...(view.q ? { q: view.q } : {}),
    ...(view.group ? { group: view.group } : {}),
    limit: 100,
  });
  const groups = useCall(listProductGroups, {});
  const filtered = view.q !== '' || view.group !== '';
  const cost: Column<ProductRow> = {
    id: 'cost',
    title: t('field.cost'),
    show: (row) => (
      <Quantity value={row.cost} unit={row.currency ?? currency} least={2} digits={4} why={t('none.cost')} />
    ),
    align: 'end',
    width: 130,
  };
  const columns: Column<ProductRow>[] = [
    { id: 'name', title: t('field.name'), show: (row) => row.name, grow: true, fixed: true, phone: 'title' },
    { id: 'code', title: t('field.code'), show: (row) => row.code ?? row.externalId, width: 130 },
    { id: 'group', title: t('field.group'), show: (row) => row.groupName ?? <NoValue />, width: 200 },
    { id: 'unit', title: t('field.unit'), show: (row) => row.unit ?? <NoValue />, width: 90, phone: 'none' },
    {
      id: 'price',
      title: t('field.price'),
      show: (row) => (
        <Quantity value={row.price} unit={row.currency ?? currency} least={2} digits={4} why={t('none.price')} />
      ),
      align: 'end',
      width: 120,
      phone: 'figure',
    },
    ...(seesCost ? [cost] : []),
  ];
  return (
    <PageLayout
      title={t('menu.list')}
      answer={
        <AnswerLine loading={list.loading}>
          {!filtered && list.rows?.length === 0
            ? t('empty.title')
            : t(list.more ? 'list.answerMore' : 'list.answer', { count: list.rows?.length ?? 0 })}
        </AnswerLine>
      }
    >
      <DataTable
        name="products.list"
        label={t('menu.list')}
        columns={columns}
        {...list}
        rowId={(row) => row.id}
        onOpen={(row) => setView({ open: row.id })}
        toolbar={
          <FilterBar
            value={view}
            onChange={setView}
            search={{ key: 'q', placeholder: t('list.find') }}
            fields={[
              {
                key: 'group',
                label: t('field.group'),
                options: (groups.data?.groups ?? []).map((group) => ({ value: group, label: group })),
              },
            ]}
          />
        }
        empty={
          filtered ? (
            <EmptyState title={t('empty.filter')} />
          ) : (
            <EmptyState
              title={t('empty.title')}
              text={t('empty.text')}
              action={
                mayImport ? (
                  <Button component={PageLink} className={styles.buttonLink} to="/imports/new">
                    {t('empty.import')}
                  </Button>
                ) : undefined
              }
            />
          )
        }
      />
      <Suspense>{view.open ? <ProductDetails id={view.open} onClose={() => setView({ open: '' })} /> : null}</Suspense>
    </PageLayout>
  );
}
