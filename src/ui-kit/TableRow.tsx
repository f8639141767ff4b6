import { Checkbox, Skeleton } from '@mantine/core';
import type { MouseEvent } from 'react';
import type { Column } from './column.ts';
import styles from './DataTable.module.css';
import { PageLink } from './PageLink.tsx';
import { useWords } from './words.ts';

/** One row with its id. */
export interface Line<Row> {
  id: string;
  original: Row;
}

interface Props<Row> {
  line: Line<Row>;
  index: number;
  columns: readonly Column<Row>[];
  ticked: boolean;
  /** Left out: rows cannot be ticked. */
  onTick?: (id: string) => void;
  link?: string;
  tone?: 'dim' | 'strong';
  /** Not on paper. */
  unprinted?: boolean;
  onOpen?: (row: Row) => void;
}

const ownAct = (event: MouseEvent) =>
  (event.target as HTMLElement).closest('a, button, input, label, [popover]') !== null;

/** One row: a click beside its links opens it, its name (`phone: 'title'`, else the first column) is a real link. */
export function TableRow<Row>({ line, index, columns, ticked, onTick, link, tone, unprinted, onOpen }: Props<Row>) {
  const t = useWords('kit');
  const named = Math.max(
    0,
    columns.findIndex((column) => column.phone === 'title'),
  );
  return (
    <tr
      data-row={index}
      data-tone={tone}
      data-unprinted={unprinted || undefined}
      data-opens={onOpen !== undefined}
      data-selected={ticked || undefined}
      aria-rowindex={index + 2}
      aria-selected={onTick ? ticked : undefined}
      tabIndex={-1}
      onClick={(event) => !ownAct(event) && window.getSelection()?.isCollapsed !== false && onOpen?.(line.original)}
    >
      {onTick ? (
        <td className={styles.tick}>
          <Checkbox aria-label={t('table.selectRow')} checked={ticked} onChange={() => onTick(line.id)} />
        </td>
      ) : null}
      {columns.map((column, at) => (
        <td key={column.id} data-align={column.align}>
          {at === named && link !== undefined ? (
            <PageLink to={link} className={styles.name}>
              {column.show(line.original)}
            </PageLink>
          ) : (
            column.show(line.original)
          )}
        </td>
      ))}
    </tr>
  );
}

/** Grey rows of the right height while the first ones are on their way. */
export function SkeletonRows<Row>({ columns, selectable }: { columns: readonly Column<Row>[]; selectable: boolean }) {
  return Array.from({ length: 12 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
    <tr key={row}>
      {selectable ? <td className={styles.tick} /> : null}
      {columns.map((column, at) => (
        <td key={column.id} data-align={column.align}>
          <Skeleton
            height={12}
            width={at === 0 ? `${50 + ((row * 13) % 35)}%` : '56%'}
            radius="xs"
            display="inline-block"
          />
        </td>
      ))}
    </tr>
  ));
}
