import { describe, expect, test } from 'vitest';
import { defaultRules } from '../settings/public.ts';
import { concentration, disagreements, pareto, topCount } from './rules-pareto.ts';
import { rfmByBands, rfmByQuintiles } from './rules-rfm.ts';
import { activeWindow, dormantWindow, exactXyz, growsBy, growth, isDormant, quartersUp, xyz } from './rules-rhythm.ts';
import { proposeTier, type TierCase } from './rules-tiers.ts';
import { comparePeriods, whatIf } from './rules-what-if.ts';

const rows = (...amounts: number[]) =>
  amounts.map((amount, index) => ({ id: `a${String(index).padStart(3, '0')}`, amount: BigInt(amount) }));
const classes = (...amounts: number[]) =>
  pareto(rows(...amounts), defaultRules)
    .standings.map((standing) => standing.class)
    .join('');

describe('classes', () => {
  test('come from the cumulative share before the account', () => {
    expect(classes(40, 40, 20)).toBe('AAB');
    expect(classes(100)).toBe('A');
    expect(classes(80, 15, 5)).toBe('ABC');
    expect(classes(79, 15, 5, 1)).toBe('AABC');
  });

  test('leave zero and negative amounts outside the base', () => {
    const found = pareto(rows(100, 0, -30), defaultRules);
    expect(found.standings.map((standing) => standing.class)).toEqual(['A', 'N', 'N']);
    expect(found).toMatchObject({ base: 100n, total: 70n, buying: 1 });
    expect(found.standings.map((standing) => standing.share)).toEqual([1, 0, null]);
    expect(classes(0, -5)).toBe('NN');
  });

  test('ties are stable by id', () => {
    const [a, b] = rows(5, 5);
    expect(pareto([b!, a!], defaultRules).standings.map((standing) => standing.row.id)).toEqual(['a000', 'a001']);
  });
});

describe('the rules side by side', () => {
  test('ten percent is inclusive, eighty minimal, the top fifth rounded up', () => {
    const found = pareto(rows(50, 20, 10, 10, 5, 5), defaultRules);
    expect(found.rules.tenPercent).toEqual(['a000', 'a001', 'a002', 'a003']);
    expect(found.rules.eighty).toEqual({ count: 3, share: 0.8 });
    expect(found.rules.topFifth).toEqual({ count: 2, of: 6, share: 0.7 });
    expect([0, 1, 5, 6, 89, 90].map((count) => topCount(count, 0.2))).toEqual([0, 1, 1, 2, 18, 18]);
  });

  test('disagree in view', () => {
    const found = pareto(rows(50, 20, 10, 10, 5, 5), defaultRules);
    expect(disagreements(found.standings)).toEqual([
      { in: 'tenPercent', notIn: 'eighty', ids: ['a003'] },
      { in: 'tenPercent', notIn: 'topFifth', ids: ['a002', 'a003'] },
      { in: 'eighty', notIn: 'topFifth', ids: ['a002'] },
    ]);
  });

  test('an empty base has counts of zero and no shares', () => {
    expect(pareto([], defaultRules).rules).toEqual({
      tenPercent: [],
      eighty: { count: 0, share: null },
      topFifth: { count: 0, of: 0, share: null },
    });
  });
});

describe('concentration', () => {
  test('published cases', () => {
    expect(concentration(rows(30, 30, 20, 20)).hhi).toBeCloseTo(2600, 9);
    expect(concentration(rows(7))).toMatchObject({ hhi: 10_000, effectiveNumber: 1, cr1: 1, cr10: 1, reason: null });
    expect(concentration(rows(1, 1, 1, 1)).effectiveNumber).toBeCloseTo(4, 9);
  });

  test('an empty base gives n/a with the reason', () => {
    expect(concentration(rows(0, -5))).toMatchObject({
      hhi: null,
      cr1: null,
      reason: { code: 'concentration.emptyBase' },
    });
  });
});

