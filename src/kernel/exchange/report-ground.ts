import type { SheetRow } from './header.ts';
import { type Plan, totalLabel } from './report-layout.ts';
import { flattening } from './report-rows.ts';
import type { Dialect, PrintedTotal, Row } from './table.ts';

/** What every attempt at a layout starts from. */
export interface Ground {
  body: SheetRow[];
  headers: string[];
  dialect: Dialect;
  whole: boolean;
  titled: boolean;
  numeric: number[];
  words: number;
  /** Columns of words, in order. */
  texts: number[];
  /** Leftmost column of words: where labels of groups stand. */
  lead: number;
  /** The plan of an ordinary table, from which layouts start. */
  base: Plan;
}

/** Whether a row is a printed total by its words alone. */
export const isTotal = (row: SheetRow, ground: Ground) => totalLabel(row, ground.words)?.exact ?? false;

/** Tries a plan on the sample: groups that print numbers must print the sums of their details, at least in some columns. Columns that do not add up are left alone. */
export function accepted(plan: Plan, ground: Ground): Plan | null {
  const totals: PrintedTotal[] = [];
  const out: Row[] = [];
  const trial = flattening({ ...plan, trial: true }, { totals, warnings: [] });
  trial.push(
    ground.body.map((row) => ({ ...row, cells: [...row.cells] })),
    out,
  );
  if (ground.whole) trial.end(out);
  if (out.length === 0) return null;
  const groups = totals.filter((total) => total.scope === 'group');
  // Without lines above the header an ordinary table is likelier: labels alone must then be a layout that nothing else has.
  if (groups.length === 0) return ground.titled || plan.shape === 'banner' || plan.shape === 'columns' ? plan : null;
  const agreed = new Map<number, { yes: number; all: number }>();
  let proofs = 0;
  for (const total of groups) {
    if (total.values.some((value) => value.agrees && Number(value.printed) !== 0)) proofs++;
    for (const value of total.values) {
      const seen = agreed.get(value.column) ?? { yes: 0, all: 0 };
      seen.all++;
      if (value.agrees) seen.yes++;
      agreed.set(value.column, seen);
    }
  }
  if (proofs < (ground.titled || plan.shape === 'banner' ? 1 : 2)) return null;
  const additive = plan.additive.filter((at) => {
    const seen = agreed.get(at);
    return seen === undefined || seen.yes >= seen.all * 0.6;
  });
  if (![...agreed].some(([at]) => additive.includes(at))) return null;
  return { ...plan, additive };
}
