import { type SheetRow, totalWords } from './header.ts';
import { namesGroup, type Plan, totalLabel } from './report-layout.ts';
import { Sums } from './sums.ts';
import { type Cell, cellText, isBlank, type PrintedTotal, type Row, type Table } from './table.ts';

export interface Flattening {
  push(rows: SheetRow[], out: Row[]): void;
  end(out: Row[]): void;
}

const keptTotals = 200;
interface Group {
  depth: number;
  row: SheetRow;
  sums: Sums;
}

/** Starts turning the rows of a sheet into rows of the table; printed totals go to `table.totals`. */
export function flattening(plan: Plan, table: Pick<Table, 'totals' | 'warnings'>): Flattening {
  return new Flattener(plan, table);
}

class Flattener implements Flattening {
  readonly #plan: Plan;
  readonly #totals: PrintedTotal[];
  readonly #grand: Sums;
  /** What came since the last printed subtotal. */
  #run: Sums;
  #groups: Group[] = [];
  #pending: SheetRow | null = null;
  #early: { row: SheetRow; label: string }[] = [];
  /** Totals that equal all rows so far: of the whole table when no row follows, else of its first group. */
  #maybeGrand: { row: SheetRow; label: string }[] = [];
  /** Whether the total of the whole table may be behind us. */
  #atEnd = false;
  #notes: SheetRow[] = [];
  #above: Cell[] = [];
  #deeper: Sums[] = [];
  #last = 0;

  constructor(plan: Plan, table: Pick<Table, 'totals' | 'warnings'>) {
    this.#plan = plan;
    table.totals.length = 0;
    this.#totals = table.totals;
    this.#grand = new Sums(plan.additive, plan.dialect);
    this.#run = new Sums(plan.additive, plan.dialect);
  }

  push(rows: SheetRow[], out: Row[]): void {
    for (const row of rows) this.#take(row, out);
  }

  end(out: Row[]): void {
    this.#flush(null, out);
    this.#close(0);
    this.#maybeGrand.forEach(
      ({ row, label }, at, all) => void this.#note(row, label, at === all.length - 1 ? 'grand' : 'group', this.#grand),
    );
    for (const { row, label } of this.#early) this.#note(row, label, 'grand', this.#grand);
  }

