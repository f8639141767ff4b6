/** What RFM looks at: time since the last purchase (days or months, smaller is better), purchases, amount. */
export interface RfmRow {
  id: string;
  recency: number;
  frequency: number;
  monetary: number;
}

export interface RfmScore {
  id: string;
  /** Rank by recency, then frequency, then amount: 1 is the best; equal rows share a rank. */
  rank: number;
  /** 1 to 5 each; null with fewer than five accounts, where a quintile says nothing. */
  r: number | null;
  f: number | null;
  m: number | null;
  /** "422"; null with fewer than five accounts. */
  code: string | null;
}

/** Edges of five bands: below `first` (strictly), up to each of `upTo` (inclusive), and above. */
export interface Bands {
  first: number;
  upTo: readonly [number, number, number];
}

export interface RfmBands {
  recency: Bands;
  frequency: Bands;
  monetary: Bands;
}

/** The published case: months, purchases, currency units. */
export const publishedBands: RfmBands = {
  recency: { first: 1, upTo: [3, 6, 9] },
  frequency: { first: 10, upTo: [19, 29, 40] },
  monetary: { first: 5_000, upTo: [10_000, 20_000, 50_000] },
};

function band(value: number, { first, upTo }: Bands): number {
  if (value < first) return 1;
  const index = upTo.findIndex((edge) => value <= edge);
  return index < 0 ? 5 : index + 2;
}

/** Fixed bands, upper bound inclusive. Case (now 07/08): (05/08, 12, 6k) = 422, (01/08, 18, 9k) = 322, (11/07, 35, 40k) = 244, (07/08, 1, 1k) = 511. */
export function rfmByBands(
  row: RfmRow,
  bands: RfmBands = publishedBands,
): { r: number; f: number; m: number; code: string } {
  const r = 6 - band(row.recency, bands.recency);
  const f = band(row.frequency, bands.frequency);
  const m = band(row.monetary, bands.monetary);
  return { r, f, m, code: `${r}${f}${m}` };
}

function better(a: RfmRow, b: RfmRow): number {
  return a.recency - b.recency || b.frequency - a.frequency || b.monetary - a.monetary;
}

function placesBy<T>(rows: readonly T[], compare: (a: T, b: T) => number): Map<T, number> {
  const sorted = [...rows].sort(compare);
  const places = new Map<T, number>();
  let place = 0;
  sorted.forEach((row, index) => {
    if (index > 0 && compare(sorted[index - 1]!, row) !== 0) place = index;
    places.set(row, place);
  });
  return places;
}

/**
 * Quintiles: the best fifth scores 5. Equal values get the same (better) score, so the order of the rows does not matter.
 * Fewer than five accounts: rank only. Source: formulas.md, "Who is key".
 */
export function rfmByQuintiles(rows: readonly RfmRow[]): RfmScore[] {
  const ranks = placesBy(rows, better);
  if (rows.length < 5) {
    return rows.map((row) => ({ id: row.id, rank: ranks.get(row)! + 1, r: null, f: null, m: null, code: null }));
  }
  const recency = placesBy(rows, (a, b) => a.recency - b.recency);
  const frequency = placesBy(rows, (a, b) => b.frequency - a.frequency);
  const monetary = placesBy(rows, (a, b) => b.monetary - a.monetary);
  const score = (places: Map<RfmRow, number>, row: RfmRow) => 5 - Math.floor((5 * places.get(row)!) / rows.length);
  return rows.map((row) => {
    const [r, f, m] = [score(recency, row), score(frequency, row), score(monetary, row)];
    return { id: row.id, rank: ranks.get(row)! + 1, r, f, m, code: `${r}${f}${m}` };
  });
}
