import { Sums } from './sums.ts';
import type { Dialect, Row } from './table.ts';

const near = (a: number, b: number) => Math.abs(a - b) < 0.011;
const balanceLike = /balance|остат|сальдо|saldo|solde|running|cumul|нараст/i;

/**
 * The columns with a running balance: each value is the one before plus another column of the row, or that column alone where the balance begins anew.
 * `details` are the rows without printed totals, in the order of the sheet.
 */
export function runningColumns(
  details: readonly Row[],
  headers: readonly string[],
  columns: readonly number[],
  dialect: Dialect,
): Set<number> {
  const reader = new Sums([], dialect);
  const values = columns.map((at) => details.map((row) => reader.value(row.cells[at] ?? null)));
  const found = new Set<number>();
  values.forEach((balances, of) => {
    // One or two rows that go on can be chance where the name says nothing.
    const enough = balanceLike.test(headers[columns[of]!]!) ? 1 : 3;
    if (values.some((amounts, by) => by !== of && !found.has(columns[by]!) && runs(balances, amounts, enough)))
      found.add(columns[of]!);
  });
  return found;
}

function runs(balances: readonly (number | null)[], amounts: readonly (number | null)[], enough: number): boolean {
  const room = balances.length * 0.05;
  let before: number | null = null;
  let goOn = 0;
  let others = 0;
  for (let row = 0; row < balances.length; row++) {
    const balance = balances[row]!;
    const amount = amounts[row]!;
    if (balance !== null && amount !== null && amount !== 0) {
      if (before !== null && before !== 0 && near(balance, before + amount)) goOn++;
      else if (!near(balance, amount) && ++others > room) return false;
    }
    if (balance !== null) before = balance;
  }
  return goOn >= enough && others <= goOn * 0.05;
}
