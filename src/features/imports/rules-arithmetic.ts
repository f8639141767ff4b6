import type { Assignment } from './rules-assign.ts';
import type { MappingOptions } from './rules-mapping.ts';

const VAT = [
  0.2,
  0.18,
  0.1,
  0.19,
  0.07,
  0.21,
  0.22,
  0.15,
  0.055,
  0.05,
  0.25,
  0.23,
  0.16,
  0.08,
  0.13,
  0.17,
  0.24,
  0.12,
  0.14,
  0.2 / 1.2,
];

/** Values of two or more fields in the rows where all of them stand. */
function together(list: Assignment, ...fields: string[]): number[][] {
  const columns = fields.map((field) => list.get(field));
  if (columns.some((column) => column === undefined)) return [];
  const rows: number[][] = [];
  for (let row = 0; row < columns[0]!.values.length; row++) {
    const values = columns.map((column) => column!.values[row] ?? null);
    if (values.every((value) => value !== null)) rows.push(values as number[]);
  }
  return rows;
}

const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(0.015, Math.abs(b) * 0.002);
const share = (rows: number[][], test: (row: number[]) => boolean) =>
  rows.length === 0 ? 0 : rows.filter(test).length / rows.length;

/** How a discount column is written: by checking the amounts, else by its values and its name. */
export function discountStyle(list: Assignment): MappingOptions['discount'] {
  const column = list.get('discount');
  if (!column) return undefined;
  const given = column.values.filter((value) => value !== null && value !== 0).map((value) => Math.abs(value!));
  const amount = ['net', 'amount', 'gross'].find((field) => list.has(field));
  if (amount && given.length > 0) {
    const rows = together(list, 'quantity', 'price', 'discount', amount).filter((row) => row[2] !== 0);
    const tries = [
      ['percent', ([q, p, d, n]: number[]) => near(q! * p! * (1 - d! / 100), n!)],
      ['fraction', ([q, p, d, n]: number[]) => near(q! * p! * (1 - d!), n!)],
      ['amount', ([q, p, d, n]: number[]) => near(q! * p! - d!, n!)],
    ] as const;
    const best = tries.map(([style, test]) => ({ style, hits: share(rows, test) })).sort((a, b) => b.hits - a.hits)[0]!;
    if (best.hits > 0.6) return best.style;
  }
  if (column.words.percent)
    return given.length > 0 && given.every((value) => value < 1) && given.some((value) => value >= 0.02)
      ? 'fraction'
      : 'percent';
  if (given.length === 0) return 'auto';
  const most = Math.max(...given);
  if (most <= 1) return 'fraction';
  return most <= 100 ? 'percent' : 'amount';
}

/** Whether a column "amount" is net or gross: by quantity x price, by tax, else undefined. */
export function amountStyle(list: Assignment): 'net' | 'gross' | undefined {
  if (!list.has('amount')) return undefined;
  if (list.has('net')) return 'gross';
  if (list.has('gross')) return 'net';
  const withTax = together(list, 'amount', 'tax').filter((row) => row[1] !== 0);
  const full = together(list, 'quantity', 'price', 'amount', 'tax').filter((row) => row[3] !== 0 && row[2] !== 0);
  if (full.length > 0) {
    if (share(full, ([q, p, a, t]) => near(q! * p! + t!, a!)) > 0.6) return 'gross';
    if (
      share(full, ([q, p, a]) => near(q! * p!, a!)) <= 0.6 &&
      share(full, ([, , a, t]) => isRate(t! / (a! - t!)) && !isRate(t! / a!)) > 0.8
    )
      return 'gross';
  }
  if (withTax.length > 0) {
    const asNet = share(withTax, ([a, t]) => isRate(t! / a!));
    const asGross = share(withTax, ([a, t]) => isRate(t! / (a! - t!)));
    if (asGross > 0.8 && asGross > asNet) return 'gross';
    if (asNet > 0.5) return 'net';
  }
  return withTax.length > 0 ? 'net' : undefined;
}

const isRate = (rate: number) => VAT.slice(0, -1).some((each) => Math.abs(rate - each) < 0.0012);

/** Whether a cost column holds the cost of one unit: then it makes up a plausible part of the sales only when multiplied. */
export function isUnitCost(list: Assignment): boolean {
  const column = list.get('cost');
  if (!column) return false;
  if (/\bunit\b/.test(column.words.bag) || /(?:за|per)\s+(?:ед|unit)/i.test(column.header)) return true;
  if (/\b(?:amount|total|line|revenue)\b/.test(column.words.bag)) return false;
  const amount = ['net', 'amount', 'gross'].find((field) => list.has(field));
  const rows = amount
    ? together(list, 'quantity', 'cost', amount)
    : together(list, 'quantity', 'cost', 'price').map(([q, c, p]) => [q!, c!, q! * p!]);
  let each = 0;
  let whole = 0;
  let sold = 0;
  for (const [q, c, n] of rows) {
    each += Math.abs(q! * c!);
    whole += Math.abs(c!);
    sold += Math.abs(n!);
  }
  if (sold === 0 || whole === 0 || Math.abs(each - whole) < whole * 0.05) return false;
  const usual = Math.log(0.65);
  return Math.abs(Math.log(each / sold) - usual) < Math.abs(Math.log(whole / sold) - usual);
}

/** Beginnings of numbers whose rows are all negative while the others are not: credit notes by number. */
export function creditPrefixes(list: Assignment): Record<string, 'credit'> | undefined {
  const number = list.get('number');
  const amount = list.get('quantity') ?? list.get('net') ?? list.get('amount') ?? list.get('gross');
  if (!number || !amount) return undefined;
  const groups = new Map<string, { minus: number; plus: number }>();
  number.keys.forEach((key, row) => {
    const value = amount.values[row];
    if (key === null || value === null || value === undefined || value === 0) return;
    const prefix = /^(\p{L}{1,5})[-_/ ]?\d/u.exec(key)?.[1]?.toUpperCase() ?? '';
    const group = groups.get(prefix) ?? { minus: 0, plus: 0 };
    if (value < 0) group.minus++;
    else group.plus++;
    groups.set(prefix, group);
  });
  const plus = [...groups.values()].some((group) => group.plus > group.minus);
  const found = [...groups].filter(([prefix, group]) => prefix !== '' && group.minus > 0 && group.plus === 0);
  return plus && found.length > 0 ? Object.fromEntries(found.map(([prefix]) => [prefix, 'credit'])) : undefined;
}

/** Whether one number stands beside dates of several years, so that numbers begin anew every year. */
export function isYearly(list: Assignment, years: (string | null)[]): boolean {
  const number = list.get('number');
  if (!number) return false;
  const seen = new Map<string, string>();
  for (let row = 0; row < number.keys.length; row++) {
    const key = number.keys[row];
    const year = years[row];
    if (key == null || year == null) continue;
    const before = seen.get(key);
    if (before !== undefined && before !== year) return true;
    seen.set(key, year);
  }
  return false;
}
