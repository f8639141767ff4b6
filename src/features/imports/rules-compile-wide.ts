import { isDay, lastOfMonth } from '../../pure/period.ts';
import { firstOf, required } from './rules-compile-masters.ts';
import { periodOf } from './rules-periods.ts';
import { decimalReader, type Reader } from './rules-readers.ts';
import { type Compiling, type Emit, plain, type StagedRow, shapeOfStage } from './rules-staged.ts';
import { type PeriodColumn, periodColumnsByYear } from './rules-wide.ts';

/** Targets per salesperson and period. */
export function targetsEmit(c: Compiling): Emit {
  if (c.mapping.options.wide) return wideTargets(c);
  const { blank, at } = shapeOfStage('targets');
  const key = firstOf(c, 'salesperson', 'salesperson_name');
  const name = firstOf(c, 'salesperson_name', 'salesperson');
  const from = c.read('from') ?? c.read('date');
  const to = c.read('to');
  const period = c.read('period');
  const year = c.read('year');
  const month = c.read('month');
  const amount = c.need('amount');
  const rest = plain(c, 'targets', { measure: 'measure', currency: 'currency' });
  return ({ cells }) => {
    const who = key(cells);
    if (who === null) return required(c, 'salesperson', 'salesperson');
    let first = from?.(cells) ?? null;
    let last = to?.(cells) ?? null;
    if (first === null) {
      const words = [period?.(cells), month?.(cells), year?.(cells)]
        .filter((part) => part !== null && part !== undefined)
        .join(' ');
      const found = words === '' ? null : periodOf(words);
      if (found === null)
        return c.faults.set(
          'period',
          words,
          'period',
          words === '' ? 'The row has no period.' : `"${words}" is not a month, a quarter or a year.`,
        );
      first = found.from;
      last = found.to;
    }
    last ??= lastOfMonth(first);
    if (!isDay(first) || last < first)
      return c.faults.set('to', last, 'range', `The period ends on ${last}, before it begins on ${first}.`);
    const values = blank.slice();
    values[at.salesperson_external_id] = who;
    values[at.salesperson_name] = name(cells);
    values[at.period_from] = first;
    values[at.period_to] = last;
    values[at.amount] = amount(cells);
    for (let index = 0; index < rest.places.length; index++) values[rest.places[index]!] = rest.readers[index]!(cells);
    return [{ stage: 'targets', values }];
  };
}

/** The figures of a row whose columns are named by periods; empty cells give none. `null` when a fault was set. */
function periodFigures(
  c: Compiling,
  kind: 'targets' | 'flat_sales',
): (cells: Parameters<Reader>[0]) => { column: PeriodColumn; amount: string }[] {
  const columnsOf = periodColumnsByYear(c.table.headers, kind);
  const year = c.read('year');
  const readers = new Map<number, Reader>();
  const read = ({ column, header }: PeriodColumn): Reader => {
    let reader = readers.get(column);
    if (reader === undefined) {
      reader = decimalReader({ field: 'amount', column, header, faults: c.faults }, c.table.dialect);
      readers.set(column, reader);
    }
    return reader;
  };
  return (cells) => {
    const found: { column: PeriodColumn; amount: string }[] = [];
    for (const column of columnsOf(year?.(cells) ?? null)) {
      const amount = read(column)(cells);
      if (amount !== null) found.push({ column, amount });
    }
    return found;
  };
}

/** Targets with a column for each period: as many targets as there are figures in the row. */
function wideTargets(c: Compiling): Emit {
  const { blank, at } = shapeOfStage('targets');
  const key = firstOf(c, 'salesperson', 'salesperson_name');
  const name = firstOf(c, 'salesperson_name', 'salesperson');
  const figures = periodFigures(c, 'targets');
  const rest = plain(c, 'targets', { measure: 'measure', currency: 'currency' });
  return ({ cells }) => {
    const who = key(cells);
    if (who === null) return required(c, 'salesperson', 'salesperson');
    const rows = figures(cells).map(({ column, amount }): StagedRow => {
      const values = blank.slice();
      values[at.salesperson_external_id] = who;
      values[at.salesperson_name] = name(cells);
      values[at.period_from] = column.period.from;
      values[at.period_to] = column.period.to;
      values[at.amount] = amount;
      for (let index = 0; index < rest.places.length; index++)
        values[rest.places[index]!] = rest.readers[index]!(cells);
      return { stage: 'targets', values };
    });
    return c.faults.first === null ? rows : null;
  };
}

// Lines of a document are told apart by their product, and by its occurrence where it comes again.
function lineNames(): (document: string, product: string) => string {
  const seen = new Map<string, number>();
  return (document, product) => {
    const key = `${document}\n${product}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 && product !== '' ? product : `${product}#${times}`;
  };
}

/** Sales with a column for each period: one document per customer and period, dated on its last day, with the figures as lines. */
export function wideSalesEmit(c: Compiling): Emit {
  const { blank, at } = shapeOfStage('lines');
  const customer = c.need('customer', 'customer_name');
  const customerName = c.read('customer_name');
  const product = c.read('product') ?? c.read('product_name');
  const rep = c.read('salesperson') ?? c.read('salesperson_name');
  const figures = periodFigures(c, 'flat_sales');
  const nameOf = lineNames();
  const amountAt = c.mapping.options.amount === 'gross' ? at.gross : at.net;
  const rest = plain(c, 'lines', {
    salesperson_name: 'salesperson_name',
    product_name: 'product_name',
    product_group: 'product_group',
    currency: 'currency',
  });
  return ({ cells }) => {
    const who = customer(cells);
    if (who === null) return null;
    const rows = figures(cells)
      .filter(({ amount }) => /[1-9]/.test(amount))
      .map(({ column, amount }): StagedRow => {
        const values = blank.slice();
        values[at.series] = c.mapping.options.series ?? 'sale';
        values[at.number] = `report:${column.period.to.slice(0, 7)}:${who}`;
        values[at.account_external_id] = who;
        values[at.account_name] = customerName?.(cells) ?? null;
        values[at.salesperson_external_id] = rep?.(cells) ?? null;
        values[at.doc_date] = column.period.to;
        values[at.product_external_id] = product?.(cells) ?? null;
        values[at.line_no] = nameOf(values[at.number]!, values[at.product_external_id] ?? '');
        values[amountAt] = amount;
        for (let index = 0; index < rest.places.length; index++)
          values[rest.places[index]!] = rest.readers[index]!(cells);
        return { stage: 'lines', values };
      });
    return c.faults.first === null ? rows : null;
  };
}
