import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { FILLED, Id, oneOf, Version } from '../../pure/shapes.ts';
import { COLUMNS, type Column, FIELD_KEY, Filter, PersonName, Sort } from './contract-shapes.ts';

/** Of the list, or `field:key`: a field of the organisation’s own. */
const ViewColumn = Type.Unsafe<Column | 'kind' | `field:${string}`>({
  type: 'string',
  pattern: `^(${COLUMNS.join('|')}|kind|${FIELD_KEY})$`,
});
const Name = Type.String({ minLength: 1, maxLength: 100, pattern: FILLED });
const look = {
  filter: Filter,
  sort: Sort,
  direction: oneOf(['asc', 'desc'] as const),
  columns: Type.Array(ViewColumn, {
    maxItems: 100,
    uniqueItems: true,
    description: 'Those that are shown beside the name',
  }),
};

export const AccountView = Type.Object({
  id: Id,
  name: Type.String(),
  isShared: Type.Boolean({ description: 'Everybody of the organisation finds it' }),
  owner: PersonName,
  ...look,
  version: Version,
  can: Type.Object({ edit: Type.Boolean() }),
});
export type AccountView = Type.Static<typeof AccountView>;
export type ViewColumn = AccountView['columns'][number];

export const listAccountViews = operation({
  name: 'listAccountViews',
  method: 'GET',
  path: '/account-views',
  summary:
    'The saved views of the accounts list: one’s own and the shared ones, by name, without those that filter or sort by what one may not read',
  permission: 'accounts.read',
  anchor: 'person',
  input: Type.Object({}),
  output: Type.Object({ rows: Type.Array(AccountView) }),
});

export const addAccountView = operation({
  name: 'addAccountView',
  method: 'POST',
  path: '/account-views',
  summary:
    'Keep filter, order and columns of the accounts list under a name; shared: for everybody of the organisation',
  permission: 'accounts.read',
  audit: 'saved a view of the accounts',
  anchor: 'person',
  input: Type.Object({ name: Name, isShared: Type.Boolean(), ...look }),
  output: AccountView,
});

export const saveAccountView = operation({
  name: 'saveAccountView',
  method: 'PUT',
  path: '/account-views/{id}',
  summary: 'Rename, share or change a view: one’s own, or a shared one for those who assign managers',
  permission: 'accounts.read',
  audit: 'changed a view of the accounts',
  anchor: 'person',
  input: Type.Object({ id: Id, version: Version, name: Name, isShared: Type.Boolean(), ...look }),
  output: AccountView,
});

export const removeAccountView = operation({
  name: 'removeAccountView',
  method: 'DELETE',
  path: '/account-views/{id}',
  summary: 'Delete a view: one’s own, or a shared one for those who assign managers',
  permission: 'accounts.read',
  audit: 'deleted a view of the accounts',
  anchor: 'person',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({}),
});