describe('XYZ', () => {
  const of = (...months: number[]) => xyz(months.map(BigInt), defaultRules.xyz);
  test('classes by the sample coefficient of variation', () => {
    expect(of(100, 100, 100, 100, 100, 100).class).toBe('X');
    expect(of(100, 120, 80, 100, 120, 80)).toMatchObject({
      class: 'Y',
      variation: { value: expect.closeTo(0.178885, 6) },
    });
    expect(of(100, 0, 300, 0, 100, 0).class).toBe('Z');
  });

  test('needs six months and a positive mean', () => {
    expect(of(1, 1, 1, 1, 1)).toMatchObject({ class: 'N', variation: { reason: { code: 'xyz.shortHistory' } } });
    expect(of(0, 0, 0, 0, 0, 0).variation.reason?.code).toBe('xyz.noMean');
    expect(of(-5, 1, 1, 1, 1, 0).variation.reason?.code).toBe('xyz.noMean');
  });

  test('a variation of exactly the threshold is the class above', () => {
    const months = [90, 110, 90, 110, 100].map(BigInt);
    const rules = { x: 0.1, y: 0.25, minimumMonths: 5 };
    expect(exactXyz(months, rules).variation.value).toBeCloseTo(0.1, 12);
    expect(xyz(months, rules).class).toBe('Y');
  });
});

describe('RFM', () => {
  test('published case, fixed bands', () => {
    const score = (recency: number, frequency: number, monetary: number) =>
      rfmByBands({ id: '', recency, frequency, monetary }).code;
    expect([score(2, 12, 6_000), score(6, 18, 9_000), score(8, 35, 40_000), score(0, 1, 1_000)]).toEqual([
      '422',
      '322',
      '244',
      '511',
    ]);
    expect(score(3, 40, 50_000)).toBe('444');
  });

  test('quintiles; fewer than five accounts have a rank only', () => {
    const row = (id: string, value: number) => ({ id, recency: 10 - value, frequency: value, monetary: value });
    const five = [1, 2, 3, 4, 5].map((value) => row(`r${value}`, value));
    expect(rfmByQuintiles(five).map((score) => score.code)).toEqual(['111', '222', '333', '444', '555']);
    expect(rfmByQuintiles(five.slice(0, 4)).map((score) => [score.rank, score.code])).toEqual([
      [4, null],
      [3, null],
      [2, null],
      [1, null],
    ]);
  });
});

describe('growth and activity', () => {
  test('growth has a reason where it has no value', () => {
    expect(growth(120n, 100n)).toEqual({ value: 0.2, reason: null });
    expect(growth(120n, 0n).reason?.code).toBe('growth.noBase');
    expect(growth(120n, -1n).reason?.code).toBe('growth.noBase');
    expect(growth(120n, null).reason?.code).toBe('growth.shortHistory');
    expect(growsBy(120n, 100n, 0.2)).toBe(true);
    expect(growsBy(119_999n, 100_000n, 0.2)).toBe(false);
  });

  test('quarters compare with the same months a year before', () => {
    const before = Array.from({ length: 12 }, () => 10n);
    const now = [9n, 10n, 10n, 11n, 10n, 10n, 11n, 10n, 10n, 11n, 10n, 10n];
    expect(quartersUp([...before, ...now], 4)).toEqual({ up: 3, of: 4 });
    expect(quartersUp(now, 4)).toBeNull();
  });

  test('windows include both ends', () => {
    expect(activeWindow('2013-06-30', defaultRules.active).from).toBe('2013-04-02');
    expect(dormantWindow('2013-06-30', defaultRules.active).from).toBe('2013-01-02');
    expect(isDormant('2013-01-02', '2013-06-30', defaultRules.active)).toBe(false);
    expect(isDormant('2013-01-01', '2013-06-30', defaultRules.active)).toBe(true);
    expect(isDormant(null, '2013-06-30', defaultRules.active)).toBe(false);
  });
});

