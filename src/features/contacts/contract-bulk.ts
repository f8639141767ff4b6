import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { Filter, filterFields, WAYS } from './contract-shapes.ts';

const on = { permission: 'contacts.edit', anchor: 'account' } as const;
const ids = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });
const Language = Type.String({ minLength: 2, maxLength: 40, pattern: '^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$' });
/** One change for all of them. */
const change = {
  newChannel: Type.Optional({ ...oneOf([...WAYS, 'none'] as const), description: 'The channel that they prefer' }),
  addLanguage: Type.Optional({ ...Language, description: 'A language that they speak' }),
};

export const previewBulkContacts = operation({
  ...on,
  name: 'previewBulkContacts',
  method: 'GET',
  path: '/contacts/bulk',
  summary:
    'What a change of many contacts would do, of the chosen ones or of everything that the filter matches: how many change, from what, and how many are not the reader’s to change',
  input: Type.Object({ ...filterFields, ids: Type.Optional(ids), ...change }),
  output: Type.Object({
    matching: Type.Integer(),
    changing: Type.Integer(),
    same: Type.Integer({ description: 'Are like that already' }),
    refused: Type.Integer({ description: 'May be read and not changed' }),
    was: Type.Array(Type.Object({ value: orNull(oneOf(WAYS)), count: Type.Integer() }), {
      description: 'The channels of those that change, the most frequent first',
    }),
  }),
});

const Before = Type.Object(
  {
    channel: Type.Optional(orNull(oneOf(WAYS))),
    language: Type.Optional({ ...Language, description: 'Was added' }),
    contacts: Type.Array(Type.Object({ id: Id, version: Version }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 2000,
    }),
  },
  { additionalProperties: false },
);
export type Before = Type.Static<typeof Before>;

export const bulkContacts = operation({
  ...on,
  name: 'bulkContacts',
  method: 'POST',
  path: '/contacts/bulk',
  summary: 'Change many contacts at once: the chosen ones, or everything that the filter matches',
  audit: 'changed many contacts',
  input: Type.Object({ ids: Type.Optional(ids), filter: Type.Optional(Filter), ...change }),
  output: Type.Object({
    changed: Type.Integer(),
    before: Type.Array(Before, { description: 'For `undoBulkContacts`' }),
  }),
});

export const undoBulkContacts = operation({
  ...on,
  name: 'undoBulkContacts',
  method: 'POST',
  path: '/contacts/bulk/undo',
  summary: 'Take back a change of many contacts, where nobody worked on them since',
  audit: 'took back a change of many contacts',
  input: Type.Object({ before: Type.Array(Before, { minItems: 1, maxItems: 20 }) }),
  output: Type.Object({ changed: Type.Integer(), left: Type.Integer({ description: 'Changed by somebody since' }) }),
});
