import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { FieldsInput, shownFields } from '../fields/contract-shapes.ts';
import * as shapes from './contract-shapes.ts';
import { ACTS, KINDS } from './contract-words.ts';

export { bulkTasks, previewBulkTasks, undoBulkTasks } from './contract-bulk.ts';
export {
  correctDecision,
  type Decision,
  type DecisionVersion,
  listDecisionReaders,
  listDecisions,
  listDecisionVersions,
  publishDecision,
  readDecision,
  remindReaders,
} from './contract-decisions.ts';
export type { Due, Filter, Item, Repeat, Task, TaskRow } from './contract-shapes.ts';
export { addTaskView, listTaskViews, removeTaskView, saveTaskView } from './contract-views.ts';
export {
  type Act,
  type Box,
  type Field,
  KINDS,
  type Kind,
  PRIORITIES,
  type Priority,
  type Sort,
  STATES,
  type State,
  TOPICS,
  UNITS,
} from './contract-words.ts';

export const listTasks = operation({
  name: 'listTasks',
  method: 'GET',
  path: '/tasks',
  summary: 'Tasks of one box, filtered and sorted, page by page',
  permission: 'tasks.read',
  anchor: 'person',
  input: Type.Object({ ...shapes.filterFields, ...shapes.order, ...PageInput, ...shownFields }),
  output: page(shapes.TaskRow),
});

export const exportTasks = operation({
  name: 'exportTasks',
  method: 'GET',
  path: '/tasks/export',
  summary: 'Everything that the filter matches, as CSV or XLSX',
  permission: 'tasks.read',
  audit: 'exported tasks',
  anchor: 'person',
  answer: 'file',
  input: Type.Object({
    ...shapes.filterFields,
    ...shapes.order,
    ...shownFields,
    format: Type.Optional({ ...oneOf(['csv', 'xlsx'] as const), default: 'csv' }),
  }),
  output: Type.Object({}),
});

export const getTask = operation({
  name: 'getTask',
  method: 'GET',
  path: '/tasks/{id}',
  summary: 'One task with its checklist, watchers and history, and what one may do with it',
  permission: 'tasks.read',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: shapes.Task,
});

const { title, ...others } = shapes.editable;

export const createTask = operation({
  name: 'createTask',
  method: 'POST',
  path: '/tasks',
  summary:
    'Make a task, an assignment, a request, a proposal or a shortcoming; without owner and department a task is one’s own',
  permission: 'tasks.edit',
  audit: 'made a task',
  anchor: 'person',
  input: Type.Object({
    kind: Type.Optional({ ...oneOf(KINDS), default: 'task' }),
    title,
    ...Type.Partial(Type.Object(others)).properties,
    fields: Type.Optional(FieldsInput),
  }),
  output: Type.Object({ id: Id }),
});

const { department: _department, ...changeable } = shapes.editable;

export const saveTask = operation({
  name: 'saveTask',
  method: 'PATCH',
  path: '/tasks/{id}',
  summary: 'Change a task; fields that are left out stay as they are',
  permission: 'tasks.edit',
  audit: 'changed a task',
  anchor: 'person',
  input: Type.Object({
    id: Id,
    version: Version,
    ...Type.Partial(Type.Object(changeable)).properties,
    fields: Type.Optional(FieldsInput),
  }),
  output: Type.Object({ version: Version }),
});

export const actOnTask = operation({
  name: 'actOnTask',
  method: 'POST',
  path: '/tasks/{id}/acts',
  summary: 'Take a step: done, report, answer, accept, return, decline, put off, take, cancel, reopen',
  permission: 'tasks.edit',
  audit: 'took a task a step on',
  anchor: 'person',
  input: Type.Object({
    id: Id,
    act: oneOf(ACTS),
    words: Type.Optional(shapes.Words),
    fileIds: Type.Optional(
      Type.Array(Id, {
        maxItems: 20,
        uniqueItems: true,
        description: 'Of a report or an answer: the files of the task with which it is given',
      }),
    ),
    version: Type.Optional(Version),
  }),
  output: Type.Object({
    state: shapes.TaskRow.properties.state,
    version: Version,
    nextId: orNull({ ...Id, description: 'The next one of a repeated task' }),
  }),
});

export const removeTask = operation({
  name: 'removeTask',
  method: 'DELETE',
  path: '/tasks/{id}',
  summary: 'Delete a task that one gave; it stays in the trash with its history',
  permission: 'tasks.edit',
  audit: 'deleted a task',
  anchor: 'person',
  input: Type.Object({ id: Id, version: Version }),
  output: Done,
});

export const watchTask = operation({
  name: 'watchTask',
  method: 'PUT',
  path: '/tasks/{id}/watching',
  summary:
    'Watch a task that one may see: one hears of its steps and files. Watching by oneself opens nothing that one could not see without it',
  permission: 'tasks.read',
  audit: 'began to watch a task',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const unwatchTask = operation({
  name: 'unwatchTask',
  method: 'DELETE',
  path: '/tasks/{id}/watching',
  summary: 'Watch a task no more, also where somebody else had named one as a watcher',
  permission: 'tasks.read',
  audit: 'stopped watching a task',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Type.Object({ sees: Type.Boolean({ description: 'Whether one still sees it, without watching' }) }),
});

export const tickItem = operation({
  name: 'tickItem',
  method: 'PUT',
  path: '/tasks/{id}/checklist/{itemId}',
  summary: 'Tick a line of the checklist, or take the tick away',
  permission: 'tasks.edit',
  audit: 'ticked a line of a checklist',
  anchor: 'person',
  input: Type.Object({ id: Id, itemId: Type.String({ minLength: 1, maxLength: 40 }), done: Type.Boolean() }),
  output: Done,
});
