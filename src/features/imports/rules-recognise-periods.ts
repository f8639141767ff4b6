import type { Assignment } from './rules-assign.ts';
import type { Column, Evidence } from './rules-evidence.ts';
import type { Recognised } from './rules-recognise.ts';
import { periodColumns } from './rules-wide.ts';

// Days that a balance is overdue: "1 - 30", "31-60 days", "> 90", "über 90 Tage".
const AGE =
  /^\D{0,12}\d{1,3}\s*[-–]\s*\d{1,3}(?!\d)\D{0,8}$|^(?:>|over|older|über|более|свыше|plus de|más de)\s*\d{2,3}\D{0,8}$/i;

/** Whether some columns hold balances by how long they are overdue. */
export const isAged = (columns: readonly Column[]): boolean =>
  columns.filter((column) => AGE.test(column.header)).length >= 2;

/** Targets or sales with a column for each month; null when the columns are not named so. */
export function wideKind(
  { table, columns, named }: Evidence,
  targets: Assignment,
  is: { who: boolean; item: boolean; dated: boolean },
  year: string,
): Recognised | null {
  if (is.dated) return null;
  const isTarget = named.bag.split(' ').includes('target');
  const numbersIn = (kind: 'targets' | 'flat_sales') =>
    periodColumns(table.headers, kind, year).filter(({ column }) => {
      const { filled, numbers } = columns.find((each) => each.index === column)!;
      return filled === 0 || numbers > 0.6;
    }).length;
  const reason = (count: number) => [`${count} columns are named by periods`];
  if (is.who) {
    const count = isTarget ? 0 : numbersIn('flat_sales');
    return count >= 2 ? { kind: 'flat_sales', confidence: 0.8, reasons: reason(count) } : null;
  }
  const rep = targets.has('salesperson') || targets.has('salesperson_name');
  const count = rep && !is.item ? numbersIn('targets') : 0;
  return count >= 2 ? { kind: 'targets', confidence: isTarget ? 0.95 : 0.8, reasons: reason(count) } : null;
}
