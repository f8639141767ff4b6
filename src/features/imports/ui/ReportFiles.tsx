import { IconDownload } from '@tabler/icons-react';
import { fileUrl } from '../../../ui-kit/call.ts';
import { Quantity } from '../../../ui-kit/Values.tsx';
import { downloadRejects } from '../contract.ts';
import styles from './Imports.module.css';
import sheet from './Report.module.css';
import type { Report } from './types.ts';
import { useImportWords } from './use-import-words.ts';

const COUNTS = ['inserted', 'updated', 'unchanged', 'duplicates', 'rejected'] as const;

/** Counts by table; rejected rows can be had as a file of the same format. */
export function ReportFiles({ importId, report, Title }: { importId: string; report: Report; Title: 'h2' | 'h3' }) {
  const { t, kind, said } = useImportWords();
  const taken = report.files.filter((file) => file.skipped === null);
  const skipped = report.files.filter((file) => file.skipped !== null);
  return (
    <div>
      <Title>{t('report.files')}</Title>
      <section
        className={sheet.scroll}
        aria-label={t('report.files')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <table className={sheet.grid}>
          <thead>
            <tr>
              <th scope="col">{t('report.table')}</th>
              <th scope="col">{t('report.kind')}</th>
              <th scope="col" data-align="end">
                {t('count.rows')}
              </th>
              {COUNTS.map((name) => (
                <th key={name} scope="col" data-align="end">
                  {t(`count.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {taken.map((file) => (
              <tr key={`${file.file} ${file.table}`}>
                <th scope="row">{file.table}</th>
                <td>{kind(file.kind)}</td>
                <td data-align="end" data-title={t('count.rows')}>
                  <Quantity value={file.rows} />
                </td>
                {COUNTS.map((name) => (
                  <td
                    key={name}
                    data-align="end"
                    data-title={t(`count.${name}`)}
                    data-zero={file[name] === 0 || undefined}
                  >
                    {name === 'rejected' && file.rejected > 0 ? (
                      <a
                        className={styles.bad}
                        href={fileUrl(downloadRejects, { id: importId, table: file.table })}
                        title={t('rejects.downloadOf', { name: file.table })}
                        aria-label={t('rejects.downloadOf', { name: file.table })}
                        download
                      >
                        <IconDownload size={13} stroke={1.8} aria-hidden="true" /> <Quantity value={file.rejected} />
                      </a>
                    ) : (
                      <Quantity value={file[name]} />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {skipped.length === 0 ? null : (
        <p className={`dim ${sheet.skipped}`}>
          {t('report.skipped', { count: skipped.length })}{' '}
          {skipped
            .map((file) =>
              file.skipped?.startsWith('left out') ? file.table : `${file.table} (${said(file.skipped ?? '')})`,
            )
            .join(', ')}
        </p>
      )}
    </div>
  );
}
