import Type, { type Static } from 'typebox';
import { CurrencyCode, Day, Decimal, Id, Moment, Money, oneOf, orNull } from '../../pure/shapes.ts';

export const BASES = ['revenue', 'margin', 'received', 'ordered'] as const;
export const LEVELS = ['group', 'entity', 'outlet'] as const;
export const CLASSES = ['A', 'B', 'C', 'N'] as const;
export const XYZ = ['X', 'Y', 'Z', 'N'] as const;
export const TIERS = ['key', 'emerging', 'standard', 'prospect', 'dormant'] as const;
export const KEY_RULES = ['tenPercent', 'eighty', 'topFifth'] as const;
/** What the list of accounts is sorted by. */
export const SORTS = [
  'rank',
  'name',
  'tier',
  'amount',
  'share',
  'cumulativeShare',
  'class',
  'growth',
  'margin',
  'rules',
  'proposal',
] as const;
export const ACTS = ['assign', 'promote', 'keep', 'stepDown'] as const;
/** Why somebody sets a tier by hand. */
export const TIER_REASONS = ['brand_image', 'segment_leader', 'growth', 'market_signal', 'other'] as const;

export const Reason = Type.Object(
  {
    code: Type.String(),
    params: Type.Unsafe<Record<string, string | number>>({ type: 'object', additionalProperties: true }),
  },
  { description: 'Why; screens translate the code and fill in the params' },
);
export const Figure = Type.Object({ value: orNull(Type.Number()), reason: orNull(Reason) });
export const Span = Type.Object({ from: Day, to: Day });
const Share = orNull(Type.Number({ description: '0 to 1' }));

export const Proposal = Type.Object({
  tier: oneOf(TIERS),
  act: oneOf(ACTS),
  reasons: Type.Array(Reason),
  isAsking: Type.Boolean({ description: 'Somebody has to decide; otherwise it confirms what is' }),
});
export type Proposal = Static<typeof Proposal>;

/** One account of a review. Of people who see only some accounts, share to tier are those of the published review. */
export const KeyAccountRow = Type.Object({
  id: Id,
  externalId: Type.String(),
  name: Type.String(),
  group: orNull(Type.Object({ id: Id, name: Type.String() })),
  amount: Money,
  priorAmount: Money,
  margin: Type.Optional(orNull(Money)),
  growth: Figure,
  months: Type.Array(Decimal, { description: 'One amount per month, the oldest first, from `monthsFrom` on' }),
  rank: orNull(Type.Integer()),
  share: Share,
  cumulativeShare: Type.Optional(Share),
  class: orNull(oneOf(CLASSES)),
  xyz: orNull(oneOf(XYZ)),
  rules: Type.Array(oneOf(KEY_RULES)),
  tier: orNull({ ...oneOf(TIERS), description: 'In force; null: none was set' }),
  countsAs: orNull({ ...oneOf(TIERS), description: 'The tier in force, else the proposed one' }),
  proposal: Type.Optional(orNull(Proposal)),
});
export type KeyAccountRow = Static<typeof KeyAccountRow>;

export const Concentration = Type.Object({
  cr1: Share,
  cr3: Share,
  cr5: Share,
  cr10: Share,
  hhi: orNull(Type.Number()),
  effectiveNumber: orNull(Type.Number()),
  reason: orNull(Reason),
});
const Named = Type.Object({ id: Id, name: Type.String() });
const RuleAnswer = Type.Object({ count: Type.Integer(), share: Share });

/** What only those who see the whole company are told; given with the first page. */
export const Company = Type.Object({
  headline: Type.Object({
    keyCount: Type.Integer(),
    keyShare: Share,
    largest: orNull(Type.Object({ id: Id, name: Type.String(), share: Share })),
  }),
  base: Money,
  hasMargin: Type.Boolean({ description: 'Costs cover enough of the lines to state a margin' }),
  concentration: Concentration,
  previous: orNull(Type.Object({ period: Span, total: Money, growth: Figure, concentration: Concentration })),
  rules: Type.Object({
    tenPercent: RuleAnswer,
    eighty: RuleAnswer,
    topFifth: Type.Object({ ...RuleAnswer.properties, of: Type.Integer() }),
  }),
  thresholds: Type.Object({
    tenPercent: Type.Number(),
    eighty: Type.Number(),
    topFifth: Type.Number(),
    a: Type.Number(),
    b: Type.Number(),
    programmeSize: Type.Integer(),
  }),
  disagreements: Type.Array(
    Type.Object({
      in: oneOf(KEY_RULES),
      notIn: oneOf(KEY_RULES),
      count: Type.Integer(),
      accounts: Type.Array(Named, { description: 'The largest of them' }),
    }),
  ),
  pareto: Type.Object({
    points: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        amount: Decimal,
        cumulativeShare: Type.Number(),
        class: oneOf(CLASSES),
      }),
      { description: 'The largest accounts, in order' },
    ),
    tail: orNull(
      Type.Object(
        { count: Type.Integer(), amount: Money },
        { description: 'The buying accounts after these points, together' },
      ),
    ),
    classes: Type.Object({ a: Type.Integer(), b: Type.Integer(), c: Type.Integer(), n: Type.Integer() }),
  }),
});
export type Company = Static<typeof Company>;

export const Excluded = Type.Object({
  count: Type.Integer(),
  amount: Money,
  rows: Type.Array(
    Type.Object({ id: Id, externalId: Type.String(), name: Type.String(), amount: Money, reason: Type.String() }),
    { description: 'The largest 200' },
  ),
});

export const KeyAccounts = Type.Object({
  scope: oneOf(['company', 'visible'] as const),
  basis: oneOf(BASES),
  fallback: Type.Boolean({ description: 'Revenue was asked, but there is no invoice: these are orders' }),
  level: oneOf(LEVELS),
  currency: CurrencyCode,
  conversion: orNull(
    Type.Object(
      { base: CurrencyCode, rate: Decimal, day: Day },
      {
        description:
          'Every amount is of the base currency, shown at the rate in force on `day`, the last of the period: one unit of `currency` is `rate` units of `base`; null: nothing is converted',
      },
    ),
  ),
  period: Span,
  isDefaultPeriod: Type.Boolean(),
  comparedWith: Span,
  asOf: orNull({ ...Day, description: 'The newest document of the basis; null: there is none' }),
  isPartial: Type.Boolean({ description: 'The period ends after the newest document' }),
  computedAt: orNull(Moment),
  publishedPeriod: orNull(
    Type.Object(Span.properties, {
      description:
        'Of the published review whose share, rank, class, rules and tier are shown; null: they are of an unpublished one',
    }),
  ),
  monthsFrom: Day,
  totals: Type.Object(
    {
      total: Money,
      margin: Type.Optional(orNull(Money)),
      coverage: Type.Optional(orNull(Type.Number({ description: 'Lines with a cost, of all lines: 0 to 1' }))),
      accounts: Type.Integer(),
      buying: Type.Integer(),
      activeBase: Type.Integer(),
      keyCount: Type.Integer(),
    },
    { description: 'With scope `visible`: of the accounts that one may see, not of the company' },
  ),
  company: Type.Optional(orNull(Company)),
  excluded: Excluded,
  rows: Type.Array(KeyAccountRow),
  next: orNull(Type.String()),
  can: Type.Object({
    seeAll: Type.Boolean(),
    review: Type.Boolean(),
    setTier: Type.Boolean(),
    seeMargin: Type.Boolean(),
    export: Type.Boolean(),
  }),
});
export type KeyAccounts = Static<typeof KeyAccounts>;
