import type { SheetRow } from './header.ts';
import { arithmeticDepths } from './report-arithmetic.ts';
import { accepted, type Ground, isTotal } from './report-ground.ts';
import { flatPlan, levelNames, type Plan, totalLabel, uniqueNames } from './report-layout.ts';
import { Sums } from './sums.ts';
import { cellText, type Dialect, isBlank } from './table.ts';

/**
 * Recognises a printed report by outline levels, labels in staggered columns, indentation, bold groups, lines with nothing but a label, or arithmetic, and
 * checks the layout by adding up; null for an ordinary table. `titled`: lines stand above the header, or it has several rows.
 */
export function planReport(
  rows: SheetRow[],
  headers: string[],
  dialect: Dialect,
  whole: boolean,
  titled: boolean,
): Plan | null {
  const body = rows.filter((row) => !row.problem);
  if (body.length < 2) return null;
  const flat = flatPlan(headers, body, dialect, true);
  const { numeric, usualWords: words } = flat;
  const texts = headers
    .map((_, at) => at)
    .filter((at) => !numeric.includes(at) && body.some((row) => !isBlank(row.cells[at])));
  if (numeric.length === 0 || texts.length === 0) return null;
  const ground: Ground = {
    body,
    headers,
    dialect,
    whole,
    titled,
    numeric,
    texts,
    lead: texts[0]!,
    words,
    base: { ...flat, lead: texts[0]! },
  };
  for (const attempt of [byOutline, byStagger, byIndent, byBold, byBanner, bySparse, byArithmetic]) {
    const plan = attempt(ground);
    if (plan !== null) return plan;
  }
  return null;
}

// Distinct values of a depth-like property, as consecutive levels from 0.
function ranked(
  ground: Ground,
  value: (row: SheetRow) => number,
): { depth: (row: SheetRow) => number; levels: number; rows: SheetRow[] } {
  const rows = ground.body.filter((row) => !isTotal(row, ground));
  const seen = [...new Set(rows.map(value))].sort((a, b) => a - b);
  const rank = new Map(seen.map((each, at) => [each, at]));
  const deepest = seen.length - 1;
  return { depth: (row) => rank.get(value(row)) ?? deepest, levels: seen.length, rows };
}

function byOutline(ground: Ground): Plan | null {
  if (!ground.body.some((row) => (row.level ?? 0) > 0)) return null;
  const { depth, levels, rows } = ranked(ground, (row) => row.level ?? 0);
  if (levels < 2) return null;
  const above = depth(rows[0]!) < depth(rows[1] ?? rows[0]!) || depth(rows[0]!) === 0;
  if (!above)
    return accepted(
      {
        ...ground.base,
        describes: 'outline, subtotals below',
        depthOf: depth,
        leafDepth: levels - 1,
        groupsAbove: false,
      },
      ground,
    );
  return nestedOrColumns(ground, depth, levels, 'outline');
}

function byIndent(ground: Ground): Plan | null {
  if (!ground.body.some((row) => (row.indent ?? 0) > 0)) return null;
  const { depth, levels, rows } = ranked(ground, (row) => row.indent ?? 0);
  return levels < 2 || depth(rows[0]!) !== 0 ? null : nestedOrColumns(ground, depth, levels, 'indentation');
}

// Spaces before the label, as text exports of reports have.
function leadingSpaces(ground: Ground): (row: SheetRow) => number {
  return (row) => /^[\s\u00a0]*/.exec(cellText(row.cells[ground.lead]))![0].length;
}

function byBold(ground: Ground): Plan | null {
  const spaced = ranked(ground, leadingSpaces(ground));
  if (spaced.levels > 1 && spaced.levels < 7 && spaced.depth(spaced.rows[0]!) === 0) {
    const plan = nestedOrColumns(ground, spaced.depth, spaced.levels, 'leading spaces');
    if (plan !== null) return plan;
  }
  const { depth, levels, rows } = ranked(ground, (row) => (row.bold ? 0 : 1));
  return levels < 2 || depth(rows[0]!) !== 0 ? null : nestedOrColumns(ground, depth, levels, 'bold groups');
}

const firstFilled = (row: SheetRow, columns: readonly number[]) => columns.findIndex((at) => !isBlank(row.cells[at]));

// All labels in one column, or every level in a column of its own.
function nestedOrColumns(ground: Ground, depth: (row: SheetRow) => number, levels: number, how: string): Plan | null {
  const columns = staggered(ground);
  if (columns !== null) return columns;
  const { lead, headers } = ground;
  const banners = ground.body.filter((row) => depth(row) < levels - 1 && !isTotal(row, ground));
  const bare = banners.length > 0 && banners.every((row) => isBanner(row, ground));
  const details = ground.body.filter((row) => depth(row) === levels - 1);
  if (
    bare &&
    details.filter((row) => isBlank(row.cells[lead])).length < details.length * 0.5 &&
    !/[/]/.test(headers[lead]!)
  )
    return banner(ground, depth, levels - 1, how);
  const names = levelNames(headers[lead]!, levels);
  return accepted(
    {
      ...ground.base,
      headers: uniqueNames([...headers.slice(0, lead), ...names, ...headers.slice(lead + 1)]),
      describes: `groups in one column, by ${how}`,
      depthOf: depth,
      leafDepth: levels - 1,
      groupsAbove: true,
      shape: 'nested',
    },
    ground,
  );
}

function byStagger(ground: Ground): Plan | null {
  return staggered(ground);
}

