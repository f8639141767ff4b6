import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSelectionFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { ColumnChooser } from './ColumnChooser.tsx';
import { type Column, compareValues, type Sort, widthOf } from './column.ts';
import styles from './DataTable.module.css';
import { PhoneList } from './PhoneList.tsx';
import { EmptyState, ErrorState } from './States.tsx';
import { TableHead } from './TableHead.tsx';
import { SkeletonRows, TableRow } from './TableRow.tsx';
import { useColumns } from './use-columns.ts';
import { usePrinting } from './use-printing.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useWords } from './words.ts';

export interface DataTableProps<Row> {
  /** Stable name, under which the reader's columns are kept: `accounts.list`. */
  name: string;
  /** What the table shows, for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  /** Undefined while nothing has come yet. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** Where a row leads: its name becomes a link, Enter and a click open it. */
  rowLink?: (row: Row) => string;
  onOpen?: (row: Row) => void;
  /** A row's own look: `dim` for excluded ones. */
  rowTone?: (row: Row) => 'dim' | 'strong' | undefined;
  /** Sorted by the server: both. Left out: the table sorts the rows it has by `value`. */
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** The order at first when the table sorts by itself. */
  startSort?: Sort;
  loading?: boolean;
  /** Rows of a former filter are still shown. */
  stale?: boolean;
  error?: unknown;
  retry?: () => void;
  /** The next page; null or left out: all is here. */
  more?: { loading: boolean; load: () => void } | null;
  empty?: ReactNode;
  /** Rows can be ticked; with `selected` the page keeps the choice, else the table does. */
  bulk?: (ids: readonly string[], clear: () => void) => ReactNode;
  selected?: readonly string[];
  onSelect?: (ids: readonly string[]) => void;
  /** At the left above the table: filters. The column chooser stands at the right. */
  toolbar?: ReactNode;
  /** At the right, before the column chooser: export. */
  tools?: ReactNode;
  /** Grows with its rows instead of scrolling inside (short tables in panels). */
  whole?: boolean;
}

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});
const ROW = 37;
const none: never[] = [];

