import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { Due } from './contract-shapes.ts';
import { PRIORITIES } from './contract-words.ts';

/** One change for all of them. */
const change = {
  ownerId: Type.Optional(Id),
  dueOn: Type.Optional({ ...Day, description: 'By the end of this day' }),
  priority: Type.Optional(oneOf(PRIORITIES)),
  done: Type.Optional(Type.Boolean({ description: 'True: plain tasks are done; anything else asks for words' })),
};
const ids = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

export const previewBulkTasks = operation({
  name: 'previewBulkTasks',
  method: 'GET',
  path: '/tasks/bulk',
  summary: 'What a change of many tasks would do: how many change, which may not and why',
  permission: 'tasks.edit',
  anchor: 'person',
  input: Type.Object({ ids, ...change }),
  output: Type.Object({
    changing: Type.Integer(),
    same: Type.Integer({ description: 'Are like that already' }),
    refused: Type.Array(Type.Object({ id: Id, title: Type.String(), code: Type.String() })),
  }),
});

const Before = Type.Object(
  {
    id: Id,
    version: {
      ...Version,
      description: 'The version that the change made: if it is another by now, the task is left alone',
    },
    ownerId: Type.Optional(Id),
    due: Type.Optional(orNull(Due)),
    priority: Type.Optional(oneOf(PRIORITIES)),
    done: Type.Optional(Type.Literal(true)),
  },
  { additionalProperties: false },
);
export type Before = Type.Static<typeof Before>;

export const bulkTasks = operation({
  name: 'bulkTasks',
  method: 'POST',
  path: '/tasks/bulk',
  summary: 'Change many tasks at once; those that may not be changed stay as they are',
  permission: 'tasks.edit',
  audit: 'changed many tasks',
  anchor: 'person',
  input: Type.Object({ ids, ...change }),
  output: Type.Object({ changed: Type.Integer(), before: Type.Array(Before, { description: 'For `undoBulkTasks`' }) }),
});

export const undoBulkTasks = operation({
  name: 'undoBulkTasks',
  method: 'POST',
  path: '/tasks/bulk/undo',
  summary: 'Take back a change of many tasks, where nobody worked on them since',
  permission: 'tasks.edit',
  audit: 'took back a change of many tasks',
  anchor: 'person',
  input: Type.Object({ before: Type.Array(Before, { minItems: 1, maxItems: 200 }) }),
  output: Type.Object({ changed: Type.Integer(), left: Type.Integer({ description: 'Changed by somebody since' }) }),
});
