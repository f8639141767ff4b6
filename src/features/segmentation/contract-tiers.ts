import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, Moment, Money, oneOf, orNull, PageInput } from '../../pure/shapes.ts';
import { STATES } from '../approvals/contract.ts';
import * as shapes from './contract-shapes.ts';

const on = { anchor: 'account' } as const;

export const Tier = Type.Object({
  id: Id,
  tier: oneOf(shapes.TIERS),
  since: Moment,
  until: orNull(Moment),
  origin: oneOf(['proposal', 'hand'] as const),
  reasonCode: Type.String(),
  reason: Type.String(),
  reviewOn: orNull(Day),
  setBy: orNull(Type.Object({ id: Id, name: Type.String() })),
});
export type Tier = Type.Static<typeof Tier>;

export const getStanding = operation({
  ...on,
  name: 'getStanding',
  method: 'GET',
  path: '/accounts/{id}/standing',
  summary: 'What the company-wide review published on an account: share, rank, class, rules and tier of its group',
  permission: 'segmentation.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    period: orNull(shapes.Span),
    basis: orNull(oneOf(shapes.BASES)),
    computedAt: orNull(Moment),
    standsFor: orNull(
      Type.Object(
        { id: Id, name: Type.String() },
        { description: 'The group whose standing this is; null: the account’s own, or one that is hidden' },
      ),
    ),
    isGroups: Type.Boolean({ description: 'The standing is that of the group above' }),
    excluded: orNull({ ...Type.String(), description: 'Why the account stays outside of reviews' }),
    rank: orNull(Type.Integer()),
    share: orNull(Type.Number()),
    class: orNull(oneOf(shapes.CLASSES)),
    xyz: orNull(oneOf(shapes.XYZ)),
    rules: Type.Array(oneOf(shapes.KEY_RULES)),
    countsAs: orNull(oneOf(shapes.TIERS)),
    tier: orNull(Tier),
    proposal: orNull(shapes.Proposal),
    can: Type.Object({
      setTier: Type.Boolean(),
      askTier: Type.Boolean({
        description: 'Becoming a key account, and ceasing to be one, is asked for and decided by others (`askForTier`)',
      }),
    }),
  }),
});

export const listTierHistory = operation({
  ...on,
  name: 'listTierHistory',
  method: 'GET',
  path: '/accounts/{id}/tiers',
  summary: 'The tiers that an account had, newest first, with who set them and why',
  permission: 'segmentation.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(Tier) }),
});

const TierWish = Type.Object({
  id: Id,
  tier: oneOf(shapes.TIERS),
  reasonCode: oneOf(shapes.TIER_REASONS),
  reason: Type.Optional(Type.String({ maxLength: 1000, default: '', description: 'Needed with `other`' })),
  reviewOn: orNull({ ...Day, description: 'From this day on the rules have their say again; null: never' }),
  current: orNull({ ...Id, description: 'The id of the tier in force that was read; a stale one is refused' }),
});
export type TierWish = Type.Static<typeof TierWish>;

export const setTier = operation({
  ...on,
  name: 'setTier',
  method: 'PUT',
  path: '/accounts/{id}/tier',
  summary: 'Set the tier of an account by hand, with a reason; kept until the review date, whatever the rules say',
  permission: 'segmentation.setTier',
  audit: 'set a tier',
  input: TierWish,
  output: Tier,
});

export const askForTier = operation({
  ...on,
  name: 'askForTier',
  method: 'POST',
  path: '/accounts/{id}/tier-requests',
  summary:
    'Ask that an account becomes a key account, or ceases to be one, where the organisation wants that approved; it is set when it is approved',
  permission: 'segmentation.askTier',
  audit: 'asked for a tier',
  input: TierWish,
  output: Type.Object({ id: Id, state: oneOf(STATES) }),
});

const ProposalRow = Type.Object({
  id: Id,
  externalId: Type.String(),
  name: Type.String(),
  rank: Type.Integer(),
  amount: Money,
  share: orNull(Type.Number()),
  tier: orNull(oneOf(shapes.TIERS)),
  proposal: shapes.Proposal,
});

export const listTierProposals = operation({
  ...on,
  name: 'listTierProposals',
  method: 'GET',
  path: '/tier-proposals',
  summary: 'Tiers that the published review proposes and nobody decided yet, by rank',
  permission: 'segmentation.setTier',
  input: Type.Object({ act: Type.Optional(oneOf(shapes.ACTS)), ...PageInput }),
  output: Type.Object({
    reviewId: orNull(Id),
    period: orNull(shapes.Span),
    count: Type.Integer({ description: 'Of all of them' }),
    rows: Type.Array(ProposalRow),
    next: orNull(Type.String()),
  }),
});

export const acceptTiers = operation({
  ...on,
  name: 'acceptTiers',
  method: 'POST',
  path: '/tier-proposals/acceptance',
  summary: 'Accept tier proposals of the published review: the named ones, or all that ask for a decision',
  permission: 'segmentation.setTier',
  audit: 'accepted tier proposals',
  input: Type.Object({
    reviewId: { ...Id, description: 'The review that was read; refused when a newer one was published' },
    accounts: Type.Optional(
      Type.Array(Type.Object({ id: Id, tier: oneOf(shapes.TIERS) }), {
        minItems: 1,
        maxItems: 200,
        description: 'With the tier that was read; left out: all that ask',
      }),
    ),
  }),
  output: Type.Object({ accepted: Type.Integer() }),
});