describe('tier proposals', () => {
  const base: TierCase = {
    amount: 100n,
    prior: 100n,
    total: 10_000n,
    share: 0.01,
    rank: 40,
    rules: ['eighty'],
    quartersUp: { up: 2, of: 4 },
    lastPurchase: '2024-06-20',
    silentBefore: '2024-01-03',
    today: '2024-07-05',
    currentTier: null,
    isSetByHand: false,
    reviewOn: null,
    missedBefore: 0,
  };
  const propose = (change: Partial<TierCase>) => proposeTier({ ...base, ...change }, defaultRules);
  const words = (change: Partial<TierCase>) => {
    const { act, tier, reasons } = propose(change);
    return [act, tier, ...reasons.map((reason) => reason.code)].join(' ');
  };

  test('key: ten percent, or in the eighty set and within the programme', () => {
    expect(words({ rank: 26 })).toBe('assign standard tier.noRule');
    expect(words({ rank: 25 })).toBe('assign key tier.eighty');
    expect(words({ rules: ['tenPercent'], rank: 30, currentTier: 'standard' })).toBe('promote key tier.tenPercent');
  });

  test('emerging: growth, steadiness and a minimum share together', () => {
    const grows = { prior: 80n, quartersUp: { up: 3, of: 4 } };
    expect(words({ ...grows, currentTier: 'standard' })).toBe('promote emerging tier.growth tier.quartersUp');
    expect(propose({ ...grows, total: 50_001n }).tier).toBe('standard');
    expect(propose({ ...grows, total: 50_000n }).tier).toBe('emerging');
    expect(propose({ ...grows, quartersUp: { up: 2, of: 4 } }).tier).toBe('standard');
    expect(propose({ ...grows, prior: null }).tier).toBe('standard');
    expect(propose({ ...grows, prior: 84n }).tier).toBe('standard');
  });

  test('never bought is a prospect, long silence is dormant', () => {
    expect(words({ lastPurchase: null, rules: [], amount: 0n })).toBe('assign prospect tier.neverBought');
    expect(words({ lastPurchase: '2023-12-31', currentTier: 'standard' })).toBe('stepDown dormant tier.silent');
    expect(words({ lastPurchase: '2023-12-31', rules: ['tenPercent'], currentTier: 'key' })).toBe(
      'keep key tier.tenPercent tier.silent',
    );
    expect(words({ currentTier: 'dormant' })).toBe('promote standard tier.noRule');
  });

  test('a key account steps down after two missed reviews running', () => {
    const first = propose({ currentTier: 'key' });
    expect([first.act, first.tier, first.byRules, first.missed]).toEqual(['keep', 'key', 'standard', 1]);
    expect(words({ currentTier: 'key', missedBefore: first.missed })).toBe(
      'stepDown standard tier.keyMissed tier.noRule',
    );
    expect(propose({ currentTier: 'key', rank: 3, missedBefore: 1 }).missed).toBe(0);
    expect(propose({ currentTier: 'key', lastPurchase: '2023-12-31' }).tier).toBe('dormant');
  });

  test('a tier set by hand is respected until its review date', () => {
    const hand = { currentTier: 'key' as const, isSetByHand: true, missedBefore: 5 };
    expect(words(hand)).toBe('keep key tier.byHand tier.noRule');
    expect(words({ ...hand, reviewOn: '2024-07-06' })).toBe('keep key tier.byHand tier.noRule');
    expect(words({ ...hand, reviewOn: '2024-07-05' })).toBe('stepDown standard tier.keyMissed tier.noRule');
  });
});

describe('what if', () => {
  test('losing accounts shows what is left and what each costs', () => {
    const some = rows(50, 30, 10, 10).map((row) => ({ ...row, margin: row.id === 'a000' ? 5n : 15n }));
    const found = whatIf(some, new Set(['a000', 'nobody']), defaultRules);
    expect(found.after.total).toBe(50n);
    expect(found.after.margin).toBe(45n);
    expect(found.after.concentration.hhi).toBeCloseTo(10_000 * (0.36 + 0.04 + 0.04), 9);
    expect(found.losses).toEqual([
      { id: 'a000', amount: 50n, share: 0.5, margin: 5n, marginShare: 0.1, hhiWithout: expect.closeTo(4400, 9) },
    ]);
    expect(found.lost).toEqual({ amount: 50n, share: 0.5, margin: 5n, marginShare: 0.1 });
    expect(found.entered.topFifth).toEqual(['a001']);
  });

  test('losing everybody is n/a', () => {
    const found = whatIf(rows(5), new Set(['a000']), defaultRules);
    expect(found.after.concentration.hhi).toBeNull();
    expect(found.losses[0]!.hhiWithout).toBeNull();
  });

  test('periods compare', () => {
    const now = [
      { id: 'x', amount: 10n },
      { id: 'y', amount: 90n },
    ];
    const before = [
      { id: 'x', amount: 90n },
      { id: 'z', amount: 10n },
    ];
    const found = comparePeriods(now, before, defaultRules);
    expect(found.total.growth.value).toBe(0);
    expect(found.movements.map(({ id, classBefore, classNow }) => `${id}:${classBefore}>${classNow}`)).toEqual([
      'y:null>A',
      'x:A>B',
      'z:B>null',
    ]);
  });
});
