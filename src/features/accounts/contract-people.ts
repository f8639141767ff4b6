import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { DUTIES, Filter, filterFields, TeamMember } from './contract-shapes.ts';

const on = { anchor: 'account' } as const;
const Ids = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

const Team = Type.Object({
  rows: Type.Array(TeamMember),
  overfull: Type.Array(Type.Object({ since: Day, until: orNull(Day), total: Type.Integer() }), {
    description: 'Days from today on in which the shares come to more than 100 per cent',
  }),
});

/** How much of the work, and which. */
const work = {
  share: Type.Optional(
    orNull(Type.Integer({ minimum: 1, maximum: 100, description: 'Per cent of the work with the account' })),
  ),
  responsible: Type.Optional(Type.String({ maxLength: 500, description: 'For what they are responsible' })),
};

export const listTeam = operation({
  ...on,
  name: 'listTeam',
  method: 'GET',
  path: '/accounts/{id}/team',
  summary: 'Who looks after an account, now and before',
  permission: 'accounts.read',
  input: Type.Object({ id: Id }),
  output: Team,
});

export const assignTeam = operation({
  ...on,
  name: 'assignTeam',
  method: 'POST',
  path: '/accounts/{id}/team',
  summary: 'Put somebody on the team; a new lead takes over from the present one',
  permission: 'accounts.assign',
  audit: 'assigned somebody to an account',
  input: Type.Object({
    id: Id,
    userId: Id,
    duty: oneOf(DUTIES),
    since: Type.Optional({ ...Day, description: 'Left out: today' }),
    until: Type.Optional(orNull(Day)),
    ...work,
  }),
  output: Team,
});

export const saveTeam = operation({
  ...on,
  name: 'saveTeam',
  method: 'PUT',
  path: '/accounts/{id}/team/{memberId}',
  summary: 'Change the days, the share or the responsibility of somebody on the team; what is left out stays',
  permission: 'accounts.assign',
  audit: 'changed a duty on an account',
  input: Type.Object({
    id: Id,
    memberId: Id,
    version: Version,
    since: Type.Optional(Day),
    until: Type.Optional(orNull(Day)),
    ...work,
  }),
  output: Team,
});

export const endTeam = operation({
  ...on,
  name: 'endTeam',
  method: 'PUT',
  path: '/accounts/{id}/team/{memberId}/end',
  summary: 'End somebody’s duty; the last day is inclusive',
  permission: 'accounts.assign',
  audit: 'ended a duty on an account',
  input: Type.Object({ id: Id, memberId: Id, version: Version, until: Type.Optional(Day) }),
  output: Team,
});

const LeadCount = Type.Object({
  matching: Type.Integer({ description: 'Accounts that were chosen or that the filter matches' }),
  changing: Type.Integer({ description: 'Those of them that have another manager now, or none' }),
});

export const previewLead = operation({
  ...on,
  name: 'previewLead',
  method: 'GET',
  path: '/accounts/lead/preview',
  summary: 'How many accounts an assignment of a manager would change',
  permission: 'accounts.assign',
  input: Type.Object({
    ...filterFields,
    ids: Type.Optional(Ids),
    userId: Type.Optional({ ...Id, description: 'The new manager; left out: nobody' }),
  }),
  output: LeadCount,
});

const Before = Type.Array(Type.Object({ userId: orNull(Id), accountIds: Type.Array(Id, { minItems: 1 }) }));

export const assignLead = operation({
  ...on,
  name: 'assignLead',
  method: 'POST',
  path: '/accounts/lead',
  summary:
    'Make somebody (or nobody) the manager of many accounts: the chosen ones, or everything that the filter matches',
  permission: 'accounts.assign',
  audit: 'assigned a manager',
  input: Type.Object({
    userId: orNull(Id),
    ids: Type.Optional(Ids),
    filter: Type.Optional(Filter),
  }),
  output: Type.Object({
    changed: Type.Integer(),
    before: { ...Before, description: 'Who managed the changed accounts before: pass it to restoreLead to undo' },
  }),
});

export const restoreLead = operation({
  ...on,
  name: 'restoreLead',
  method: 'POST',
  path: '/accounts/lead/restore',
  summary: 'Undo an assignment: the managers as they were, wherever nobody changed them since',
  permission: 'accounts.assign',
  audit: 'undid the assignment of a manager',
  input: Type.Object({ assigned: orNull(Id), before: Before }),
  output: Type.Object({ changed: Type.Integer() }),
});