// Customer in A, its documents below in B, their products below in C.
function staggered(ground: Ground): Plan | null {
  const { texts, numeric } = ground;
  const before = texts.filter((at) => at < Math.min(...numeric));
  if (before.length < 2) return null;
  const rows = ground.body.filter((row) => !isTotal(row, ground));
  const firsts = rows.map((row) => firstFilled(row, before));
  if (firsts[0] !== 0) return null;
  const levels = Math.max(...firsts) + 1;
  if (levels < 2 || new Set(firsts).size !== levels || firsts.includes(-1)) return null;
  // Rows of a group leave the deeper columns blank; only the deepest rows may fill what is right of them.
  const keys = before.slice(0, levels);
  if (
    rows.some(
      (row, at) => firsts[at]! < levels - 1 && keys.slice(firsts[at]! + 1).some((key) => !isBlank(row.cells[key])),
    )
  )
    return null;
  if (firsts.some((first, at) => at > 0 && first > firsts[at - 1]! + 1)) return null;
  return accepted(
    {
      ...ground.base,
      describes: 'every level in a column of its own',
      depthOf: (row) => {
        const first = firstFilled(row, keys);
        return first < 0 ? levels - 1 : first;
      },
      leafDepth: levels - 1,
      groupsAbove: true,
      shape: 'columns',
      keys,
    },
    ground,
  );
}

const isBanner = (row: SheetRow, ground: Ground): boolean =>
  firstFilled(row, ground.texts) >= 0 &&
  row.cells.filter((cell) => !isBlank(cell)).length === 1 &&
  ground.numeric.every((at) => isBlank(row.cells[at]));

// Lines with nothing but a label above their details; the first row of the body is one, the last one is not.
function byBanner(ground: Ground): Plan | null {
  const { body } = ground;
  const rows = body.filter((row) => !isTotal(row, ground));
  if (rows.length < 2 || !isBanner(rows[0]!, ground)) return null;
  const details = rows.filter((row) => !isBanner(row, ground));
  if (details.length === 0 || (ground.whole && isBanner(rows.at(-1)!, ground) && !ground.titled)) return null;
  if (details.some((row) => row.cells.filter((cell) => !isBlank(cell)).length < 2)) return null;
  // A run of several labels says how many levels there are; a shorter run begins deeper.
  const depths = new Map<number, number>();
  let most = 0;
  for (let at = 0; at < rows.length; at++) {
    let run = 0;
    while (at + run < rows.length && isBanner(rows[at + run]!, ground)) run++;
    most = Math.max(most, run);
    at += run;
  }
  if (most > 5) return null;
  for (let at = 0; at < rows.length; at++) {
    let run = 0;
    while (at + run < rows.length && isBanner(rows[at + run]!, ground)) run++;
    for (let step = 0; step < run; step++) depths.set(rows[at + step]!.number, most - run + step);
    at += run;
  }
  if (most > 1) {
    // Depths hang on what follows, so the whole sheet has to be seen.
    const plan = banner(ground, (row) => depths.get(row.number) ?? most, most, 'lines of their own');
    return plan && { ...plan, wholeNeeded: true };
  }
  return banner(ground, (row) => (isBanner(row, ground) ? 0 : 1), 1, 'lines of their own');
}

function banner(ground: Ground, depth: (row: SheetRow) => number, levels: number, how: string): Plan | null {
  const names: string[] = [];
  for (let level = 0; level < levels; level++) {
    const labels = ground.body
      .filter((row) => depth(row) === level && !isTotal(row, ground))
      .map((row) => /^\s*([\p{L} ]{3,30}):\s/u.exec(cellText(row.cells.find((cell) => !isBlank(cell))))?.[1]);
    const [first] = labels;
    names.push(first !== undefined && labels.every((label) => label === first) ? first : `Group ${level + 1}`);
  }
  return accepted(
    {
      ...ground.base,
      headers: uniqueNames([...names, ...ground.headers]),
      describes: `groups on ${how}`,
      depthOf: depth,
      leafDepth: levels,
      groupsAbove: true,
      shape: 'banner',
      lead: ground.lead,
    },
    ground,
  );
}

// The value of a group only on its first row, with printed subtotals.
function bySparse(ground: Ground): Plan | null {
  const { texts, numeric, body } = ground;
  const before = texts.filter((at) => at < Math.min(...numeric));
  const subtotal = (row: SheetRow) =>
    totalLabel(row, ground.words) !== null && before.slice(1).every((at) => isBlank(row.cells[at]));
  const rows = body.filter((row) => !subtotal(row));
  if (before.length < 2 || rows.length < 3) return null;
  const subtotals = body.filter(subtotal);
  if (subtotals.length < 2 && !ground.titled) return null;
  const keys: number[] = [];
  for (const at of before.slice(0, -1)) {
    const blanks = rows.filter((row) => isBlank(row.cells[at])).length;
    if (blanks < rows.length * 0.2 || isBlank(rows[0]!.cells[at])) break;
    keys.push(at);
  }
  const deepest = before[keys.length];
  if (keys.length === 0 || deepest === undefined || rows.some((row) => isBlank(row.cells[deepest]))) return null;
  return accepted({ ...ground.base, describes: 'groups named on their first row only', shape: 'fill', keys }, ground);
}

function byArithmetic(ground: Ground): Plan | null {
  const rows = ground.body.filter((row) => !isTotal(row, ground));
  if (!ground.titled || rows.length < 3) return null;
  const columns = ground.base.additive;
  const sums = new Sums(columns, ground.dialect);
  const found = arithmeticDepths(
    rows.map((row) => columns.map((at) => sums.value(row.cells[at] ?? null) ?? 0)),
    ground.whole,
  );
  if (found === null) return null;
  const depths = new Map(rows.map((row, at) => [row.number, found.depths[at]!]));
  const plan = nestedOrColumns(ground, (row) => depths.get(row.number) ?? found.levels - 1, found.levels, 'arithmetic');
  return plan && { ...plan, wholeNeeded: true };
}
