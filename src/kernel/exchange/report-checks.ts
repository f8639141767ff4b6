import { expect } from 'vitest';
import { sales, tree } from './report-fixtures.ts';
import { openSource } from './source.ts';
import type { Row, Table } from './table.ts';
import { parseDecimal } from './values.ts';

export const rows = sales();
export const all = tree(rows);

/** The first table of a file and its rows. */
export async function only(path: string): Promise<{ table: Table; found: Row[] }> {
  const source = await openSource({ path, name: path });
  const table = source.tables[0]!;
  const found: Row[] = [];
  for await (const batch of table.rows()) found.push(...batch);
  await source.close();
  return { table, found };
}

const column = (table: Table, name: string) => {
  const at = table.headers.indexOf(name);
  expect(at, `${name} in ${table.headers.join(' | ')}`).toBeGreaterThanOrEqual(0);
  return at;
};

const cents = (found: Row[], at: number, table: Table) =>
  found.reduce((sum, row) => {
    const read = parseDecimal(row.cells[at], table.dialect);
    return sum + (typeof read === 'string' ? Math.round(Number(read) * 100) : 0);
  }, 0);

/** Every detail once, with its groups, and the printed grand total equal to their sum. */
export function complete(
  table: Table,
  found: Row[],
  names: { customer?: string; document?: string; product: string; amount: string },
) {
  const amount = column(table, names.amount);
  const product = column(table, names.product);
  expect(found.filter((row) => row.problem)).toEqual([]);
  expect(found.map((row) => String(row.cells[product]).trim())).toEqual(rows.map((row) => row.product));
  if (names.customer)
    expect(found.map((row) => String(row.cells[column(table, names.customer!)]).trim())).toEqual(
      rows.map((row) => row.customer),
    );
  if (names.document)
    expect(found.map((row) => String(row.cells[column(table, names.document!)]).trim())).toEqual(
      rows.map((row) => row.document),
    );
  expect(cents(found, amount, table)).toBe(Math.round(all.amount * 100));
  const grand = table.totals.filter((total) => total.scope === 'grand');
  expect(grand).toHaveLength(1);
  expect(grand[0]!.values.find((value) => value.column === amount)).toMatchObject({ agrees: true });
  expect(table.totals.filter((total) => total.values.some((value) => !value.agrees))).toEqual([]);
}
