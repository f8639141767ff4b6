import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Day, Decimal, Id, Moment, Money, oneOf, orNull, PageInput } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

const MARGINS = { 'ledger.seeMargin': ['margin', 'marginShare', 'hasMargin', 'coverage'] };

/** What is asked about; what is left out has its default. */
const question = {
  basis: Type.Optional({ ...oneOf(shapes.BASES), default: 'revenue' }),
  level: Type.Optional({ ...oneOf(shapes.LEVELS), default: 'group' }),
  from: Type.Optional({ ...Day, description: 'Left out: the last twelve full months' }),
  to: Type.Optional({ ...Day, description: 'The last day, inclusive' }),
  currency: Type.Optional({
    ...CurrencyCode,
    description: 'Amounts are shown in it, at the rate of the period’s last day; left out: the base currency',
  }),
};

const order = {
  sort: Type.Optional({
    ...oneOf(shapes.SORTS),
    description:
      'Left out: by amount, the largest first. margin needs ledger.seeMargin, cumulativeShare segmentation.seeAll, proposal segmentation.setTier',
  }),
  direction: Type.Optional({ ...oneOf(['asc', 'desc'] as const), default: 'asc' }),
};

const words = { maxItems: 10, uniqueItems: true };
const filter = {
  class: Type.Optional(Type.Array(oneOf(shapes.CLASSES), words)),
  tier: Type.Optional(Type.Array(oneOf(shapes.TIERS), { ...words, description: 'In force, else proposed' })),
  rule: Type.Optional(oneOf(shapes.KEY_RULES)),
  asking: Type.Optional(
    Type.Boolean({ description: 'Only those whose tier proposal asks for a decision; needs segmentation.setTier' }),
  ),
};

export const getKeyAccounts = operation({
  name: 'getKeyAccounts',
  method: 'GET',
  path: '/key-accounts',
  summary:
    'Who the key accounts are. With segmentation.seeAll for the whole company; otherwise the accounts that one may see, with what the company-wide review published on them',
  permission: 'segmentation.read',
  anchor: 'account',
  confidential: MARGINS,
  input: Type.Object({ ...question, ...filter, ...order, ...PageInput }),
  output: shapes.KeyAccounts,
});

const Picture = Type.Object({
  total: Money,
  margin: Type.Optional(orNull(Money)),
  accounts: Type.Integer(),
  buying: Type.Integer(),
  concentration: shapes.Concentration,
  rules: shapes.Company.properties.rules,
});

export const getWhatIf = operation({
  name: 'getWhatIf',
  method: 'GET',
  path: '/key-accounts/what-if',
  summary: 'The company without some accounts: revenue, margin, concentration and who would then be key',
  permission: 'segmentation.seeAll',
  anchor: 'account',
  confidential: MARGINS,
  input: Type.Object({ ...question, ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) }),
  output: Type.Object({
    before: Picture,
    after: Picture,
    lost: Type.Object({
      amount: Money,
      share: orNull(Type.Number()),
      margin: Type.Optional(orNull(Money)),
      marginShare: Type.Optional(orNull(Type.Number())),
    }),
    losses: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        amount: Money,
        share: orNull(Type.Number()),
        margin: Type.Optional(orNull(Money)),
        marginShare: Type.Optional(orNull(Type.Number())),
        hhiWithout: orNull(Type.Number()),
      }),
      { description: 'What losing each costs, the dearest first' },
    ),
    accounts: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        rank: Type.Integer(),
        amount: Money,
        share: orNull(Type.Number()),
        cumulativeShare: orNull(Type.Number()),
        class: oneOf(shapes.CLASSES),
        rules: Type.Array(oneOf(shapes.KEY_RULES)),
        entered: Type.Array(oneOf(shapes.KEY_RULES), {
          description: 'Rules that name it only without the ticked ones',
        }),
      }),
      { description: 'The 25 largest that are left' },
    ),
    entered: Type.Object({ tenPercent: Type.Integer(), eighty: Type.Integer(), topFifth: Type.Integer() }),
  }),
});

export const runReview = operation({
  name: 'runReview',
  method: 'POST',
  path: '/key-accounts/reviews',
  summary: 'Compute the company-wide review anew and publish it on the accounts',
  permission: 'segmentation.review',
  audit: 'ran a review',
  anchor: 'organisation',
  limit: 10,
  input: Type.Object({}),
  output: Type.Object({
    id: Id,
    period: shapes.Span,
    computedAt: Moment,
    accounts: Type.Integer(),
    total: Type.Object({ amount: Decimal, currency: Type.String() }),
  }),
});

export const exportKeyAccounts = operation({
  name: 'exportKeyAccounts',
  method: 'GET',
  path: '/key-accounts/export',
  summary: 'Everything that the list shows, as CSV or XLSX',
  permission: 'segmentation.export',
  audit: 'exported key accounts',
  anchor: 'account',
  answer: 'file',
  input: Type.Object({
    ...question,
    ...filter,
    ...order,
    format: Type.Optional({ ...oneOf(['csv', 'xlsx'] as const), default: 'csv' }),
  }),
  output: Type.Object({}),
});

export {
  acceptTiers,
  askForTier,
  getStanding,
  listTierHistory,
  listTierProposals,
  setTier,
  type TierWish,
} from './contract-tiers.ts';