  // A line of words below a total may be the last of the sheet: it waits for what comes.
  #take(row: SheetRow, out: Row[]): void {
    if (this.#atEnd && isNote(row)) {
      this.#notes.push(row);
      return;
    }
    if (this.#notes.length > 0) {
      const notes = this.#notes;
      this.#notes = [];
      for (const note of notes) this.#place(note, out);
    }
    this.#place(row, out);
  }

  #place(row: SheetRow, out: Row[]): void {
    const { depthOf, shape, usualWords: words } = this.#plan;
    const label = row.problem && row.problem.code !== 'columns' ? null : totalLabel(row, words);
    if (label !== null && (label.exact || this.#closed(label.label) !== undefined || this.#adds(row))) {
      this.#total(row, label.label, out);
      return;
    }
    if (row.problem) {
      out.push(row);
      return;
    }
    if (depthOf === null) {
      if (shape === 'fill') this.#fill(row);
      this.#detail(row, out);
      return;
    }
    const depth = depthOf(row);
    if (!this.#plan.groupsAbove) {
      this.#summaryBelow(row, depth, out);
      return;
    }
    this.#flush(depth, out);
    this.#pending = row;
  }

  // The row before is a group when this one lies deeper, else a detail.
  #flush(next: number | null, out: Row[]): void {
    const row = this.#pending;
    if (row === null) return;
    this.#pending = null;
    const { depthOf, leafDepth, shape, numeric } = this.#plan;
    const depth = depthOf!(row);
    this.#close(depth);
    const holds = next !== null && next > depth;
    if (depth < leafDepth && (holds || (shape === 'banner' && numeric.every((at) => isBlank(row.cells[at]))))) {
      this.#groups.push({ depth, row, sums: new Sums(this.#plan.additive, this.#plan.dialect) });
    } else this.#detail(row, out);
  }

  #close(depth: number): void {
    while (this.#groups.length > 0 && this.#groups.at(-1)!.depth >= depth) {
      const group = this.#groups.pop()!;
      if (this.#plan.additive.some((at) => !isBlank(group.row.cells[at])))
        this.#note(group.row, this.#nameOf(group.row), 'group', group.sums);
    }
  }

  #summaryBelow(row: SheetRow, depth: number, out: Row[]): void {
    if (depth < this.#last && (this.#deeper[depth + 1]?.matches(row.cells) ?? false)) {
      this.#note(row, this.#nameOf(row), 'group', this.#deeper[depth + 1]!);
      for (let at = depth + 1; at < this.#deeper.length; at++)
        this.#deeper[at] = new Sums(this.#plan.additive, this.#plan.dialect);
      this.#last = depth;
      return;
    }
    for (let at = 0; at <= depth; at++) {
      this.#deeper[at] ??= new Sums(this.#plan.additive, this.#plan.dialect);
      this.#deeper[at]!.add(row.cells);
    }
    this.#last = depth;
    this.#detail(row, out);
  }

  // The open group that a printed total names.
  #closed(label: string): Group | undefined {
    return this.#groups.findLast((group) => namesGroup(label, this.#nameOf(group.row)));
  }

  // Whether the numbers of a row are a sum of what came before; the row that waits counts as a detail.
  #adds(row: SheetRow): boolean {
    const extra = this.#pending?.cells;
    const sums = [this.#run, this.#grand, ...this.#groups.map((group) => group.sums)];
    return sums.some((each) => each.matches(row.cells, extra));
  }

  #total(row: SheetRow, label: string, out: Row[]): void {
    this.#flush(null, out);
    if (this.#grand.count === 0) {
      this.#early.push({ row, label });
      return;
    }
    const bare = label.replace(totalWords, '').replace(/[\s:.,;]/g, '') === '';
    const group = this.#closed(label) ?? this.#groups.findLast((each) => each.sums.matches(row.cells));
    if (this.#grand.matches(row.cells)) this.#maybeGrand.push({ row, label });
    else if (group) this.#note(row, label, 'group', group.sums);
    else if (this.#run.matches(row.cells)) this.#note(row, label, 'group', this.#run);
    else if (bare && !/^(?:sub|zwischen|sous|под)/i.test(label)) this.#note(row, label, 'grand', this.#grand);
    else this.#note(row, label, 'group', this.#groups.at(-1)?.sums ?? this.#run);
    this.#atEnd = this.#maybeGrand.length > 0 || (bare && this.#plan.depthOf !== null);
    this.#run = new Sums(this.#plan.additive, this.#plan.dialect);
  }

  #note(row: SheetRow, label: string, scope: PrintedTotal['scope'], sums: Sums): void {
    const values = sums
      .compare(row.cells)
      .map((value) => ({ ...value, column: this.#plan.trial ? value.column : this.#columnOf(value.column) }));
    // Groups that agree are many and say nothing.
    if (scope === 'group' && !this.#plan.trial && values.every((value) => value.agrees)) return;
    if (this.#totals.length < keptTotals || scope === 'grand')
      this.#totals.push({ number: row.number, label, scope, values });
  }

  #columnOf(column: number): number {
    const { shape, leafDepth } = this.#plan;
    if (shape === 'nested') return column < this.#plan.lead ? column : column + leafDepth;
    return shape === 'banner' ? column + leafDepth : column;
  }

  #nameOf(row: SheetRow): string {
    return cellText(row.cells.find((cell) => !isBlank(cell))).trim();
  }

  #fill(row: SheetRow): void {
    const { keys } = this.#plan;
    for (let at = 0; at < keys.length; at++) {
      const key = keys[at]!;
      if (!isBlank(row.cells[key])) {
        this.#above = this.#above.slice(0, at);
        this.#above[at] = row.cells[key]!;
      } else if (keys.slice(at + 1).some((deeper) => !isBlank(row.cells[deeper])) || at < this.#above.length)
        row.cells[key] = this.#above[at] ?? null;
    }
  }

  #detail(row: SheetRow, out: Row[]): void {
    const { shape, additive } = this.#plan;
    this.#atEnd = false;
    if (this.#maybeGrand.length > 0) {
      for (const each of this.#maybeGrand) this.#note(each.row, each.label, 'group', this.#grand);
      this.#maybeGrand = [];
    }
    if (additive.length > 0) {
      this.#grand.add(row.cells);
      this.#run.add(row.cells);
      for (const group of this.#groups) group.sums.add(row.cells);
    }
    if (shape === 'flat' || shape === 'fill') {
      out.push(row);
      return;
    }
    out.push({ number: row.number, cells: this.#spread(row) });
  }

  // The cells of a detail with those of its groups.
  #spread(row: SheetRow): Cell[] {
    const { shape, lead, leafDepth, depthOf, numeric, keys } = this.#plan;
    const own = row.cells.map((cell, at) => {
      if (!isBlank(cell) || numeric.includes(at) || (shape !== 'columns' && at === lead)) return cell;
      for (let up = this.#groups.length - 1; up >= 0; up--) {
        const group = this.#groups[up]!.row.cells[at];
        if (!isBlank(group) && !(shape === 'banner' && at === lead)) return group!;
      }
      return cell;
    });
    if (shape === 'columns') {
      const depth = depthOf!(row);
      for (const key of keys.slice(depth + 1)) if (isBlank(row.cells[key])) own[key] = null;
      return own;
    }
    const levels: Cell[] = new Array(shape === 'banner' ? leafDepth : leafDepth + 1).fill(null);
    for (const group of this.#groups) levels[group.depth] = group.row.cells[lead] ?? null;
    if (shape === 'banner')
      return [...levels.map((level) => (typeof level === 'string' ? withoutLabel(level) : level)), ...own];
    levels[Math.min(depthOf!(row), leafDepth)] = row.cells[lead] ?? null;
    return [...own.slice(0, lead), ...levels, ...own.slice(lead + 1)];
  }
}

// A line with nothing but words, as "Printed on ..." below the last total.
const isNote = ({ cells }: SheetRow): boolean => {
  const filled = cells.filter((cell) => !isBlank(cell));
  return filled.length === 1 && typeof filled[0] === 'string' && /\p{L}/u.test(filled[0]);
};

/** "Customer: ACME" -> "ACME". */
export const withoutLabel = (text: string): string => text.replace(/^\s*[\p{L} ]{3,30}:\s*/u, '').trim();
