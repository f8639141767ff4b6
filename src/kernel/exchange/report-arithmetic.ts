const near = (a: number, b: number) => Math.abs(a - b) <= Math.max(0.01, Math.abs(a) * 1e-9);

/**
 * Finds groups by adding up: rows whose numbers are the sums of the rows below them, over the whole sheet without exception,
 * with the same depth everywhere. Two groups at least, one of them with several rows; null when the rows are no such tree.
 * `rows` are the numbers of each row, `whole` says whether they are all.
 */
export function arithmeticDepths(
  rows: readonly (readonly number[])[],
  whole: boolean,
): { depths: number[]; levels: number } | null {
  if (rows.length < 3 || rows[0]!.length === 0) return null;
  for (let levels = 2; levels <= 4; levels++) {
    const depths: number[] = new Array(rows.length).fill(levels - 1);
    let at = 0;
    let groups = 0;
    let broad = 0;
    while (at < rows.length) {
      const next = group(rows, at, 0, levels, depths);
      if (next === null) break;
      groups++;
      if (next - at > levels) broad++;
      at = next;
    }
    const complete = at >= rows.length || (!whole && at > rows.length * 0.8);
    if (complete && broad > 0 && (groups > 1 || rows.length > levels + 1)) return { depths, levels };
  }
  return null;
}

// The index behind the group that begins at `start`; null when its rows do not add up.
function group(
  rows: readonly (readonly number[])[],
  start: number,
  depth: number,
  levels: number,
  depths: number[],
): number | null {
  const target = rows[start]!;
  depths[start] = depth;
  if (depth === levels - 1) return start + 1;
  if (target.every((value) => value === 0)) return null;
  const sums = target.map(() => 0);
  let at = start + 1;
  while (at < rows.length) {
    const values = rows[at]!;
    const next = group(rows, at, depth + 1, levels, depths);
    if (next === null) return null;
    for (let column = 0; column < sums.length; column++) sums[column]! += values[column]!;
    at = next;
    if (sums.every((sum, column) => near(sum, target[column]!))) return at;
  }
  return null;
}
