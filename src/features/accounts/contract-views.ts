import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { orField, viewShapes } from '../views/contract.ts';
import { COLUMNS, Filter, Sort } from './contract-shapes.ts';

const shapes = viewShapes(Filter, Sort, orField([...COLUMNS, 'kind']));

export const listAccountViews = operation({
  name: 'listAccountViews',
  method: 'GET',
  path: '/account-views',
  summary:
    'The saved views of the accounts list: one’s own and the shared ones, by name, without those that filter or sort by what one may not read',
  permission: 'accounts.read',
  anchor: 'person',
  input: Type.Object({}),
  output: shapes.Views,
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
  input: shapes.add,
  output: shapes.View,
});

export const saveAccountView = operation({
  name: 'saveAccountView',
  method: 'PUT',
  path: '/account-views/{id}',
  summary: 'Rename, share or change a view: one’s own, or a shared one for those who assign managers',
  permission: 'accounts.read',
  audit: 'changed a view of the accounts',
  anchor: 'person',
  input: shapes.save,
  output: shapes.View,
});

export const removeAccountView = operation({
  name: 'removeAccountView',
  method: 'DELETE',
  path: '/account-views/{id}',
  summary: 'Delete a view: one’s own, or a shared one for those who assign managers',
  permission: 'accounts.read',
  audit: 'deleted a view of the accounts',
  anchor: 'person',
  input: shapes.remove,
  output: Type.Object({}),
});
