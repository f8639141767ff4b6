import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

export { getContactCoverage, getRelationshipRules, saveRelationshipRules } from './contract-coverage.ts';
export {
  type AccountTier,
  CYCLE_CLASSES,
  type CycleClass,
  EVIDENCE,
  type Evidence,
  type EvidenceKind,
  INFLUENCES,
  type Influence,
  LEVELS,
  type Level,
  LINE_KINDS,
  type LineKind,
  type MapLine,
  type MapPerson,
  NEEDING,
  type Needing,
  ORIENTATIONS,
  type Orientation,
  type RelationshipRules,
  STAGES,
  type Stage,
  type StageEntry,
  type StageNeeds,
  SUPPORTS,
  type Support,
  TIERS,
  type Tie,
} from './contract-shapes.ts';
export { getRelationshipStage, setRelationshipStage } from './contract-stages.ts';

const on = { anchor: 'account' } as const;
const saved = Type.Object({ version: Version });
const onMap = { id: Id, personId: Id };

export const getRelationshipMap = operation({
  ...on,
  name: 'getRelationshipMap',
  method: 'GET',
  path: '/accounts/{id}/relationship-map',
  summary:
    'Who is who at an account: people and placeholders with roles, support and coverage, lines between them, who of us knows whom',
  permission: 'contacts.read',
  input: Type.Object({
    id: Id,
    group: Type.Optional(Type.Boolean({ description: 'With the maps of everything below the account' })),
  }),
  output: Type.Object({
    people: Type.Array(shapes.MapPerson),
    lines: Type.Array(shapes.MapLine),
    accounts: Type.Array(Type.Object({ id: Id, name: Type.String() }), { description: 'Whose maps these are' }),
    left: Type.Integer({ description: 'People beyond the first 500, who are not here' }),
    colleagues: Type.Array(Type.Object({ id: Id, name: Type.String(), onTeam: Type.Boolean() }), {
      description: 'Who of us may read the account',
    }),
    can: Type.Object({ edit: Type.Boolean(), export: Type.Boolean() }),
  }),
});

export const addMapPerson = operation({
  ...on,
  name: 'addMapPerson',
  method: 'POST',
  path: '/accounts/{id}/relationship-map/people',
  summary: 'Put a contact, or a placeholder for one, on the map of an account',
  permission: 'contacts.edit',
  audit: 'put somebody on a relationship map',
  input: Type.Object({
    id: Id,
    contactId: Type.Optional({
      ...Id,
      description: 'Has a position at the account, or below it; left out: a placeholder',
    }),
    wanted: Type.Optional({ ...shapes.Words(200), description: 'Of a placeholder: the function that is looked for' }),
    department: Type.Optional({ ...shapes.Words(200), description: 'Of a placeholder' }),
    reportsTo: Type.Optional({ ...Id, description: 'Whom the person reports to, by the id on the map' }),
    ...shapes.cardFields,
  }),
  output: Type.Object({ id: Id }),
});

export const saveMapPerson = operation({
  ...on,
  name: 'saveMapPerson',
  method: 'PATCH',
  path: '/accounts/{id}/relationship-map/people/{personId}',
  summary: 'Change what the map says of somebody; with a contact a placeholder is filled',
  permission: 'contacts.edit',
  audit: 'changed somebody on a relationship map',
  input: Type.Object({
    ...onMap,
    version: Version,
    contactId: Type.Optional({ ...Id, description: 'Fills a placeholder' }),
    wanted: Type.Optional(shapes.Words(200)),
    department: Type.Optional(orNull(shapes.Words(200))),
    ...shapes.cardFields,
  }),
  output: saved,
});

export const removeMapPerson = operation({
  ...on,
  name: 'removeMapPerson',
  method: 'DELETE',
  path: '/accounts/{id}/relationship-map/people/{personId}',
  summary: 'Take somebody off the map, with the lines; the contact stays',
  permission: 'contacts.edit',
  audit: 'took somebody off a relationship map',
  input: Type.Object({ ...onMap, version: Version }),
  output: Done,
});

