import sheet from './Report.module.css';
import cards from './Tables.module.css';
import type { TableView } from './types.ts';
import { useImportWords } from './use-import-words.ts';

const SHOWN = 8;

/** The first rows of a table as they stand in the file. */
export function SampleRows({ table, startOpen }: { table: TableView; startOpen?: boolean }) {
  const { t, said } = useImportWords();
  const rows = table.sample.slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <details className={cards.sample} open={startOpen}>
      <summary>{t('sample.title', { count: rows.length })}</summary>
      <section
        className={sheet.scroll}
        aria-label={t('sample.label', { name: table.name })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{t('sample.row')}</th>
              {table.headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr
                key={row.number}
                data-bad={row.problem !== null || undefined}
                title={row.problem ? said(row.problem) : undefined}
              >
                <th scope="row" className="num">
                  {row.number}
                </th>
                {row.problem === null ? (
                  table.headers.map((header, at) => <td key={header}>{row.cells[at]}</td>)
                ) : (
                  <td colSpan={table.headers.length}>{said(row.problem)}</td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
