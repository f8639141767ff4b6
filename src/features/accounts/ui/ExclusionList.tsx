import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { OutputOf } from '../../../pure/operation.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { useAct, usePages } from '../../../ui-kit/use-call.ts';
import { DateText, Money } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { clearExclusion, listExclusions } from '../contract.ts';
import { useAccountWords } from './use-account-words.ts';

const ExcludeAccount = lazy(() => import('./ExcludeAccount.tsx'));

type Row = OutputOf<typeof listExclusions>['rows'][number];

/** The accounts that are left out of the key accounts, with the reason; each can be counted again. */
export function ExclusionList() {
  const t = useWords('accounts');
  const { reasons } = useAccountWords();
  const [asking, setAsking] = useState(false);
  const list = usePages(listExclusions, { limit: 100 });
  const clear = useAct(clearExclusion, { done: t('exclusion.cleared') });
  const columns: Column<Row>[] = [
    {
      id: 'account',
      title: t('field.account'),
      show: (row) => row.account.name,
      grow: true,
      fixed: true,
      phone: 'title',
    },
    { id: 'reason', title: t('field.reason'), show: (row) => reasons[row.reason], width: 170 },
    { id: 'note', title: t('exclusion.note'), show: (row) => row.note, width: 220 },
    { id: 'since', title: t('exclusion.since'), show: (row) => <DateText value={row.since} time />, width: 150 },
    { id: 'setBy', title: t('exclusion.setBy'), show: (row) => row.setBy?.name, width: 140 },
    {
      id: 'revenue',
      title: t('field.revenue'),
      show: (row) => <Money value={row.revenue} digits={0} />,
      align: 'end',
      width: 120,
      phone: 'figure',
    },
    {
      id: 'act',
      phone: 'bare',
      title: t('groups.decision'),
      show: (row) => (
        <Button variant="subtle" size="compact-xs" onClick={() => clear.mutate({ id: row.account.id })}>
          {t('exclusion.clear')}
        </Button>
      ),
      width: 140,
    },
  ];
  return (
    <>
      <DataTable
        name="accounts.exclusions"
        label={t('groups.excluded')}
        columns={columns}
        {...list}
        rowId={(row) => row.account.id}
        rowLink={(row) => `/accounts/${row.account.id}`}
        tools={
          <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
            {t('exclusion.set')}
          </Button>
        }
        empty={<EmptyState title={t('exclusion.none')} text={t('exclusion.text')} />}
      />
      <Suspense>{asking ? <ExcludeAccount onClose={() => setAsking(false)} /> : null}</Suspense>
    </>
  );
}
