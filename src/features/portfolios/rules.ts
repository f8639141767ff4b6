import type { Load, NormKey, Norms } from './contract-shapes.ts';

/** The defaults of the product: one or two very large accounts, or a portfolio of 10 to 25; calls a year by class. */
export const defaultNorms: Norms = {
  kam: { from: 1, to: 2 },
  account_manager: { from: 10, to: 25 },
  weights: { key: 1, emerging: 1, standard: 1, prospect: 1, dormant: 1 },
  calls: { A: 12, B: 6, C: 2, N: 1 },
};

/** What is wrong with norms; empty when they may be saved. */
export function checkNorms(norms: Norms): { field: string; expected: string; found: string }[] {
  return (['kam', 'account_manager'] as const).flatMap((key) =>
    norms[key].to < norms[key].from
      ? [{ field: `norms.${key}.to`, expected: `not below ${norms[key].from}`, found: String(norms[key].to) }]
      : [],
  );
}

/** By which norm somebody is measured: as was said of them, else by their role; who manages accounts beside another role has the wider one. */
export function normOf(roles: readonly string[], said: NormKey | null): NormKey {
  if (said !== null) return said;
  if (roles.includes('account_manager')) return 'account_manager';
  return roles.includes('kam') ? 'kam' : 'none';
}

/** Accounts of one person that are alike: how many, the sum of their shares in per cent, and revenue by these shares. */
export interface Held {
  tier: string;
  class: string | null;
  accounts: number;
  share: number;
  revenue: bigint;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/**
 * The load of one person: every account counts as much as its tier weighs, times the share of its work. `by`: how far it is below or above the norm. Warns, never blocks.
 */
export function loadOf(held: readonly Held[], norms: Norms, key: NormKey): Omit<Load, 'revenue'> & { revenue: bigint } {
  const norm = key === 'none' ? null : norms[key];
  const tiers = new Map<string, { accounts: number; points: number }>();
  let [accounts, touches, revenue] = [0, 0, 0n];
  for (const one of held) {
    const weight = (norms.weights as Record<string, number>)[one.tier] ?? 1;
    const calls = (norms.calls as Record<string, number>)[one.class ?? 'N'] ?? 0;
    const tier = tiers.get(one.tier) ?? { accounts: 0, points: 0 };
    tiers.set(one.tier, {
      accounts: tier.accounts + one.accounts,
      points: tier.points + (one.share * weight) / 100,
    });
    accounts += one.accounts;
    touches += (one.share * calls) / 100;
    revenue += one.revenue;
  }
  const byTier = Object.keys(norms.weights).flatMap((tier) => {
    const found = tiers.get(tier);
    return found ? [{ tier, accounts: found.accounts, points: rounded(found.points) }] : [];
  });
  const points = rounded([...tiers.values()].reduce((sum, tier) => sum + tier.points, 0));
  const below = norm === null ? 0 : rounded(Math.max(0, norm.from - points));
  const above = norm === null ? 0 : rounded(Math.max(0, points - norm.to));
  const state = norm === null ? 'none' : above > 0 ? 'over' : below > 0 ? 'under' : 'within';
  return {
    ...{ key, norm, points, accounts, byTier, revenue },
    ...{ touches: Math.round(touches), state, by: above || below },
  };
}

const plain = (language: string) => language.toLowerCase().split('-')[0]!;

/**
 * What a move does to the languages of an account: those that the receiver does not speak, and of these the ones that the present manager does; null where nothing is known
 * of the receiver.
 */
export function languageGap(
  account: readonly string[],
  from: readonly string[],
  to: readonly string[],
): { missing: string[]; lost: string[] } | null {
  if (to.length === 0) return null;
  const speaks = (languages: readonly string[], language: string) =>
    languages.some((one) => plain(one) === plain(language));
  const missing = account.filter((language) => !speaks(to, language));
  return { missing, lost: missing.filter((language) => speaks(from, language)) };
}
