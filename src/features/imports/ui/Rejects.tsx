import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { fileUrl } from '../../../ui-kit/call.ts';
import type { Column } from '../../../ui-kit/column.ts';
import { DataTable } from '../../../ui-kit/DataTable.tsx';
import { usePages } from '../../../ui-kit/use-call.ts';
import { NoValue, Quantity } from '../../../ui-kit/Values.tsx';
import { downloadRejects, listRejects } from '../contract.ts';
import styles from './Imports.module.css';
import sheet from './Report.module.css';
import type { RejectRow, Report } from './types.ts';
import { useImportWords } from './use-import-words.ts';

/** Rejected rows: how many for which reason, the files to correct, and every row on demand. */
export function Rejects({ importId, report, Title }: { importId: string; report: Report; Title: 'h2' | 'h3' }) {
  const { t, code, said } = useImportWords();
  const [listed, setListed] = useState(false);
  const tables = report.files.filter((file) => file.rejected > 0);
  return (
    <section className={sheet.rejects} aria-label={t('rejects.title', { count: report.rejected })}>
      <Title>{t('rejects.title', { count: report.rejected })}</Title>
      <p className="dim">{t('rejects.text')}</p>
      <ul className={sheet.reasons}>
        {report.reasons.map((reason) => (
          <li key={reason.code}>
            <span className="num">
              <Quantity value={reason.count} />
            </span>
            <div>
              <strong>{code(reason.code)}</strong>
              <span className="dim">{t('rejects.example', { text: said(reason.example) })}</span>
            </div>
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        {tables.map((file) => (
          <Button
            key={`${file.file} ${file.table}`}
            component="a"
            className={styles.linked}
            variant="default"
            size="compact-sm"
            href={fileUrl(downloadRejects, { id: importId, table: file.table })}
            download
            leftSection={<IconDownload size={14} />}
          >
            {tables.length === 1 ? t('rejects.download') : t('rejects.downloadOf', { name: file.table })}
          </Button>
        ))}
        <Button variant="default" size="compact-sm" aria-expanded={listed} onClick={() => setListed(!listed)}>
          {listed ? t('rejects.hide') : t('rejects.show')}
        </Button>
      </div>
      {listed ? <RejectTable importId={importId} several={tables.length > 1} /> : null}
    </section>
  );
}

function RejectTable({ importId, several }: { importId: string; several: boolean }) {
  const { t, field, reject } = useImportWords();
  const list = usePages(listRejects, { id: importId, limit: 100 });
  const columns = useMemo(
    (): Column<RejectRow>[] => [
      {
        id: 'row',
        title: t('rejects.row'),
        align: 'end',
        width: 76,
        fixed: true,
        phone: 'figure',
        show: (row) => <Quantity value={row.row} />,
      },
      ...(several ? [{ id: 'table', title: t('rejects.table'), width: 170, show: (row: RejectRow) => row.table }] : []),
      {
        id: 'field',
        title: t('rejects.field'),
        width: 150,
        show: (row) => (row.field === null || row.field === 'row' ? t('rejects.wholeRow') : field(null, row.field)),
      },
      {
        id: 'value',
        title: t('rejects.value'),
        width: 180,
        show: (row) => (row.value ? <span title={row.value}>{row.value}</span> : <NoValue why={t('columns.empty')} />),
      },
      {
        id: 'reason',
        title: t('rejects.reason'),
        grow: true,
        width: 320,
        phone: 'title',
        show: (row) => <span title={reject(row.code, row.message)}>{reject(row.code, row.message)}</span>,
      },
    ],
    [t, field, reject, several],
  );
  return (
    <DataTable
      name="imports.rejects"
      label={t('rejects.list')}
      columns={columns}
      {...list}
      rowId={(row) => String(row.id)}
    />
  );
}
