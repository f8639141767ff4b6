import type { Tier } from '../../../ui-kit/Badges.tsx';

export interface Made {
  id: string;
  name: string;
  group: string;
  amount: number;
  share: number;
  cumulative: number;
  class: string;
  xyz: string;
  tier: Tier;
  growth: number | null;
  months: number[];
  rules: string;
}

const names = [
  'Nordwind Markt Gruppe',
  'Metro Centrum',
  'Лента Дистрибуция',
  'Café & Co. Großhandel',
  'Océane Distribution',
  'Baltika Foodservice',
  'Hofladen Süd',
  'Vkusny Dom',
  'Greenleaf Stores',
  'Porto Alimentar',
  'Kaufland Ost',
  'Tavola Fresca',
];

/** A seeded series, the same on every run. */
function series(seed: number) {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Invented accounts with a Pareto-like spread. */
export function madeUp(count: number): Made[] {
  const next = series(7);
  const raw = Array.from({ length: count }, (_, at) => 2_400_000 / (at + 1) ** 1.05 + next() * 8000);
  raw.sort((a, b) => b - a);
  const total = raw.reduce((sum, one) => sum + one, 0);
  let before = 0;
  return raw.map((amount, at) => {
    const klass = before < 0.8 ? 'A' : before < 0.95 ? 'B' : 'C';
    before += amount / total;
    const share = amount / total;
    const drift = (next() - 0.45) * 0.04;
    return {
      id: `a${at}`,
      name: names[at] ?? `${names[at % names.length]} ${at + 1}`,
      group: at % 3 === 0 ? 'Nordwind Holding' : '',
      amount,
      share,
      cumulative: before,
      class: klass,
      xyz: 'XYZ'[Math.floor(next() * 3)]!,
      tier: share >= 0.1 || at < 5 ? 'key' : at % 7 === 3 ? 'emerging' : at % 11 === 9 ? 'dormant' : 'standard',
      growth: at % 9 === 8 ? null : (next() - 0.42) * 0.6,
      months: Array.from({ length: 24 }, (_, month) => (amount / 12) * (1 + drift * month + (next() - 0.5) * 0.5)),
      rules: share >= 0.1 ? '10 %, 80 %, 20 %' : klass === 'A' ? '80 %' : '',
    };
  });
}
