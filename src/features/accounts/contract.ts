import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Day, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { shownFields } from '../fields/contract-shapes.ts';
import { confidential } from './contract-figures.ts';
import * as shapes from './contract-shapes.ts';
import { STAGES } from './contract-stages.ts';

export {
  ADDRESS_KINDS,
  type AddressFields,
  type AddressKind,
  addAddress,
  listAddresses,
  type OpenSpan,
  removeAddress,
  saveAddress,
} from './contract-addresses.ts';
export { bulkAccounts, previewBulkAccounts, undoBulkAccounts } from './contract-bulk.ts';
export {
  addIdentifier,
  IDENTIFIER_KINDS,
  type IdentifierKind,
  listIdentifiers,
  removeIdentifier,
  saveIdentifier,
  VAT_COUNTRIES,
} from './contract-identifiers.ts';
export {
  assignLead,
  assignTeam,
  endTeam,
  listTeam,
  previewLead,
  restoreLead,
  saveTeam,
} from './contract-people.ts';
export {
  type Account,
  type AccountName,
  type AccountRow,
  CHANNELS,
  CLASSES,
  COLUMNS,
  type Column,
  DUTIES,
  type Duty,
  EVIDENCE,
  type EvidenceKind,
  EXCLUSION_REASONS,
  type Filter,
  KINDS,
  type Kind,
  SORTS,
  type Sort,
  TIERS,
  type Tier,
} from './contract-shapes.ts';
export { STAGES } from './contract-stages.ts';
export {
  clearExclusion,
  decideProposals,
  getStructure,
  listExclusions,
  listProposals,
  listStructureHistory,
  makeGroup,
  proposeGroups,
  setExclusion,
  setParent,
  undoProposal,
} from './contract-structure.ts';
export {
  addAccountView,
  listAccountViews,
  removeAccountView,
  saveAccountView,
} from './contract-views.ts';

const order = {
  sort: Type.Optional({ ...shapes.Sort, default: 'name' }),
  direction: Type.Optional({ ...oneOf(['asc', 'desc'] as const), default: 'asc' }),
};

export const listAccounts = operation({
  name: 'listAccounts',
  method: 'GET',
  path: '/accounts',
  summary: 'The accounts that one may see: filtered, sorted, page by page. Amounts are in the base currency',
  permission: 'accounts.read',
  anchor: 'account',
  confidential,
  input: Type.Object({
    ...shapes.filterFields,
    ...order,
    ...PageInput,
    ...shownFields,
    columns: Type.Optional(
      Type.Array(oneOf(shapes.COLUMNS), {
        uniqueItems: true,
        description: 'Only these beside id, name, kind, version and mayEdit',
      }),
    ),
  }),
  output: Type.Object({
    ...page(shapes.AccountRow).properties,
    asOf: Type.Optional({
      ...Day,
      description:
        'With the filter `active`: the newest document that one may see, from which its days count; today where there is none',
    }),
  }),
});

export const exportAccounts = operation({
  name: 'exportAccounts',
  method: 'GET',
  path: '/accounts/export',
  summary: 'Everything that the filter matches, as CSV or XLSX',
  permission: 'accounts.export',
  audit: 'exported accounts',
  anchor: 'account',
  answer: 'file',
  input: Type.Object({
    ...shapes.filterFields,
    ...order,
    ...shownFields,
    format: Type.Optional({ ...oneOf(['csv', 'xlsx'] as const), default: 'csv' }),
    columns: Type.Optional(Type.Array(oneOf(shapes.COLUMNS), { uniqueItems: true })),
  }),
  output: Type.Object({}),
});

export const listAccountChoices = operation({
  name: 'listAccountChoices',
  method: 'GET',
  path: '/accounts/choices',
  summary:
    'What the filters of the list offer: the countries and categories of the accounts that one may see, the classes',
  permission: 'accounts.read',
  anchor: 'account',
  input: Type.Object({}),
  output: Type.Object({
    countries: Type.Array(Type.String()),
    categories: Type.Array(Type.String()),
    classes: Type.Array(shapes.SecrecyClass, { description: 'Classes of confidentiality, the least secret first' }),
    currency: CurrencyCode,
    hasAny: Type.Boolean({ description: 'Whether one may see any account at all' }),
  }),
});

export const countAccountStages = operation({
  name: 'countAccountStages',
  method: 'GET',
  path: '/accounts/stages',
  summary:
    'How many of the accounts that one may see, and that the filter matches, stand at each stage of the relationship; none: nobody confirmed any',
  permission: 'contacts.read',
  anchor: 'account',
  input: Type.Object(shapes.filterFields),
  output: Type.Object({
    rows: Type.Array(Type.Object({ stage: oneOf([...STAGES, 'none'] as const), count: Type.Integer() })),
  }),
});

export const searchAccounts = operation({
  name: 'searchAccounts',
  method: 'GET',
  path: '/search',
  summary: 'Accounts by name, legal name, number or tax id: best first, also when the text is nearly right',
  permission: 'accounts.read',
  anchor: 'account',
  input: Type.Object({
    q: Type.String({ minLength: 1, maxLength: 200 }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
  }),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        kind: Type.Literal('account'),
        id: Id,
        title: Type.String(),
        detail: Type.String({ description: 'Number, place and the group, as far as known' }),
        accountKind: shapes.Kind,
        path: Type.String({ description: 'Where its page is' }),
      }),
    ),
    more: Type.Boolean({ description: 'Other accounts match too; a longer text tells them apart' }),
  }),
});

export const getAccount = operation({
  name: 'getAccount',
  method: 'GET',
  path: '/accounts/{id}',
  summary:
    'One account: its data, where it stands in the structure, its team, and what one may do with it. The id of an account that was merged gives the one that it is now',
  permission: 'accounts.read',
  anchor: 'account',
  confidential,
  input: Type.Object({ id: Id }),
  output: shapes.Account,
});

export const createAccount = operation({
  name: 'createAccount',
  method: 'POST',
  path: '/accounts',
  summary: 'Make an account by hand; somebody who sees only own accounts becomes its manager',
  permission: 'accounts.edit',
  audit: 'created an account',
  anchor: 'account',
  input: Type.Object({
    ...Type.Partial(Type.Object(shapes.editable)).properties,
    name: shapes.editable.name,
    kind: Type.Optional({ ...shapes.Kind, default: 'entity' }),
    parentId: Type.Optional(orNull(Id)),
    ...shapes.own,
  }),
  output: Type.Object({ id: Id }),
});

export const saveAccount = operation({
  name: 'saveAccount',
  method: 'PATCH',
  path: '/accounts/{id}',
  summary: 'Change the data of an account; fields that are left out stay as they are',
  permission: 'accounts.edit',
  audit: 'changed an account',
  anchor: 'account',
  input: Type.Object({
    id: Id,
    version: Version,
    ...Type.Partial(Type.Object(shapes.editable)).properties,
    ...shapes.own,
  }),
  output: Type.Object({ version: Version }),
});
