import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, Moment, orNull, Version } from '../../pure/shapes.ts';
import { Text } from './contract-shapes.ts';

const on = { anchor: 'account' } as const;
const Person = Type.Object({ id: Id, name: orNull(Type.String()) });
const written = {
  text: Text(20_000),
  readers: Type.Optional(
    Type.Array(Id, { maxItems: 50, uniqueItems: true, description: 'Colleagues who may read it too; nobody else can' }),
  ),
};

export const listContactNotes = operation({
  ...on,
  name: 'listContactNotes',
  method: 'GET',
  path: '/contacts/{id}/notes',
  summary: 'The personal notes on a contact that one wrote, or may read because their author named one',
  permission: 'contacts.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Id,
        author: Person,
        isOwn: Type.Boolean(),
        text: Type.String(),
        readers: Type.Array(Person),
        changedAt: Moment,
        version: Version,
      }),
    ),
  }),
});

export const addContactNote = operation({
  ...on,
  name: 'addContactNote',
  method: 'POST',
  path: '/contacts/{id}/notes',
  summary: 'Write a personal note: for oneself and the colleagues whom one names',
  permission: 'contacts.read',
  audit: 'wrote a personal note',
  input: Type.Object({ id: Id, ...written }),
  output: Type.Object({ id: Id }),
});

export const saveContactNote = operation({
  ...on,
  name: 'saveContactNote',
  method: 'PUT',
  path: '/contacts/{id}/notes/{noteId}',
  summary: 'Change one’s own personal note, or who may read it',
  permission: 'contacts.read',
  audit: 'changed a personal note',
  input: Type.Object({ id: Id, noteId: Id, version: Version, ...written }),
  output: Type.Object({ version: Version }),
});

export const removeContactNote = operation({
  ...on,
  name: 'removeContactNote',
  method: 'DELETE',
  path: '/contacts/{id}/notes/{noteId}',
  summary: 'Delete one’s own personal note',
  permission: 'contacts.read',
  audit: 'deleted a personal note',
  input: Type.Object({ id: Id, noteId: Id, version: Version }),
  output: Done,
});
