import { Checkbox, Skeleton } from '@mantine/core';
import type { Column } from './column.ts';
import { PageLink } from './PageLink.tsx';
import styles from './PhoneList.module.css';
import type { Line } from './TableRow.tsx';
import { useWords } from './words.ts';

interface Props<Row> {
  label: string;
  lines: readonly Line<Row>[];
  columns: readonly Column<Row>[];
  waiting: boolean;
  ticked: ReadonlySet<string>;
  /** Left out: rows cannot be ticked. */
  onTick?: (id: string) => void;
  rowLink?: (row: Row) => string;
}

const skeletons = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The rows of a `DataTable` on a phone: name and figure in the first line, the rest labelled below. */
export function PhoneList<Row>({ label, lines, columns, waiting, ticked, onTick, rowLink }: Props<Row>) {
  const t = useWords('kit');
  const title = columns.find((column) => column.phone === 'title') ?? columns[0]!;
  const figure = columns.find((column) => column.phone === 'figure');
  const rest = columns.filter((column) => column !== title && column !== figure && column.phone !== 'none');
  return (
    <ul className={styles.list} aria-label={label}>
      {waiting
        ? skeletons.map((one) => (
            <li key={one} className={styles.card} aria-hidden="true">
              <Skeleton height={14} width="60%" mb={8} />
              <Skeleton height={12} width="90%" />
            </li>
          ))
        : null}
      {lines.map((line, index) => {
        const link = rowLink?.(line.original);
        return (
          <li key={line.id} className={styles.card} data-row={index} tabIndex={-1}>
            {onTick ? (
              <Checkbox
                className={styles.tick}
                size="sm"
                aria-label={t('table.selectRow')}
                checked={ticked.has(line.id)}
                onChange={() => onTick(line.id)}
              />
            ) : null}
            <div className={styles.inside}>
              <div className={styles.first}>
                {link === undefined ? (
                  <strong>{title.show(line.original)}</strong>
                ) : (
                  <PageLink to={link} className={styles.name}>
                    {title.show(line.original)}
                  </PageLink>
                )}
                {figure === undefined ? null : <span className="num">{figure.show(line.original)}</span>}
              </div>
              <dl className={styles.rest}>
                {rest.map((column) => {
                  const shown = column.show(line.original);
                  // What a row does not have takes no room.
                  if (shown === null || shown === undefined || shown === '') return null;
                  return (
                    <div key={column.id}>
                      <dt className={column.phone === 'bare' ? 'hidden-text' : undefined}>{column.title}</dt>
                      <dd>{shown}</dd>
                    </div>
                  );
                })}
              </dl>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
