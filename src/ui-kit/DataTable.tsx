import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { ColumnChooser } from './ColumnChooser.tsx';
import { type Column, type Sort, sorted, widthOf } from './column.ts';
import styles from './DataTable.module.css';
import { PhoneList } from './PhoneList.tsx';
import { EmptyState, ErrorState } from './States.tsx';
import { TableHead } from './TableHead.tsx';
import { type Line, SkeletonRows, TableRow } from './TableRow.tsx';
import { type ColumnChoice, useColumns } from './use-columns.ts';
import { usePrinting } from './use-printing.ts';
import { useRowKeys } from './use-row-keys.ts';
import { useVisibleRows } from './use-visible-rows.ts';
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
  /** Which rows stand on paper; left out: all of them. */
  prints?: (row: Row) => boolean;
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
  /** Which columns are shown, where the page keeps it; left out: the reader's choice on this machine. */
  choice?: ColumnChoice;
  /** At the left above the table: filters. The column chooser stands at the right. */
  toolbar?: ReactNode;
  /** At the right, before the column chooser: export. */
  tools?: ReactNode;
  /** Grows with its rows instead of scrolling inside (short tables in panels). */
  whole?: boolean;
}

const none: never[] = [];

/** Rows with columns to choose, sort and tick; keyboard; long lists draw only what is seen; a list of cards on a phone. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const t = useWords('kit');
  const navigate = useNavigate();
  const phone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const printing = usePrinting();
  const scroller = useRef<HTMLDivElement>(null);
  const own = useColumns(props.name, props.columns);
  const { visibility, toggle, reset } = props.choice ?? own;
  const [ownSort, setOwnSort] = useState<Sort | undefined>(props.startSort);
  const [ownSelected, setOwnSelected] = useState<readonly string[]>(none);
  const selected = props.selected ?? ownSelected;
  const setSelected = props.onSelect ?? setOwnSelected;
  const selectable = props.bulk !== undefined || props.onSelect !== undefined;
  const byServer = props.onSort !== undefined;
  const sort = byServer ? props.sort : ownSort;

  const { rows, rowId, columns } = props;
  const lines = useMemo<Line<Row>[]>(
    () =>
      (byServer ? (rows ?? none) : sorted(rows ?? none, columns, sort)).map((row) => ({
        id: rowId(row),
        original: row,
      })),
    [rows, rowId, columns, sort, byServer],
  );
  const ticked = useMemo(() => new Set(selected), [selected]);
  const tick = (id: string) => setSelected(ticked.has(id) ? selected.filter((one) => one !== id) : [...selected, id]);
  const isAll = lines.length > 0 && lines.every((line) => ticked.has(line.id));
  const tickAll = () => setSelected(isAll ? [] : [...new Set([...selected, ...lines.map((line) => line.id)])]);
  const shown = columns.filter((column) => visibility[column.id]);
  const virtual = !printing && !props.whole && !phone && lines.length > 80;
  const view = useVisibleRows(scroller, lines.length, virtual, () => {
    if (props.more && !props.more.loading) props.more.load();
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
    select: selectable ? (index) => lines[index] && tick(lines[index].id) : undefined,
    clear: selected.length > 0 ? clear : undefined,
    reveal: view.reveal,
  });

  const width = shown.reduce((sum, column) => sum + widthOf(column), selectable ? 36 : 0);
  const span = shown.length + (selectable ? 1 : 0);
  const waiting = props.loading || (props.rows === undefined && !props.error);

  const body = (() => {
    if (props.error && props.rows === undefined) return <ErrorState error={props.error} retry={props.retry} />;
    if (!waiting && lines.length === 0) return props.empty ?? <EmptyState title={t('table.nothing')} />;
    if (phone)
      return (
        <PhoneList
          {...props}
          lines={lines}
          columns={shown}
          waiting={waiting}
          ticked={ticked}
          onTick={selectable ? tick : undefined}
        />
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
          select={selectable ? { all: isAll, some: selected.length > 0, toggle: tickAll } : undefined}
        />
        <tbody>
          {waiting ? <SkeletonRows columns={shown} selectable={selectable} /> : null}
          {view.before > 0 ? <Spacer height={view.before} span={span} /> : null}
          {lines.slice(view.from, view.to).map((line, at) => (
            <TableRow
              key={line.id}
              line={line}
              index={view.from + at}
              columns={shown}
              ticked={ticked.has(line.id)}
              onTick={selectable ? tick : undefined}
              link={props.rowLink?.(line.original)}
              tone={props.rowTone?.(line.original)}
              unprinted={props.prints?.(line.original) === false}
              onOpen={props.rowLink || props.onOpen ? open : undefined}
            />
          ))}
          {view.after > 0 ? <Spacer height={view.after} span={span} /> : null}
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
