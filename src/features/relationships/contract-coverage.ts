import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, oneOf, orNull } from '../../pure/shapes.ts';
import { BUYING_ROLES } from '../contacts/contract.ts';
import * as shapes from './contract-shapes.ts';

export const getContactCoverage = operation({
  name: 'getContactCoverage',
  method: 'GET',
  path: '/accounts/{id}/contact-coverage',
  summary:
    'How well the people of an account are covered: roles without contact, contacts not met in time, threads that hang on one person, pairs of sponsors',
  permission: 'contacts.read',
  anchor: 'account',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    value: orNull(Type.Number({ description: '0 to 1; null where there is nobody to be covered' })),
    why: orNull(oneOf(['noPeople'] as const)),
    people: Type.Integer({ description: 'People on the map who are there today' }),
    inContact: Type.Integer({ description: 'Of them: covered at all' }),
    class: oneOf(shapes.CYCLE_CLASSES),
    cycleDays: Type.Integer({ description: 'Contacts are met at least every so many days' }),
    asked: Type.Integer({ description: 'Roles and functions that must be covered' }),
    missingRoles: Type.Array(oneOf(BUYING_ROLES)),
    missingFunctions: Type.Array(Type.String()),
    late: Type.Array(
      Type.Object({
        personId: Id,
        name: Type.String(),
        lastContact: orNull(Day),
        source: orNull(oneOf(['note', 'met'] as const)),
      }),
      { description: 'Not met within their cycle, the longest first' },
    ),
    onlySupporter: orNull(Type.Object({ personId: Id, name: Type.String() })),
    onlyColleague: orNull(shapes.PersonName),
    pairs: Type.Array(Type.Object({ user: shapes.PersonName, personId: Id, name: Type.String() })),
    unpairedSponsors: Type.Array(shapes.PersonName),
  }),
});

export const getRelationshipRules = operation({
  name: 'getRelationshipRules',
  method: 'GET',
  path: '/settings/relationships',
  summary: 'How often contacts are met, which roles must be covered, what each stage of a relationship needs',
  permission: 'contacts.read',
  anchor: 'organisation',
  input: Type.Object({}),
  output: Type.Object({
    rules: shapes.RelationshipRules,
    defaults: shapes.RelationshipRules,
    version: Type.Integer(),
    can: Type.Object({ manage: Type.Boolean() }),
  }),
});

export const saveRelationshipRules = operation({
  name: 'saveRelationshipRules',
  method: 'PUT',
  path: '/settings/relationships',
  summary: 'Set how often contacts are met, which roles must be covered, what each stage needs',
  permission: 'relationships.manage',
  audit: 'changed the rules of relationships',
  anchor: 'organisation',
  input: Type.Object({ version: shapes.ReadVersion, rules: shapes.RelationshipRules }),
  output: Type.Object({ version: Type.Integer() }),
});
