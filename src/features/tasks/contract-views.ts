import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { orField, viewShapes } from '../views/contract.ts';
import { Filter, Sort } from './contract-shapes.ts';
import { COLUMNS } from './contract-words.ts';

const shapes = viewShapes(Filter, Sort, orField(COLUMNS));

export const listTaskViews = operation({
  name: 'listTaskViews',
  method: 'GET',
  path: '/task-views',
  summary:
    'The saved views of the tasks list: one’s own and the shared ones, by name, without those that filter or sort by what one may not read',
  permission: 'tasks.read',
  anchor: 'person',
  input: Type.Object({}),
  output: shapes.Views,
});

export const addTaskView = operation({
  name: 'addTaskView',
  method: 'POST',
  path: '/task-views',
  summary: 'Keep filter, order and columns of the tasks list under a name; shared: for everybody of the organisation',
  permission: 'tasks.read',
  audit: 'saved a view of the tasks',
  anchor: 'person',
  input: shapes.add,
  output: shapes.View,
});

export const saveTaskView = operation({
  name: 'saveTaskView',
  method: 'PUT',
  path: '/task-views/{id}',
  summary: 'Rename, share or change a view: one’s own, or a shared one for the management',
  permission: 'tasks.read',
  audit: 'changed a view of the tasks',
  anchor: 'person',
  input: shapes.save,
  output: shapes.View,
});

export const removeTaskView = operation({
  name: 'removeTaskView',
  method: 'DELETE',
  path: '/task-views/{id}',
  summary: 'Delete a view: one’s own, or a shared one for the management',
  permission: 'tasks.read',
  audit: 'deleted a view of the tasks',
  anchor: 'person',
  input: shapes.remove,
  output: Type.Object({}),
});
