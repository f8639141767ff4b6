import { Tile, Tiles } from '../../../ui-kit/Tiles.tsx';
import { Money, Quantity } from '../../../ui-kit/Values.tsx';
import styles from './Imports.module.css';
import { Rejects } from './Rejects.tsx';
import sheet from './Report.module.css';
import { ReportFiles } from './ReportFiles.tsx';
import { type Report, sumsOf } from './types.ts';
import { useImportWords } from './use-import-words.ts';

interface Props {
  importId: string;
  report: Report;
  /** What would happen, not what happened. */
  dry?: boolean;
}

/** What became of the rows: by table, by year and currency, what was made, what is loose, what was rejected and why. */
export function ReportView({ importId, report, dry }: Props) {
  const words = useImportWords();
  const { t } = words;
  // In a step of the page, or the page itself.
  const Title = dry ? 'h3' : 'h2';
  const sums = sumsOf(report);
  const warnings = report.files.flatMap((file) => file.warnings.map((text) => ({ file: file.file, text })));
  const loose = [
    [report.loose.documentsWithoutLines, 'loose.documents'],
    [report.loose.linesWithoutDocument, 'loose.lines'],
    [report.loose.paymentsBeyondInvoices, 'loose.payments'],
    [report.removedLines, 'loose.removed'],
  ] as const;
  const facts = [
    ...(report.made.customers > 0
      ? [t(dry ? 'made.customersDry' : 'made.customers', { count: report.made.customers })]
      : []),
    ...(report.made.products > 0
      ? [t(dry ? 'made.productsDry' : 'made.products', { count: report.made.products })]
      : []),
    ...loose.filter(([count]) => count > 0).map(([count, key]) => t(key, { count })),
  ];
  return (
    <div className={sheet.report}>
      <Tiles label={t('report.rows')}>
        <Tile label={t('count.inserted')} value={<Quantity value={sums.inserted} />} />
        <Tile label={t('count.updated')} value={<Quantity value={sums.updated} />} />
        <Tile label={t('count.unchanged')} value={<Quantity value={sums.unchanged} />} />
        <Tile label={t('count.duplicates')} value={<Quantity value={sums.duplicates} />} />
        <Tile
          label={t('count.rejected')}
          value={<Quantity value={sums.rejected} />}
          tone={sums.rejected > 0 ? 'bad' : undefined}
        />
      </Tiles>
      {sums.rejected > 0 ? <Rejects importId={importId} report={report} Title={Title} /> : null}
      {facts.length + warnings.length === 0 ? null : (
        <ul className={styles.notes}>
          {facts.map((text) => (
            <li key={text}>{text}</li>
          ))}
          {warnings.map(({ file, text }) => (
            <li key={`${file} ${text}`} data-tone="warn">
              <strong>{file}</strong> {words.said(text)}
            </li>
          ))}
        </ul>
      )}
      <ReportFiles importId={importId} report={report} Title={Title} />
      <Years report={report} Title={Title} />
      <p className="dim">{t('report.seconds', { seconds: report.seconds })}</p>
    </div>
  );
}

/** Totals by year, kind and currency, as the documents say them. */
function Years({ report, Title }: { report: Report; Title: 'h2' | 'h3' }) {
  const { t } = useImportWords();
  const { byYear } = report.totals;
  if (byYear.length === 0) return null;
  return (
    <div>
      <Title>{t('years.title')}</Title>
      <section
        className={sheet.scroll}
        aria-label={t('years.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <table className={sheet.grid}>
          <thead>
            <tr>
              <th scope="col">{t('years.year')}</th>
              <th scope="col">{t('years.what')}</th>
              <th scope="col">{t('years.currency')}</th>
              <th scope="col" data-align="end">
                {t('years.documents')}
              </th>
              <th scope="col" data-align="end">
                {t('years.net')}
              </th>
            </tr>
          </thead>
          <tbody>
            {byYear.map((one) => (
              <tr key={`${one.year} ${one.currency} ${one.series}`}>
                <th scope="row" className="num">
                  {one.year}
                </th>
                <td>{t(`series.${one.series}`)}</td>
                <td className="dim">{one.currency}</td>
                <td data-align="end" data-title={t('years.documents')}>
                  <Quantity value={one.documents} />
                </td>
                <td data-align="end" data-title={t('years.net')}>
                  <Money value={{ amount: one.net, currency: one.currency }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
