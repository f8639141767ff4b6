import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, Id, oneOf, PageInput, page, Version } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

const on = { anchor: 'account' } as const;

const fields = {
  kind: oneOf(shapes.CHANGE_KINDS),
  happenedOn: Day,
  text: shapes.Words(5000),
  source: oneOf(shapes.SOURCES),
};

export const listChanges = operation({
  ...on,
  name: 'listChanges',
  method: 'GET',
  path: '/accounts/{id}/changes',
  summary: 'Changes in the business of an account, newest first, with what they mean for the plan',
  permission: 'dossiers.read',
  input: Type.Object({ id: Id, ...PageInput }),
  output: Type.Object({ ...page(shapes.Change).properties, can: Type.Object({ edit: Type.Boolean() }) }),
});

export const listReaders = operation({
  ...on,
  name: 'listReaders',
  method: 'GET',
  path: '/accounts/{id}/readers',
  summary:
    'The other colleagues who may read an account, and whether they stand on its team: who can be told of a change',
  permission: 'dossiers.edit',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    rows: Type.Array(Type.Object({ ...shapes.Person.properties, onTeam: Type.Boolean() })),
  }),
});

export const addChange = operation({
  ...on,
  name: 'addChange',
  method: 'POST',
  path: '/accounts/{id}/changes',
  summary: 'Record a change in their business; the team, or the colleagues who are named, get a notice',
  permission: 'dossiers.edit',
  audit: 'recorded a change in a customer’s business',
  input: Type.Object({
    id: Id,
    ...fields,
    tellTeam: Type.Optional(Type.Boolean({ default: false })),
    tell: Type.Optional(
      Type.Array(Id, {
        maxItems: 100,
        uniqueItems: true,
        description: 'Colleagues who may read the account (`listReaders`)',
      }),
    ),
  }),
  output: Type.Object({ id: Id, told: Type.Array(shapes.Person) }),
});

export const saveChange = operation({
  ...on,
  name: 'saveChange',
  method: 'PATCH',
  path: '/accounts/{id}/changes/{changeId}',
  summary: 'Correct a change in their business',
  permission: 'dossiers.edit',
  audit: 'corrected a change in a customer’s business',
  input: Type.Object({ id: Id, changeId: Id, version: Version, ...fields }),
  output: Type.Object({ version: Type.Integer() }),
});

export const removeChange = operation({
  ...on,
  name: 'removeChange',
  method: 'DELETE',
  path: '/accounts/{id}/changes/{changeId}',
  summary: 'Remove a change that was recorded by mistake',
  permission: 'dossiers.edit',
  audit: 'removed a change in a customer’s business',
  input: Type.Object({ id: Id, changeId: Id, version: Version }),
  output: Done,
});

export const decideChange = operation({
  ...on,
  name: 'decideChange',
  method: 'PUT',
  path: '/accounts/{id}/changes/{changeId}/plan',
  summary: 'Say whether the plan changes: yes or no, or open again',
  permission: 'dossiers.edit',
  audit: 'said whether the plan changes',
  input: Type.Object({
    id: Id,
    changeId: Id,
    version: Version,
    plan: oneOf(shapes.PLAN_ANSWERS),
    note: Type.Optional(Type.String({ maxLength: 1000 })),
  }),
  output: Type.Object({ version: Type.Integer() }),
});
