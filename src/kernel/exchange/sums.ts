import type { Cell, Dialect } from './table.ts';
import { decimalOfNumber, parseDecimal } from './values.ts';

/**
 * Running sums of some columns, to check what a report prints. Floats with a tolerance: nothing is stored from here,
 * so a cent more or less in ten thousand roundings does no harm.
 */
export class Sums {
  count = 0;
  readonly #columns: number[];
  readonly #sums: number[];
  readonly #dialect: Dialect;

  constructor(columns: number[], dialect: Dialect) {
    this.#columns = columns;
    this.#sums = columns.map(() => 0);
    this.#dialect = dialect;
  }

  /** A cell as a number; null when it is none. */
  value(cell: Cell): number | null {
    if (typeof cell === 'number') return cell;
    if (typeof cell !== 'string') return null;
    const read = parseDecimal(cell, this.#dialect);
    return typeof read === 'string' ? Number(read) : null;
  }

  add(cells: readonly Cell[]): void {
    this.count++;
    for (let at = 0; at < this.#columns.length; at++) {
      const value = this.value(cells[this.#columns[at]!] ?? null);
      if (value !== null) this.#sums[at]! += value;
    }
  }

  /** Whether the row prints these sums: every filled column agrees, and one at least is filled and not zero. */
  matches(cells: readonly Cell[], extra?: readonly Cell[]): boolean {
    if (this.count === 0 && !extra) return false;
    const values = this.compare(cells, extra);
    return (
      values.length > 0 && values.every((value) => value.agrees) && values.some((value) => Number(value.printed) !== 0)
    );
  }

  /** What a row prints beside what was summed; `extra` is a row that may belong to the sum. */
  compare(
    cells: readonly Cell[],
    extra?: readonly Cell[],
  ): { column: number; printed: string; summed: string; agrees: boolean }[] {
    const found = [];
    for (let at = 0; at < this.#columns.length; at++) {
      const column = this.#columns[at]!;
      const printed = this.value(cells[column] ?? null);
      if (printed === null) continue;
      const summed = this.#sums[at]! + (extra ? (this.value(extra[column] ?? null) ?? 0) : 0);
      const room = Math.max(Math.min(0.005 * (this.count + 1), 1), Math.abs(summed) * 1e-9);
      found.push({
        column,
        printed: decimalOfNumber(printed),
        summed: decimalOfNumber(Number(summed.toFixed(6))),
        agrees: Math.abs(printed - summed) <= room,
      });
    }
    return found;
  }
}
