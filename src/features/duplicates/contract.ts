import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { FILLED, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

export {
  type Candidate,
  KINDS,
  type Kind,
  type Merge,
  type Pair,
  REASONS,
  type Reason,
  type ReasonKind,
} from './contract-shapes.ts';

const on = { anchor: 'account' } as const;
const text = (maxLength: number) => Type.Optional(orNull(Type.String({ maxLength })));
const Why = Type.String({ minLength: 1, maxLength: 500, pattern: FILLED });

export const listDuplicates = operation({
  ...on,
  name: 'listDuplicates',
  method: 'GET',
  path: '/duplicates',
  summary: 'Pairs of records that may be one, of which one may see both: the likeliest first',
  permission: 'duplicates.read',
  input: Type.Object({
    kind: Type.Optional(shapes.Kind),
    state: Type.Optional({ ...oneOf(['open', 'dismissed'] as const), default: 'open' }),
    recordId: Type.Optional({ ...Id, description: 'Only pairs with this record' }),
    importId: Type.Optional({ ...Id, description: 'Only pairs with an account that this import wrote' }),
    ...PageInput,
  }),
  output: Type.Object({
    ...page(shapes.Pair).properties,
    can: Type.Object({ merge: Type.Boolean(), scan: Type.Boolean() }),
  }),
});

export const decideDuplicate = operation({
  ...on,
  name: 'decideDuplicate',
  method: 'PUT',
  path: '/duplicates/{id}/decision',
  summary: 'Say that the two are not one, and why; or take that back',
  permission: 'duplicates.merge',
  audit: 'decided on a duplicate',
  input: Type.Object({
    id: Id,
    isDuplicate: Type.Boolean({ description: 'False: these are two. True: they may be one after all' }),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
    version: Version,
  }),
  output: shapes.Pair,
});

export const scanDuplicates = operation({
  ...on,
  name: 'scanDuplicates',
  method: 'POST',
  path: '/duplicates/scan',
  summary: 'Look for duplicates now; it also happens every day',
  permission: 'duplicates.scan',
  audit: 'looked for duplicates',
  input: Type.Object({}),
  output: Type.Object({ queued: Type.Literal(true) }),
});

const checked = Type.Object({
  rows: Type.Array(shapes.Candidate),
  exists: Type.Boolean({
    description: 'A record that one may not see is very likely the same: ask the head. Nothing else is said of it',
  }),
});

export const checkAccount = operation({
  ...on,
  name: 'checkAccount',
  method: 'POST',
  path: '/duplicates/accounts',
  summary: 'Whether an account that somebody writes down is there already',
  permission: 'duplicates.check',
  audit: 'asked whether an account is there',
  input: Type.Object({
    id: Type.Optional({ ...Id, description: 'The account itself, when it is changed' }),
    name: Type.String({ maxLength: 500 }),
    taxId: text(100),
    country: text(100),
    city: text(200),
    phone: text(100),
    email: text(254),
    web: text(500),
  }),
  output: checked,
});

export const checkContact = operation({
  ...on,
  name: 'checkContact',
  method: 'POST',
  path: '/duplicates/contacts',
  summary: 'Whether a person whom somebody writes down is there already',
  permission: 'duplicates.check',
  audit: 'asked whether a contact is there',
  input: Type.Object({
    id: Type.Optional({ ...Id, description: 'The contact itself, when it is changed' }),
    name: Type.String({ maxLength: 200 }),
    accountId: Type.Optional(orNull(Id)),
    phones: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 20 })),
    emails: Type.Optional(Type.Array(Type.String({ maxLength: 254 }), { maxItems: 20 })),
  }),
  output: checked,
});

const which = { kind: shapes.Kind, survivorId: Id, absorbedId: Id };

export const previewMerge = operation({
  ...on,
  name: 'previewMerge',
  method: 'GET',
  path: '/merges/preview',
  summary: 'Two records side by side, and what would move from the one to the other',
  permission: 'duplicates.merge',
  input: Type.Object(which),
  output: Type.Object({
    kind: shapes.Kind,
    survivor: Type.Object({ ...shapes.Found.properties, version: Version }),
    absorbed: Type.Object({ ...shapes.Found.properties, version: Version }),
    fields: Type.Array(shapes.Field),
    moving: Type.Array(shapes.Counted),
    isLong: Type.Boolean({ description: 'So much moves that it is done in the background' }),
  }),
});

export const mergeRecords = operation({
  ...on,
  name: 'mergeRecords',
  method: 'POST',
  path: '/merges',
  summary: 'Make two records one: everything of the absorbed one moves to the survivor, and its address leads there',
  permission: 'duplicates.merge',
  audit: 'merged records',
  input: Type.Object({
    ...which,
    survivorVersion: Version,
    absorbedVersion: Version,
    fields: Type.Optional(
      Type.Record(Type.String(), oneOf(['absorbed', 'both'] as const), {
        description: 'By field, whose value stays; what is left out stays as the survivor has it',
      }),
    ),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  output: shapes.Merge,
});

export const listMerges = operation({
  ...on,
  name: 'listMerges',
  method: 'GET',
  path: '/merges',
  summary: 'What was merged, of what one may see, the latest first',
  permission: 'duplicates.read',
  input: Type.Object({ kind: Type.Optional(shapes.Kind), recordId: Type.Optional(Id), ...PageInput }),
  output: page(shapes.Merge),
});

export const getMerge = operation({
  ...on,
  name: 'getMerge',
  method: 'GET',
  path: '/merges/{id}',
  summary: 'One merge: the values that were not chosen, what gave way, and what an undo would do',
  permission: 'duplicates.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    ...shapes.Merge.properties,
    fields: Type.Array(Type.Object({ ...shapes.Field.properties, chosen: oneOf(['survivor', 'absorbed', 'both']) })),
    aside: Type.Array(
      Type.Object({
        table: Type.String(),
        title: Type.String(),
        text: Type.String(),
        isLeft: Type.Boolean({ description: 'The undo could not place it: it is kept here' }),
      }),
      { description: 'What gave way to a row of the survivor, whole' },
    ),
    undo: orNull(
      Type.Object(
        {
          back: Type.Array(shapes.Counted, { description: 'Goes back to where it came from' }),
          stay: Type.Array(shapes.Counted, { description: 'Was added since, and stays with the survivor' }),
          problem: orNull(Type.String({ description: 'Why it cannot be undone now' })),
        },
        { description: 'Null: it is undone, or one may not undo it' },
      ),
    ),
  }),
});

export const undoMerge = operation({
  ...on,
  name: 'undoMerge',
  method: 'POST',
  path: '/merges/{id}/undo',
  summary: 'Make two of one again: what came from either goes back to it, what was added since stays with the survivor',
  permission: 'duplicates.merge',
  audit: 'undid a merge',
  input: Type.Object({ id: Id, version: Version, reason: Why }),
  output: shapes.Merge,
});
