import { Checkbox } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import type { Column, Sort } from './column.ts';
import styles from './DataTable.module.css';
import { HelpMark } from './HelpMark.tsx';
import { useWords } from './words.ts';

interface Props<Row> {
  columns: readonly Column<Row>[];
  sort: Sort | undefined;
  onSort: (sort: Sort) => void;
  select?: { all: boolean; some: boolean; toggle: () => void };
}

/** The header of a `DataTable`; numbers sort from the largest first, texts from A. */
export function TableHead<Row>({ columns, sort, onSort, select }: Props<Row>) {
  const t = useWords('kit');
  return (
    <thead>
      <tr aria-rowindex={1}>
        {select === undefined ? null : (
          <th className={styles.tick}>
            <Checkbox
              aria-label={t('table.selectAll')}
              checked={select.all}
              indeterminate={select.some && !select.all}
              onChange={select.toggle}
            />
          </th>
        )}
        {columns.map((column) => {
          const active = sort?.by === column.id;
          const way = active ? (sort.desc ? 'descending' : 'ascending') : 'none';
          const Arrow = active && !sort.desc ? IconArrowUp : IconArrowDown;
          const next = { by: column.id, desc: active ? !sort.desc : column.align === 'end' };
          return (
            <th key={column.id} scope="col" data-align={column.align} aria-sort={column.sort ? way : undefined}>
              <span className={styles.head}>
                {column.sort ? (
                  <button
                    type="button"
                    className={styles.sort}
                    data-active={active}
                    title={column.title}
                    onClick={() => onSort(next)}
                  >
                    <span>{column.title}</span>
                    <Arrow size={13} stroke={2} aria-hidden="true" />
                  </button>
                ) : (
                  <span className={styles.plain} title={column.title}>
                    {column.title}
                  </span>
                )}
                {column.help === undefined ? null : <HelpMark of={column.help} label={column.title} />}
              </span>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
