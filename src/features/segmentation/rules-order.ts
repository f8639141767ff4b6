import type { KeyAccountRow } from './contract-shapes.ts';
import { type SORTS, TIERS } from './contract-shapes.ts';

export type Sort = (typeof SORTS)[number];
export type Direction = 'asc' | 'desc';
export interface Order {
  by: Sort;
  direction: Direction;
}

/** By what one account stands before another; null: it has no such figure and stands last. */
const figures: Record<Sort, (row: KeyAccountRow) => number | string | null> = {
  rank: (row) => row.rank,
  name: (row) => row.name,
  tier: (row) => (row.countsAs === null ? null : TIERS.indexOf(row.countsAs)),
  amount: (row) => Number(row.amount.amount),
  share: (row) => row.share,
  cumulativeShare: (row) => row.cumulativeShare ?? null,
  class: (row) => row.class,
  growth: (row) => row.growth.value,
  margin: (row) => (row.margin ? Number(row.margin.amount) : null),
  rules: (row) => row.rules.length,
  proposal: (row) => (row.proposal ? Number(!row.proposal.isAsking) : null),
};

/** The rows in the wished order, or as they are; what is equal keeps its place. */
export function ordered(rows: readonly KeyAccountRow[], order: Order | undefined): KeyAccountRow[] {
  if (order === undefined) return [...rows];
  const { by, direction } = order;
  const collator = new Intl.Collator('und', { numeric: true });
  const sign = direction === 'asc' ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [one, other] = [figures[by](a), figures[by](b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return sign * (typeof one === 'string' ? collator.compare(one, String(other)) : one - Number(other));
  });
}
