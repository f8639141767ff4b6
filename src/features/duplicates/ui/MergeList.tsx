import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { PageLink } from '../../../ui-kit/PageLink.tsx';
import { EmptyState } from '../../../ui-kit/States.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { DateText } from '../../../ui-kit/Values.tsx';
import { useWords } from '../../../ui-kit/words.ts';
import { type Kind, listMerges, type Merge } from '../contract.ts';
import styles from './Duplicates.module.css';
import { useStateWords } from './use-state-words.ts';

/** What was merged and undone, the latest first. */
export function MergeList({ kind }: { kind: Kind | null }) {
  const t = useWords('duplicates');
  const states = useStateWords();
  const list = usePages(listMerges, { limit: 100, ...(kind === null ? {} : { kind }) });
  const columns: Column<Merge>[] = [
    {
      ...{ id: 'what', title: t('merges.what'), grow: true, width: 260, fixed: true, phone: 'title' },
      show: (row) => (
        <span className={styles.cell}>
          <PageLink to={`/merges/${row.id}`}>
            {row.absorbed.name === '' ? t('merges.erased') : `${row.absorbed.name} → ${row.survivor.name}`}
          </PageLink>
        </span>
      ),
    },
    {
      ...{ id: 'kind', title: t('list.which'), width: 110 },
      show: (row) => t(row.kind === 'account' ? 'list.accounts' : 'list.contacts'),
    },
    { id: 'state', title: t('merges.state'), width: 120, show: (row) => states[row.state] },
    {
      ...{ id: 'by', title: t('merges.by'), width: 220 },
      show: (row) => (
        <>
          {row.mergedBy?.name} <DateText value={row.mergedAt} time />
        </>
      ),
    },
  ];
  return (
    <DataTable
      name="duplicates.merges"
      label={t('tab.merged')}
      columns={columns}
      {...list}
      rowId={(row) => row.id}
      empty={<EmptyState title={t('merges.none')} />}
    />
  );
}
