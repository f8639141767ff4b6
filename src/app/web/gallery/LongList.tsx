import { useMemo, useState } from 'react';
import { TierBadge } from '../../../ui-kit/Badges.tsx';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { PageLayout } from '../../../ui-kit/PageLayout.tsx';
import { Percent, Quantity } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Made, madeUp } from './made-up.ts';

/** A long list with pages to come. */
export default function LongList() {
  const t = useWords('gallery');
  const all = useMemo(() => madeUp(3000), []);
  const [count, setCount] = useState(200);
  const columns: Column<Made>[] = [
    {
      id: 'name',
      title: t('name'),
      show: (row) => row.name,
      value: (row) => row.name,
      grow: true,
      sort: true,
      phone: 'title',
    },
    { id: 'tier', title: t('tier'), show: (row) => <TierBadge tier={row.tier} /> },
    {
      id: 'amount',
      title: t('revenue'),
      show: (row) => <Quantity value={row.amount} digits={2} />,
      align: 'end',
      width: 140,
      phone: 'figure',
    },
    { id: 'share', title: t('share'), show: (row) => <Percent value={row.share} digits={2} />, align: 'end' },
  ];
  return (
    <PageLayout title={t('menu.long')}>
      <DataTable
        name="gallery.long"
        label={t('menu.long')}
        columns={columns}
        rows={all.slice(0, count)}
        rowId={(row) => row.id}
        rowLink={(row) => `/gallery-parts?account=${row.id}`}
        more={count < 3000 ? { loading: false, load: () => setCount((now) => Math.min(3000, now + 200)) } : null}
        bulk={() => null}
      />
    </PageLayout>
  );
}