export const placeMapPerson = operation({
  ...on,
  name: 'placeMapPerson',
  method: 'PUT',
  path: '/accounts/{id}/relationship-map/people/{personId}/place',
  summary: 'Say where somebody stands on the drawn map',
  permission: 'contacts.edit',
  audit: 'moved somebody on a relationship map',
  input: Type.Object({
    ...onMap,
    version: shapes.ReadVersion,
    x: Type.Integer({ minimum: -100_000, maximum: 100_000 }),
    y: Type.Integer({ minimum: -100_000, maximum: 100_000 }),
  }),
  output: saved,
});

export const clearMapPlaces = operation({
  ...on,
  name: 'clearMapPlaces',
  method: 'DELETE',
  path: '/accounts/{id}/relationship-map/places',
  summary: 'Lay the map out by reporting lines again',
  permission: 'contacts.edit',
  audit: 'laid a relationship map out anew',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const addMapLine = operation({
  ...on,
  name: 'addMapLine',
  method: 'POST',
  path: '/accounts/{id}/relationship-map/lines',
  summary: 'Draw a line: who reports to whom, has influence on whom, is in conflict with whom',
  permission: 'contacts.edit',
  audit: 'drew a line on a relationship map',
  input: Type.Object({ id: Id, kind: oneOf(shapes.LINE_KINDS), from: Id, to: Id }),
  output: Type.Object({ id: Id }),
});

export const saveMapLine = operation({
  ...on,
  name: 'saveMapLine',
  method: 'PATCH',
  path: '/accounts/{id}/relationship-map/lines/{lineId}',
  summary: 'Lead a line to somebody else',
  permission: 'contacts.edit',
  audit: 'changed a line on a relationship map',
  input: Type.Object({ id: Id, lineId: Id, version: Version, to: Id }),
  output: saved,
});

export const removeMapLine = operation({
  ...on,
  name: 'removeMapLine',
  method: 'DELETE',
  path: '/accounts/{id}/relationship-map/lines/{lineId}',
  summary: 'Take a line away',
  permission: 'contacts.edit',
  audit: 'took a line off a relationship map',
  input: Type.Object({ id: Id, lineId: Id, version: Version }),
  output: Done,
});

export const saveTie = operation({
  ...on,
  name: 'saveTie',
  method: 'PUT',
  path: '/accounts/{id}/relationship-map/people/{personId}/ties/{userId}',
  summary: 'Say how well one of us knows somebody, how well they should, and when they last met',
  permission: 'contacts.edit',
  audit: 'said who knows whom',
  input: Type.Object({
    ...onMap,
    userId: Id,
    version: shapes.ReadVersion,
    level: oneOf(shapes.LEVELS),
    wanted: oneOf(shapes.LEVELS),
    lastMet: Type.Optional(orNull({ ...Day, description: 'Not after today' })),
    isPair: Type.Optional(Type.Boolean()),
  }),
  output: saved,
});

export const removeTie = operation({
  ...on,
  name: 'removeTie',
  method: 'DELETE',
  path: '/accounts/{id}/relationship-map/people/{personId}/ties/{userId}',
  summary: 'Take back that one of us knows somebody',
  permission: 'contacts.edit',
  audit: 'took back who knows whom',
  input: Type.Object({ ...onMap, userId: Id, version: Version }),
  output: Done,
});

export const exportRelationshipMap = operation({
  ...on,
  name: 'exportRelationshipMap',
  method: 'POST',
  path: '/accounts/{id}/relationship-map/exports',
  summary: 'Record that a picture of the map is taken out; gives the mark that it bears',
  permission: 'contacts.export',
  audit: 'exported a relationship map',
  input: Type.Object({
    id: Id,
    group: Type.Optional(Type.Boolean()),
    format: oneOf(['png', 'svg'] as const),
    people: Type.Integer({ minimum: 0, maximum: 10_000, description: 'How many are on the picture' }),
  }),
  output: Type.Object({ name: Type.String({ description: 'Who exported' }), at: Moment }),
});
