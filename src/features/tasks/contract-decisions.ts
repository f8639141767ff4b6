import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, FILLED, Id, Moment, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';
import { ROLES } from '../people/contract.ts';

const PersonName = Type.Object({ id: Id, name: Type.String() });
const Roles = Type.Array(oneOf(ROLES), { maxItems: ROLES.length, uniqueItems: true });

export const Decision = Type.Object({
  id: Id,
  title: Type.String(),
  text: Type.String(),
  inForceFrom: Day,
  everybody: Type.Boolean(),
  roles: Roles,
  people: Type.Array(PersonName),
  publishedBy: PersonName,
  publishedAt: Moment,
  isForMe: Type.Boolean(),
  readAt: orNull({ ...Moment, description: 'When the reader said "read and understood"' }),
  readers: orNull(
    Type.Object(
      { read: Type.Integer(), all: Type.Integer() },
      { description: 'How many have read it of those whom the reader answers for; null: of nobody' },
    ),
  ),
});
export type Decision = Type.Static<typeof Decision>;

export const listDecisions = operation({
  name: 'listDecisions',
  method: 'GET',
  path: '/decisions',
  summary: 'Decisions of the management that concern one, newest first; the management sees all',
  permission: 'tasks.read',
  anchor: 'person',
  input: Type.Object({
    unread: Type.Optional(Type.Boolean({ description: 'Only those that the reader has still to read' })),
    ...PageInput,
  }),
  output: page(Decision),
});

export const publishDecision = operation({
  name: 'publishDecision',
  method: 'POST',
  path: '/decisions',
  summary: 'Publish a decision to everybody, to roles or to people; they are asked to read it',
  permission: 'tasks.decide',
  audit: 'published a decision',
  anchor: 'organisation',
  input: Type.Object({
    title: Type.String({ minLength: 1, maxLength: 300, pattern: FILLED }),
    text: Type.String({ minLength: 1, maxLength: 20_000, pattern: FILLED }),
    inForceFrom: Day,
    everybody: Type.Optional(Type.Boolean({ default: false })),
    roles: Type.Optional(Roles),
    userIds: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })),
  }),
  output: Type.Object({ id: Id }),
});

export const readDecision = operation({
  name: 'readDecision',
  method: 'PUT',
  path: '/decisions/{id}/reading',
  summary: 'Say that one has read and understood a decision',
  permission: 'tasks.read',
  audit: 'read and understood a decision',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Done,
});

export const listDecisionReaders = operation({
  name: 'listDecisionReaders',
  method: 'GET',
  path: '/decisions/{id}/readers',
  summary: 'Who has read a decision and who has not: the management of everybody, a leader of those who report to them',
  permission: 'tasks.read',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(Type.Object({ ...PersonName.properties, readAt: orNull(Moment) })) }),
});

export const remindReaders = operation({
  name: 'remindReaders',
  method: 'POST',
  path: '/decisions/{id}/reminders',
  summary: 'Remind those who have not read a decision yet, of those whom one answers for',
  permission: 'tasks.edit',
  audit: 'reminded of a decision',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Type.Object({ reminded: Type.Integer() }),
});
