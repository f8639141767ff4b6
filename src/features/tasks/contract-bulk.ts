import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { Due, Filter, filterFields } from './contract-shapes.ts';
import { PRIORITIES } from './contract-words.ts';

/** One change for all of them. */
const change = {
  newOwnerId: Type.Optional(Id),
  newDueOn: Type.Optional({ ...Day, description: 'By the end of this day' }),
  newPriority: Type.Optional(oneOf(PRIORITIES)),
  done: Type.Optional(Type.Boolean({ description: 'True: plain tasks are done; anything else asks for words' })),
};
const ids = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

export const previewBulkTasks = operation({
  name: 'previewBulkTasks',
  method: 'GET',
  path: '/tasks/bulk',
  summary:
    'What a change of many tasks would do, of the chosen ones or of everything that the filter matches: how many change, from what, which may not and why',
  permission: 'tasks.edit',
  anchor: 'person',
  input: Type.Object({ ...filterFields, ids: Type.Optional(ids), ...change }),
  output: Type.Object({
    matching: Type.Integer(),
    changing: Type.Integer(),
    same: Type.Integer({ description: 'Are like that already' }),
    was: Type.Array(
      Type.Object({
        value: orNull(Type.String()),
        name: Type.Optional({ ...Type.String(), description: 'Of an owner' }),
        count: Type.Integer(),
      }),
      { description: 'What those that change say now, the most frequent first: an owner, a day, a priority, a state' },
    ),
    refused: Type.Integer(),
    some: Type.Array(Type.Object({ id: Id, title: Type.String(), code: Type.String() }), {
      description: 'The first of those that may not be changed, and why',
    }),
  }),
});

const Before = Type.Object(
  {
    ownerId: Type.Optional(Id),
    due: Type.Optional(orNull(Due)),
    priority: Type.Optional(oneOf(PRIORITIES)),
    done: Type.Optional(Type.Literal(true)),
    tasks: Type.Array(
      Type.Object(
        {
          id: Id,
          version: {
            ...Version,
            description: 'The version that the change made: if it is another by now, the task is left alone',
          },
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10_000 },
    ),
  },
  { additionalProperties: false },
);
export type Before = Type.Static<typeof Before>;

export const bulkTasks = operation({
  name: 'bulkTasks',
  method: 'POST',
  path: '/tasks/bulk',
  summary:
    'Change many tasks at once, the chosen ones or everything that the filter matches; those that may not be changed stay as they are',
  permission: 'tasks.edit',
  audit: 'changed many tasks',
  anchor: 'person',
  input: Type.Object({ ids: Type.Optional(ids), filter: Type.Optional(Filter), ...change }),
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
  input: Type.Object({ before: Type.Array(Before, { minItems: 1, maxItems: 10_000 }) }),
  output: Type.Object({ changed: Type.Integer(), left: Type.Integer({ description: 'Changed by somebody since' }) }),
});
