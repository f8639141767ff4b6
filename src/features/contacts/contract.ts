import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { FieldsInput, shownFields } from '../fields/contract-shapes.ts';
import * as shapes from './contract-shapes.ts';

export { bulkContacts, previewBulkContacts, undoBulkContacts } from './contract-bulk.ts';
export { exportContactCards, importContactCards, previewContactCards } from './contract-cards.ts';
export { eraseContact, exportPersonalData, previewErasure } from './contract-erasure.ts';
export { addContactNote, listContactNotes, removeContactNote, saveContactNote } from './contract-notes.ts';
export {
  BUYING_ROLES,
  type BuyingRole,
  CONSENT_BASES,
  type Contact,
  type ContactRow,
  EMAIL_LABELS,
  type Filter,
  type Kept,
  LANGUAGES,
  MESSENGERS,
  PHONE_LABELS,
  type Position,
  type Reach,
  type Sort,
  WAYS,
} from './contract-shapes.ts';
export { listContactTimeline } from './contract-timeline.ts';
export { addContactView, listContactViews, removeContactView, saveContactView } from './contract-views.ts';

const on = { anchor: 'account' } as const;
const optional = Type.Partial(Type.Object(shapes.fields)).properties;
/** What is said of a person besides. */
const own = { fields: Type.Optional(FieldsInput) };

export const listContacts = operation({
  ...on,
  name: 'listContacts',
  method: 'GET',
  path: '/contacts',
  summary: 'The contacts that one may see: filtered, sorted, page by page',
  permission: 'contacts.read',
  input: shapes.ListInput,
  output: page(shapes.ContactRow),
});

export const exportContacts = operation({
  ...on,
  name: 'exportContacts',
  method: 'GET',
  path: '/contacts/export',
  summary: 'Every contact that the filter matches, as CSV or XLSX',
  permission: 'contacts.export',
  audit: 'exported contacts',
  answer: 'file',
  input: Type.Object({
    ...shapes.filterFields,
    ...shapes.order,
    ...shownFields,
    format: Type.Optional({ ...oneOf(['csv', 'xlsx'] as const), default: 'csv' }),
  }),
  output: Type.Object({}),
});

export const listAccountContacts = operation({
  ...on,
  name: 'listAccountContacts',
  method: 'GET',
  path: '/accounts/{id}/contacts',
  summary: 'The contacts of an account, by name; with `group` those of everything below it too',
  permission: 'contacts.read',
  input: Type.Object({
    id: Id,
    group: Type.Optional(Type.Boolean()),
    past: Type.Optional(Type.Boolean({ description: 'Those whose position ended; left out: those who are there' })),
    main: Type.Optional(Type.Boolean({ description: 'Only the main contacts' })),
    ...PageInput,
  }),
  output: Type.Object({
    ...page(
      Type.Object({
        contactId: Id,
        name: orNull({ ...Type.String(), description: 'None: the person was erased' }),
        latinName: orNull(Type.String()),
        phone: orNull(Type.String()),
        email: orNull(Type.String()),
        position: shapes.Position,
      }),
    ).properties,
    can: Type.Object({ edit: Type.Boolean() }),
  }),
});

export const getContact = operation({
  ...on,
  name: 'getContact',
  method: 'GET',
  path: '/contacts/{id}',
  summary: 'One contact, with the positions on accounts that one may see',
  permission: 'contacts.read',
  input: Type.Object({ id: Id }),
  output: shapes.Contact,
});

export const createContact = operation({
  ...on,
  name: 'createContact',
  method: 'POST',
  path: '/contacts',
  summary: 'Add a person, with a first position or none',
  permission: 'contacts.edit',
  audit: 'added a contact',
  input: Type.Object({
    ...optional,
    name: shapes.fields.name,
    position: Type.Optional(Type.Object(shapes.positionInput)),
    ...own,
  }),
  output: Type.Object({ id: Id }),
});

export const saveContact = operation({
  ...on,
  name: 'saveContact',
  method: 'PATCH',
  path: '/contacts/{id}',
  summary: 'Change what is known of a person; fields that are left out stay as they are',
  permission: 'contacts.edit',
  audit: 'changed a contact',
  input: Type.Object({ id: Id, version: Version, ...optional, ...own }),
  output: Type.Object({ version: Version }),
});

export const addPosition = operation({
  ...on,
  name: 'addPosition',
  method: 'POST',
  path: '/contacts/{id}/positions',
  summary: 'A position at an account; with `ends` the person moves there, and the teams of both hear of it',
  permission: 'contacts.edit',
  audit: 'gave a contact a position',
  input: Type.Object({
    id: Id,
    ...shapes.positionInput,
    ends: Type.Optional(
      Type.Array(Type.Object({ id: Id, version: Version }), {
        maxItems: 20,
        description: 'Positions that end the day before this one begins',
      }),
    ),
  }),
  output: Type.Object({ id: Id }),
});

export const savePosition = operation({
  ...on,
  name: 'savePosition',
  method: 'PATCH',
  path: '/contacts/{id}/positions/{positionId}',
  summary: 'Change a position; a last day ends it',
  permission: 'contacts.edit',
  audit: 'changed the position of a contact',
  input: Type.Object({ id: Id, positionId: Id, version: Version, ...shapes.positionChanges }),
  output: Type.Object({ version: Version }),
});

export const removePosition = operation({
  ...on,
  name: 'removePosition',
  method: 'DELETE',
  path: '/contacts/{id}/positions/{positionId}',
  summary: 'Take out a position that was entered by mistake',
  permission: 'contacts.edit',
  audit: 'took out the position of a contact',
  input: Type.Object({ id: Id, positionId: Id, version: Version }),
  output: Done,
});
