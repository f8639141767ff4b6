import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, Moment, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { confidential } from './contract-figures.ts';
import * as shapes from './contract-shapes.ts';

const on = { anchor: 'account' } as const;

export const getStructure = operation({
  ...on,
  name: 'getStructure',
  method: 'GET',
  path: '/accounts/{id}/structure',
  summary: 'What stands above and directly below an account, as far as one may see',
  permission: 'accounts.read',
  confidential,
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ancestors: Type.Array(shapes.AccountName),
    children: Type.Array(
      Type.Object({
        ...shapes.AccountName.properties,
        revenue: shapes.AccountRow.properties.revenue,
        below: Type.Integer({ description: 'Accounts below this child' }),
      }),
    ),
    more: Type.Boolean({ description: 'There are more children than these 200: the list with `below` shows them all' }),
    version: Version,
    can: Type.Object({ structure: Type.Boolean() }),
  }),
});

export const setParent = operation({
  ...on,
  name: 'setParent',
  method: 'PUT',
  path: '/accounts/{id}/parent',
  summary: 'Place an account under another, or at the top; everything below it moves along',
  permission: 'accounts.structure',
  audit: 'moved an account in the structure',
  input: Type.Object({ id: Id, version: Version, parentId: orNull(Id), reason: shapes.Reason }),
  output: Type.Object({ version: Version }),
});

export const makeGroup = operation({
  ...on,
  name: 'makeGroup',
  method: 'POST',
  path: '/accounts/groups',
  summary: 'Make a group over chosen accounts',
  permission: 'accounts.structure',
  audit: 'made a group',
  input: Type.Object({
    name: shapes.Text(500),
    accountIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    reason: shapes.Reason,
  }),
  output: Type.Object({ id: Id }),
});

export const listStructureHistory = operation({
  ...on,
  name: 'listStructureHistory',
  method: 'GET',
  path: '/accounts/{id}/structure/history',
  summary: 'Under what an account stood, since when, and who placed it there; newest first',
  permission: 'accounts.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Id,
        parent: orNull(shapes.AccountName),
        toTop: Type.Boolean({ description: 'It was placed at the top' }),
        since: Moment,
        setBy: orNull(shapes.PersonName),
        origin: oneOf(['import', 'proposal', 'hand', 'undo'] as const),
        reason: orNull(Type.String()),
      }),
    ),
  }),
});

export const setExclusion = operation({
  ...on,
  name: 'setExclusion',
  method: 'PUT',
  path: '/accounts/{id}/exclusion',
  summary: 'Leave an account and everything below it out of the key accounts, with the reason',
  permission: 'accounts.structure',
  audit: 'excluded an account',
  input: Type.Object({
    id: Id,
    reason: oneOf(shapes.EXCLUSION_REASONS),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  }),
  output: Done,
});

export const clearExclusion = operation({
  ...on,
  name: 'clearExclusion',
  method: 'DELETE',
  path: '/accounts/{id}/exclusion',
  summary: 'Count an account among the others again',
  permission: 'accounts.structure',
  audit: 'ended the exclusion of an account',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const listExclusions = operation({
  ...on,
  name: 'listExclusions',
  method: 'GET',
  path: '/accounts/exclusions',
  summary: 'The accounts that are left out of the key accounts, with who said so and why; newest first',
  permission: 'accounts.read',
  confidential,
  input: Type.Object(PageInput),
  output: page(
    Type.Object({
      account: shapes.AccountName,
      revenue: shapes.AccountRow.properties.revenue,
      reason: oneOf(shapes.EXCLUSION_REASONS),
      note: Type.String(),
      since: Moment,
      setBy: orNull(shapes.PersonName),
    }),
  ),
});

const STATES = ['open', 'accepted', 'declined'] as const;
const Party = Type.Object({
  ...shapes.AccountName.properties,
  city: orNull(Type.String()),
  country: orNull(Type.String()),
  externalId: Type.String(),
  revenue: shapes.AccountRow.properties.revenue,
});

export const proposeGroups = operation({
  ...on,
  name: 'proposeGroups',
  method: 'POST',
  path: '/group-proposals',
  summary: 'Look for accounts that belong together: same tax id, name stem, address, or domain of mail and web',
  permission: 'accounts.structure',
  audit: 'looked for accounts that belong together',
  input: Type.Object({}),
  output: Type.Object({
    open: Type.Integer({ description: 'Proposals that wait for a decision now' }),
    tooCommon: Type.Integer({ description: 'Values that so many accounts share that they prove nothing' }),
  }),
});

export const listProposals = operation({
  ...on,
  name: 'listProposals',
  method: 'GET',
  path: '/group-proposals',
  summary: 'Pairs of accounts that may belong together, with the evidence; strongest first',
  permission: 'accounts.structure',
  confidential,
  input: Type.Object({ ...PageInput, state: Type.Optional({ ...oneOf(STATES), default: 'open' }) }),
  output: page(
    Type.Object({
      id: Id,
      account: Party,
      with: Party,
      evidence: Type.Array(Type.Object({ kind: oneOf(shapes.EVIDENCE), value: Type.String() })),
      strength: Type.Number({ description: '0 to 1' }),
      state: oneOf(STATES),
      decidedBy: orNull(shapes.PersonName),
      decidedAt: orNull(Moment),
      group: orNull(shapes.AccountName),
    }),
  ),
});

export const decideProposals = operation({
  ...on,
  name: 'decideProposals',
  method: 'POST',
  path: '/group-proposals/decisions',
  summary: 'Accept (both come under one group) or decline proposals, one or many',
  permission: 'accounts.structure',
  audit: 'decided on accounts that belong together',
  input: Type.Object({
    ids: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    decision: oneOf(['accept', 'decline'] as const),
  }),
  output: Type.Object({ decided: Type.Integer(), groups: Type.Array(shapes.AccountName) }),
});

export const undoProposal = operation({
  ...on,
  name: 'undoProposal',
  method: 'POST',
  path: '/group-proposals/{id}/undo',
  summary: 'Take a decision back: what an accepted proposal placed under the group stands alone again',
  permission: 'accounts.structure',
  audit: 'took back a decision on accounts that belong together',
  input: Type.Object({ id: Id }),
  output: Done,
});
