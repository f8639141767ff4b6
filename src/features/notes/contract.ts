import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, Moment, orNull, PageInput, page, Version } from '../../pure/shapes.ts';

const on = { anchor: 'account' } as const;

const PersonName = Type.Object({ id: Id, name: Type.String() });

const Body = Type.Object(
  { type: Type.Literal('doc'), content: Type.Array(Type.Unknown()) },
  {
    additionalProperties: true,
    description:
      'A ProseMirror document: paragraph, heading (attrs.level 1 to 3), bulletList, orderedList, listItem, blockquote, codeBlock, text, hardBreak, mention (attrs.id of a colleague); marks bold, italic, code, link (attrs.href to http, https or mailto). Anything else is refused',
  },
);

/** Who may read a confidential record beside its author. */
export const Kept = Type.Object({
  readers: Type.Array(Id, { maxItems: 100, uniqueItems: true, description: 'Colleagues who may read it' }),
  team: Type.Boolean({ description: 'The team of the account, and of those above it, may read it too' }),
  class: Type.Optional(
    orNull({ ...Id, description: 'A class of confidentiality: whoever is cleared for it may read it too' }),
  ),
});
export type Kept = Type.Static<typeof Kept>;

export const KeptShown = Type.Object(
  {
    readers: Type.Array(PersonName),
    team: Type.Boolean(),
    class: orNull(Type.Object({ id: Id, name: Type.String() })),
  },
  { description: 'Null: not confidential' },
);

export const Note = Type.Object({
  id: Id,
  accountId: Id,
  body: Body,
  author: orNull(PersonName),
  onBehalfOf: orNull({ ...PersonName, description: 'The colleague in whose place the author wrote it' }),
  createdAt: Moment,
  changedAt: Moment,
  changedBy: orNull(PersonName),
  isPinned: Type.Boolean(),
  kept: orNull(KeptShown),
  mentioned: Type.Array(PersonName, { description: 'The colleagues whom the body mentions' }),
  version: Version,
  can: Type.Object({
    edit: Type.Boolean({
      description:
        'Change and remove it: its author, who leads the account, and whose right reaches beyond own accounts',
    }),
    pin: Type.Boolean(),
    keep: Type.Boolean({ description: 'Say who may read it: the author alone' }),
  }),
});
export type Note = Type.Static<typeof Note>;

export const listNotes = operation({
  ...on,
  name: 'listNotes',
  method: 'GET',
  path: '/accounts/{id}/notes',
  summary: 'The notes on an account that one may read, newest first',
  permission: 'notes.read',
  input: Type.Object({
    id: Id,
    group: Type.Optional(Type.Boolean({ description: 'With everything below the account' })),
    pinned: Type.Optional(Type.Boolean({ description: 'Only those that are pinned' })),
    ids: Type.Optional(
      Type.Array(Id, { maxItems: 100, uniqueItems: true, description: 'Only these, as far as they are there' }),
    ),
    ...PageInput,
  }),
  output: Type.Object({ ...page(Note).properties, can: Type.Object({ write: Type.Boolean() }) }),
});

export const getNote = operation({
  ...on,
  name: 'getNote',
  method: 'GET',
  path: '/notes/{id}',
  summary: 'One note',
  permission: 'notes.read',
  input: Type.Object({ id: Id }),
  output: Note,
});

export const addNote = operation({
  ...on,
  name: 'addNote',
  method: 'POST',
  path: '/accounts/{id}/notes',
  summary: 'Write a note on an account; colleagues whom it mentions, and who may read it, are told',
  permission: 'notes.write',
  audit: 'wrote a note',
  input: Type.Object({ id: Id, body: Body, pinned: Type.Optional(Type.Boolean()), kept: Type.Optional(orNull(Kept)) }),
  output: Note,
});

export const saveNote = operation({
  ...on,
  name: 'saveNote',
  method: 'PUT',
  path: '/notes/{id}',
  summary: 'Write a note anew; what it was stays among its versions',
  permission: 'notes.write',
  audit: 'changed a note',
  input: Type.Object({ id: Id, version: Version, body: Body }),
  output: Note,
});

export const pinNote = operation({
  ...on,
  name: 'pinNote',
  method: 'PUT',
  path: '/notes/{id}/pin',
  summary: 'Pin a note above the timeline, or take the pin away',
  permission: 'notes.write',
  audit: 'pinned a note',
  input: Type.Object({ id: Id, version: Version, pinned: Type.Boolean() }),
  output: Note,
});

export const keepNote = operation({
  ...on,
  name: 'keepNote',
  method: 'PUT',
  path: '/notes/{id}/readers',
  summary: 'Make a note confidential, or open to all who read notes of the account: its author alone may',
  permission: 'notes.write',
  audit: 'said who may read a note',
  input: Type.Object({ id: Id, version: Version, kept: orNull(Kept) }),
  output: Note,
});

export const removeNote = operation({
  ...on,
  name: 'removeNote',
  method: 'DELETE',
  path: '/notes/{id}',
  summary: 'Remove a note; restoreNote brings it back',
  permission: 'notes.write',
  audit: 'removed a note',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Version }),
});

export const restoreNote = operation({
  ...on,
  name: 'restoreNote',
  method: 'PUT',
  path: '/notes/{id}/restored',
  summary: 'Bring a removed note back, with its versions and its place in the timeline',
  permission: 'notes.write',
  audit: 'brought a note back',
  input: Type.Object({ id: Id, version: Version }),
  output: Done,
});

export const listNoteVersions = operation({
  ...on,
  name: 'listNoteVersions',
  method: 'GET',
  path: '/notes/{id}/versions',
  summary: 'What a note said, newest first; saveNote with the body of one of them brings it back',
  permission: 'notes.read',
  input: Type.Object({ id: Id, ...PageInput }),
  output: page(
    Type.Object({
      version: Version,
      body: Body,
      mentioned: Type.Array(PersonName),
      savedAt: Moment,
      savedBy: orNull(PersonName),
    }),
  ),
});

export const listNoteColleagues = operation({
  ...on,
  name: 'listNoteColleagues',
  method: 'GET',
  path: '/accounts/{id}/notes/colleagues',
  summary: 'Whom a note on the account can mention or name as a reader, and who of them may read notes of the account',
  permission: 'notes.write',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        sees: Type.Boolean({ description: 'May read notes of the account' }),
        isTeam: Type.Boolean({ description: 'Stands on its team today, or on that of one above' }),
        classes: Type.Array(Id, { description: 'The classes of confidentiality that they are cleared for' }),
      }),
    ),
  }),
});
