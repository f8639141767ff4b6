import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Id, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { DUTIES, Filter, filterFields, TeamMember } from './contract-shapes.ts';

const on = { anchor: 'account' } as const;
const Ids = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

export const listTeam = operation({
  ...on,
  name: 'listTeam',
  method: 'GET',
  path: '/accounts/{id}/team',
  summary: 'Who looks after an account, now and before',
  permission: 'accounts.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(TeamMember) }),
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
  }),
  output: Type.Object({ rows: Type.Array(TeamMember) }),
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
  output: Type.Object({ rows: Type.Array(TeamMember) }),
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
