import { share, sum } from '../../pure/money.ts';
import type { SegmentationRules } from '../settings/contract.ts';
import { type Concentration, concentration, type Pareto, pareto, type Ranked } from './rules-pareto.ts';
import { growth } from './rules-rhythm.ts';
import type { AbcClass, Figure, KeyRule } from './rules-settings.ts';

export interface WhatIfRow extends Ranked {
  margin?: bigint | null;
}

export interface Picture<T extends Ranked> extends Pareto<T> {
  /** Of the rows whose margin is known; null when none is. */
  margin: bigint | null;
  concentration: Concentration;
}

export interface Loss {
  id: string;
  amount: bigint;
  /** Of the total; null when the total is zero or less. */
  share: number | null;
  margin: bigint | null;
  marginShare: number | null;
  /** HHI of the rest when only this account is lost; null when nothing is left. */
  hhiWithout: number | null;
}

export interface WhatIf<T extends WhatIfRow> {
  before: Picture<T>;
  after: Picture<T>;
  /** What losing each ticked account costs, the dearest first. */
  losses: Loss[];
  lost: { amount: bigint; share: number | null; margin: bigint | null; marginShare: number | null };
  /** Accounts that a rule names only without the ticked ones, in the order of rank. */
  entered: Record<KeyRule, string[]>;
}

function knownMargin(rows: readonly WhatIfRow[]): bigint | null {
  const margins = rows.flatMap(({ margin }) => (margin === null || margin === undefined ? [] : [margin]));
  return margins.length > 0 ? sum(margins) : null;
}

/** The company as the rows show it: Pareto, rules, concentration, margin. */
export function picture<T extends WhatIfRow>(rows: readonly T[], rules: SegmentationRules): Picture<T> {
  return { ...pareto(rows, rules), margin: knownMargin(rows), concentration: concentration(rows) };
}

function partOf(part: bigint | null, whole: bigint | null): number | null {
  return part === null || whole === null ? null : share(part, whole);
}

/**
 * The company without the ticked accounts: revenue, margin, HHI, CR-n and the new lists, and what losing each costs. Nothing is assumed to move to the
 * others. Unknown ids are ignored; with every account ticked the figures are n/a.
 */
export function whatIf<T extends WhatIfRow>(
  rows: readonly T[],
  without: ReadonlySet<string>,
  rules: SegmentationRules,
): WhatIf<T> {
  const before = picture(rows, rules);
  const after = picture(
    rows.filter((row) => !without.has(row.id)),
    rules,
  );
  const ticked = before.standings.map(({ row }) => row).filter((row) => without.has(row.id));
  const squares = sum(rows.map((row) => (row.amount > 0n ? row.amount * row.amount : 0n)));
  const losses = ticked.map((row): Loss => {
    const positive = row.amount > 0n ? row.amount : 0n;
    const rest = before.base - positive;
    const concentrated = share(squares - positive * positive, rest * rest);
    return {
      id: row.id,
      amount: row.amount,
      share: share(row.amount, before.total),
      margin: row.margin ?? null,
      marginShare: partOf(row.margin ?? null, before.margin),
      hhiWithout: concentrated === null ? null : 10_000 * concentrated,
    };
  });
  const amount = sum(ticked.map((row) => row.amount));
  const margin = knownMargin(ticked);
  const metBefore = new Map(before.standings.map((standing) => [standing.row.id, standing.rules]));
  const entered = (rule: KeyRule) =>
    after.standings
      .filter((standing) => standing.rules.includes(rule) && !metBefore.get(standing.row.id)!.includes(rule))
      .map((standing) => standing.row.id);
  return {
    before,
    after,
    losses,
    lost: { amount, share: share(amount, before.total), margin, marginShare: partOf(margin, before.margin) },
    entered: { tenPercent: entered('tenPercent'), eighty: entered('eighty'), topFifth: entered('topFifth') },
  };
}

export interface Movement {
  id: string;
  rankBefore: number | null;
  rankNow: number | null;
  classBefore: AbcClass | null;
  classNow: AbcClass | null;
  change: bigint;
}

export interface Comparison {
  total: { now: bigint; before: bigint; growth: Figure };
  concentration: { now: Concentration; before: Concentration };
  /** Every account whose class changed, came or went, largest change first. */
  movements: Movement[];
}

/** The period against another one: totals, concentration and the accounts that changed their class. Ids missing on one side are null there. */
export function comparePeriods(
  now: readonly Ranked[],
  before: readonly Ranked[],
  rules: SegmentationRules,
): Comparison {
  const present = pareto(now, rules);
  const past = pareto(before, rules);
  const presentById = new Map(present.standings.map((standing) => [standing.row.id, standing]));
  const pastById = new Map(past.standings.map((standing) => [standing.row.id, standing]));
  const movements = [...new Set([...presentById.keys(), ...pastById.keys()])]
    .map((id): Movement => {
      const [one, other] = [presentById.get(id), pastById.get(id)];
      return {
        id,
        rankBefore: other?.rank ?? null,
        rankNow: one?.rank ?? null,
        classBefore: other?.class ?? null,
        classNow: one?.class ?? null,
        change: (one?.row.amount ?? 0n) - (other?.row.amount ?? 0n),
      };
    })
    .filter((movement) => movement.classBefore !== movement.classNow)
    .sort((a, b) => {
      const [x, y] = [a.change < 0n ? -a.change : a.change, b.change < 0n ? -b.change : b.change];
      return x === y ? (a.id < b.id ? -1 : 1) : x > y ? -1 : 1;
    });
  return {
    total: { now: present.total, before: past.total, growth: growth(present.total, past.total) },
    concentration: { now: concentration(now), before: concentration(before) },
    movements,
  };
}
