import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, orNull, Version } from '../../pure/shapes.ts';

const on = { anchor: 'account' } as const;

/** The most places that are shown at once. */
export const MOST_PLACES = 200;

const words = Type.Optional(
  Type.Array(Type.String({ minLength: 3, maxLength: 100, pattern: '\\p{L}{2}|\\d{2}' }), {
    maxItems: 20,
    description:
      'Further words by which texts name the person: the family name alone, a nickname. The full name in any order and case, earlier names, phones and mail addresses are looked for anyway',
  }),
);

export const exportPersonalData = operation({
  ...on,
  name: 'exportPersonalData',
  method: 'GET',
  path: '/contacts/{id}/personal-data',
  summary:
    'Everything that is kept about a person, as far as one may read it, as a ZIP: a page to read, JSON, the vCard and the files',
  permission: 'contacts.erase',
  audit: 'exported the personal data of a contact',
  answer: 'file',
  input: Type.Object({ id: Id }),
  output: Type.Object({}),
});

export const previewErasure = operation({
  ...on,
  name: 'previewErasure',
  method: 'POST',
  path: '/contacts/{id}/erasure/preview',
  summary: 'What an erasure takes, what stays, and which texts of others name the person; nothing is changed',
  permission: 'contacts.erase',
  audit: 'looked at what an erasure takes',
  input: Type.Object({ id: Id, words }),
  output: Type.Object({
    version: Version,
    goes: Type.Object(
      {
        notes: Type.Integer({ description: 'Personal notes that one may read' }),
        files: Type.Integer({ description: 'Files that belong to the person' }),
        trash: Type.Integer({ description: 'What of the person lies in the trash' }),
        merges: Type.Integer({ description: 'Merges that cannot be undone any more' }),
      },
      {
        description: 'Beside name, ways to reach the person, birthday, consent and fields: how much one may see of it',
      },
    ),
    stays: Type.Object(
      {
        positions: Type.Integer(),
        places: Type.Integer({ description: 'Places on relationship maps' }),
        events: Type.Integer({ description: 'Entries of timelines, without the name' }),
      },
      { description: 'Business facts, without the person' },
    ),
    texts: Type.Array(
      Type.Object({
        kind: Type.String(),
        id: Id,
        account: orNull(Type.Object({ id: Id, name: Type.String() })),
        path: Type.String(),
        isFile: Type.Boolean({ description: 'The name stands in a file: it can be deleted, not changed' }),
        before: Type.String(),
        hit: Type.String(),
        after: Type.String(),
      }),
      {
        description: `What others wrote and one may read, at most ${MOST_PLACES}. The erasure hides the person in every text, in those that one may not read too`,
      },
    ),
    isMore: Type.Boolean(),
    proposed: Type.Array(Type.String(), {
      description: 'Words of the name: to be looked for by themselves, where one wants',
    }),
  }),
});

export const eraseContact = operation({
  ...on,
  name: 'eraseContact',
  method: 'POST',
  path: '/contacts/{id}/erasure',
  summary: 'Erase a person for good, in texts of others too: what happened stays, without the name',
  permission: 'contacts.erase',
  audit: 'erased a contact',
  input: Type.Object({
    id: Id,
    version: Version,
    words,
    spare: Type.Optional(
      Type.Array(Id, {
        maxItems: MOST_PLACES,
        description: 'Texts of the preview that mean somebody else: they stay as they are',
      }),
    ),
    files: Type.Optional(Type.Array(Id, { maxItems: MOST_PLACES, description: 'Files of the preview that go too' })),
  }),
  output: Done,
});