/** Rows with columns to choose, sort and tick; keyboard; long lists draw only what is seen; a list of cards on a phone. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const t = useWords('kit');
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const printing = usePrinting();
  const scroller = useRef<HTMLDivElement>(null);
  const { visibility, toggle, reset } = useColumns(props.name, props.columns);
  const [ownSort, setOwnSort] = useState<Sort | undefined>(props.startSort);
  const [ownSelected, setOwnSelected] = useState<readonly string[]>(none);
  const selected = props.selected ?? ownSelected;
  const setSelected = props.onSelect ?? setOwnSelected;
  const selectable = props.bulk !== undefined || props.onSelect !== undefined;
  const byServer = props.onSort !== undefined;
  const sort = byServer ? props.sort : ownSort;

  const definitions = useMemo(
    () =>
      props.columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.value?.(row) ?? undefined,
        sortFn: (a: { getValue: (id: string) => unknown }, b: { getValue: (id: string) => unknown }, id: string) =>
          compareValues(a.getValue(id), b.getValue(id)),
        sortUndefined: 'last' as const,
      })),
    [props.columns],
  );
  const table = useTable({
    features,
    data: (props.rows ?? none) as Row[],
    columns: definitions,
    getRowId: (row: Row) => props.rowId(row),
    manualSorting: byServer,
    state: {
      columnVisibility: visibility,
      rowSelection: Object.fromEntries(selected.map((id) => [id, true as const])),
      sorting: sort === undefined ? none : [{ id: sort.by, desc: sort.desc }],
    },
    onRowSelectionChange: (change) => {
      const before = Object.fromEntries(selected.map((id) => [id, true as const]));
      const after = typeof change === 'function' ? change(before) : change;
      setSelected(Object.keys(after).filter((id) => after[id]));
    },
  });

  const lines = table.getRowModel().rows;
  const shown = props.columns.filter((column) => visibility[column.id]);
  const virtual = !printing && !props.whole && !phone && lines.length > 80;
  const virtualizer = useVirtualizer({
    count: virtual ? lines.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    onChange: (one) => {
      const last = one.getVirtualItems().at(-1);
      if (virtual && last && last.index > lines.length - 20 && props.more && !props.more.loading) props.more.load();
    },
  });

  const open = (row: Row | undefined) => {
    if (row === undefined) return;
    if (props.onOpen !== undefined) props.onOpen(row);
    else if (props.rowLink !== undefined) void navigate({ href: props.rowLink(row) });
  };
  const onSort = (next: Sort) => (byServer ? props.onSort?.(next) : setOwnSort(next));
  const clear = () => setSelected([]);
  useRowKeys(scroller, {
    count: lines.length,
    open: (index) => open(lines[index]?.original),
    select: selectable ? (index) => lines[index]?.toggleSelected() : undefined,
    clear: selected.length > 0 ? clear : undefined,
    reveal: (index) => virtual && virtualizer.scrollToIndex(index),
  });

  const items = virtualizer.getVirtualItems();
  const part = virtual
    ? items.map((item) => ({ line: lines[item.index]!, index: item.index }))
    : lines.map((line, index) => ({ line, index }));
  const before = virtual ? (items[0]?.start ?? 0) : 0;
  const after = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  const width = shown.reduce((sum, column) => sum + widthOf(column), selectable ? 36 : 0);
  const span = shown.length + (selectable ? 1 : 0);
  const waiting = props.loading || (props.rows === undefined && !props.error);

  const body = (() => {
    if (props.error && props.rows === undefined) return <ErrorState error={props.error} retry={props.retry} />;
    if (!waiting && lines.length === 0) return props.empty ?? <EmptyState title={t('table.nothing')} />;
    if (phone)
      return (
        <PhoneList {...props} lines={lines} columns={shown} waiting={waiting} selectable={selectable} onOpen={open} />
      );
    return (
      <table
        className={styles.table}
        style={{ minWidth: width }}
        aria-label={props.label}
        aria-rowcount={props.more ? -1 : lines.length + 1}
      >
        <colgroup>
          {selectable ? <col style={{ width: 36 }} /> : null}
          {shown.map((column) => (
            <col key={column.id} style={column.grow ? undefined : { width: widthOf(column) }} />
          ))}
        </colgroup>
        <TableHead
          columns={shown}
          sort={sort}
          onSort={onSort}
          select={
            selectable
              ? {
                  all: table.getIsAllRowsSelected(),
                  some: selected.length > 0,
                  toggle: () => table.toggleAllRowsSelected(),
                }
              : undefined
          }
        />
        <tbody>
          {waiting ? <SkeletonRows columns={shown} selectable={selectable} /> : null}
          {before > 0 ? <Spacer height={before} span={span} /> : null}
          {part.map(({ line, index }) => (
            <TableRow
              key={line.id}
              line={line}
              index={index}
              columns={shown}
              selectable={selectable}
              link={props.rowLink?.(line.original)}
              tone={props.rowTone?.(line.original)}
              onOpen={props.rowLink || props.onOpen ? open : undefined}
            />
          ))}
          {after > 0 ? <Spacer height={after} span={span} /> : null}
        </tbody>
        {shown.some((column) => column.total !== undefined) && !waiting ? (
          <tfoot>
            <tr>
              {selectable ? <td className={styles.tick} /> : null}
              {shown.map((column) => (
                <td key={column.id} data-align={column.align}>
                  {column.total}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    );
  })();

  return (
    <div className={styles.box}>
      <div className={`${styles.tools} no-print`}>
        <div className={styles.left}>{props.toolbar}</div>
        {props.tools}
        {phone ? null : (
          <ColumnChooser columns={props.columns} visibility={visibility} onToggle={toggle} onReset={reset} />
        )}
      </div>
      <section
        ref={scroller}
        className={styles.scroll}
        data-whole={props.whole || phone}
        aria-label={props.label}
        aria-busy={waiting || props.stale}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        data-stale={props.stale}
      >
        {body}
      </section>
      {props.more && !waiting ? (
        <div className={`${styles.more} no-print`}>
          <Button variant="default" loading={props.more.loading} onClick={props.more.load}>
            {t('table.more')}
          </Button>
        </div>
      ) : null}
      {selected.length > 0 && props.bulk !== undefined ? (
        <section className={`${styles.bulk} no-print`} aria-label={t('table.selection')}>
          <span className="num">{t('table.selected', { count: selected.length })}</span>
          {props.bulk(selected, clear)}
          <Button variant="subtle" color="gray" size="compact-xs" onClick={clear}>
            {t('table.unselect')}
          </Button>
        </section>
      ) : null}
    </div>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row is not focusable, and this one is empty
    <tr aria-hidden="true">
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
