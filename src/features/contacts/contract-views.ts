import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { orField, viewShapes } from '../views/contract.ts';
import { COLUMNS, KeptFilter, Sort } from './contract-shapes.ts';

const shapes = viewShapes(KeptFilter, Sort, orField(COLUMNS));

export const listContactViews = operation({
  name: 'listContactViews',
  method: 'GET',
  path: '/contact-views',
  summary:
    'The saved views of the contacts list: one’s own and the shared ones, by name, without those that filter or sort by what one may not read',
  permission: 'contacts.read',
  anchor: 'person',
  input: Type.Object({}),
  output: shapes.Views,
});

export const addContactView = operation({
  name: 'addContactView',
  method: 'POST',
  path: '/contact-views',
  summary:
    'Keep filter, order and columns of the contacts list under a name, without the text that was looked for; shared: for everybody of the organisation',
  permission: 'contacts.read',
  audit: 'saved a view of the contacts',
  anchor: 'person',
  input: shapes.add,
  output: shapes.View,
});

export const saveContactView = operation({
  name: 'saveContactView',
  method: 'PUT',
  path: '/contact-views/{id}',
  summary: 'Rename, share or change a view: one’s own, or a shared one for leaders',
  permission: 'contacts.read',
  audit: 'changed a view of the contacts',
  anchor: 'person',
  input: shapes.save,
  output: shapes.View,
});

export const removeContactView = operation({
  name: 'removeContactView',
  method: 'DELETE',
  path: '/contact-views/{id}',
  summary: 'Delete a view: one’s own, or a shared one for leaders',
  permission: 'contacts.read',
  audit: 'deleted a view of the contacts',
  anchor: 'person',
  input: shapes.remove,
  output: Type.Object({}),
});
