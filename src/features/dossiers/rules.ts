import { type DayString, daysBetween } from '../../pure/period.ts';
import type { FieldProblem } from '../../pure/refusal.ts';
import { type DossierRules, ITEMS, type Item } from './contract-shapes.ts';

/** Weights and half-lives as long as the organisation has set none. */
export const defaultDossierRules: DossierRules = {
  needs: { weight: 20, halfLife: 180 },
  strategy: { weight: 16, halfLife: 365 },
  working: { weight: 14, halfLife: 365 },
  business: { weight: 12, halfLife: 730 },
  years: { weight: 10, halfLife: 540 },
  markets: { weight: 9, halfLife: 365 },
  finances: { weight: 8, halfLife: 365 },
  observations: { weight: 6, halfLife: 90 },
  reputation: { weight: 5, halfLife: 180 },
};

/** An item is stale when its freshness is below this: older than its half-life. */
export const STALE_BELOW = 0.5;

/** 1 for what is known as of today (or a later day), one half after each half-life. */
export function freshnessOf(knownAsOf: DayString, today: DayString, halfLife: number): number {
  return 0.5 ** (Math.max(0, daysBetween(knownAsOf, today)) / halfLife);
}

export interface Gap {
  item: Item;
  what: 'missing' | 'stale';
  weight: number;
  freshness: number | null;
  knownAsOf: DayString | null;
}
export interface Standing {
  completeness: number;
  freshness: number | null;
  gaps: Gap[];
}

/** To four digits: the list, the page and the export say the same. */
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/**
 * How complete and fresh a dossier is. `known`: the items that are there, with the day of which each tells. Completeness: weights of what is there / all weights.
 * Freshness: mean of the items' freshness by weight, null while nothing is there. Gaps: what is missing or stale, by the weight that is lost (weight, or weight * (1 - freshness));
 * equal ones in the order of the sections. Items of weight 0 are not asked for.
 */
export function standingOf(known: ReadonlyMap<Item, DayString>, rules: DossierRules, today: DayString): Standing {
  let [all, there, fresh] = [0, 0, 0];
  const gaps: (Gap & { loss: number })[] = [];
  for (const item of ITEMS) {
    const { weight, halfLife } = rules[item];
    if (weight === 0) continue;
    all += weight;
    const knownAsOf = known.get(item) ?? null;
    if (knownAsOf === null) {
      gaps.push({ item, what: 'missing', weight, freshness: null, knownAsOf: null, loss: weight });
      continue;
    }
    const freshness = freshnessOf(knownAsOf, today, halfLife);
    there += weight;
    fresh += weight * freshness;
    if (freshness < STALE_BELOW) {
      gaps.push({
        item,
        what: 'stale',
        weight,
        freshness: rounded(freshness),
        knownAsOf,
        loss: weight * (1 - freshness),
      });
    }
  }
  gaps.sort((a, b) => b.loss - a.loss || ITEMS.indexOf(a.item) - ITEMS.indexOf(b.item));
  return {
    completeness: all === 0 ? 0 : rounded(there / all),
    freshness: there === 0 ? null : rounded(fresh / there),
    gaps: gaps.map(({ loss: _loss, ...gap }) => gap),
  };
}

/** What is wrong with the settings; empty when they may be saved. */
export function checkDossierRules(rules: DossierRules): FieldProblem[] {
  if (ITEMS.some((item) => rules[item].weight > 0)) return [];
  return [
    { field: `rules.${ITEMS[0]}.weight`, expected: 'at least one weight above 0', rule: 'exclusiveMinimum', limit: 0 },
  ];
}

/** Settings as stored, whatever version wrote them: what is missing or unknown has its default. */
export function completeDossierRules(stored: unknown): DossierRules {
  const kept = (stored ?? {}) as Partial<DossierRules>;
  return Object.fromEntries(ITEMS.map((item) => [item, kept[item] ?? defaultDossierRules[item]])) as DossierRules;
}
