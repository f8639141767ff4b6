import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, Moment, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';

/** What can stand in the trash; each comes from its room (kernel/trash.ts). */
export const KINDS = [
  'project',
  'task',
  'note',
  'file',
  'contactNote',
  'position',
  'mapPerson',
  'mapLine',
  'mapTie',
  'businessChange',
  'dossierYear',
  'address',
  'identifier',
  'accountView',
  'contactView',
  'taskView',
] as const;
export type Kind = (typeof KINDS)[number];

const PersonName = Type.Object({ id: Id, name: Type.String() });

export const TrashRow = Type.Object({
  id: Id,
  kind: oneOf(KINDS),
  title: Type.String(),
  account: orNull(Type.Object({ id: Id, name: Type.String() })),
  removedAt: Moment,
  removedBy: orNull(PersonName),
  daysLeft: Type.Integer({ description: 'Days until it goes for good; 0: today' }),
  hanging: Type.Integer({ description: 'How much besides itself was taken out with it and comes back with it' }),
});
export type TrashRow = Type.Static<typeof TrashRow>;

export const listTrash = operation({
  name: 'listTrash',
  method: 'GET',
  path: '/trash',
  summary: 'What was deleted and can be brought back, of what one could have deleted oneself; the newest first',
  permission: 'trash.read',
  anchor: 'account',
  input: Type.Object({
    kind: Type.Optional(Type.Array(oneOf(KINDS), { uniqueItems: true, maxItems: 20 })),
    by: Type.Optional({ ...Id, description: 'Who deleted it' }),
    accountId: Type.Optional(Id),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, description: 'Deleted in the last so many days' })),
    q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of what it was called' })),
    ...PageInput,
  }),
  output: Type.Object({
    ...page(TrashRow).properties,
    keepDays: Type.Integer({ description: 'How long what is deleted can be brought back' }),
    version: Type.Integer({ description: 'Of that setting; 0: nobody has set it' }),
    can: Type.Object({ manage: Type.Boolean() }),
  }),
});

export const restoreFromTrash = operation({
  name: 'restoreFromTrash',
  method: 'POST',
  path: '/trash/{id}/restored',
  summary: 'Bring a deleted record back with all that hung on it, or hear why that cannot be',
  permission: 'trash.read',
  audit: 'brought back a deleted record',
  anchor: 'account',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    leftOut: Type.Integer({ description: 'How much of what hung on it stays away: its other end is gone' }),
    path: orNull(Type.String({ description: 'The page that shows it' })),
  }),
});

export const purgeFromTrash = operation({
  name: 'purgeFromTrash',
  method: 'DELETE',
  path: '/trash/{id}',
  summary: 'Delete a record of the trash for good',
  permission: 'trash.read',
  audit: 'deleted a record for good',
  anchor: 'account',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const setTrashDays = operation({
  name: 'setTrashDays',
  method: 'PUT',
  path: '/settings/trash',
  summary: 'Say for how many days what is deleted can be brought back',
  permission: 'trash.manage',
  audit: 'changed how long deleted records are kept',
  anchor: 'organisation',
  input: Type.Object({
    keepDays: Type.Integer({ minimum: 1, maximum: 365 }),
    version: Type.Integer({ minimum: 0, description: 'The version that was read; 0: nobody had set it' }),
  }),
  output: Type.Object({ version: Type.Integer() }),
});
