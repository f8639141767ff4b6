import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, FILLED, Id, Moment, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';
import { ROLES } from '../people/contract.ts';

const PersonName = Type.Object({ id: Id, name: Type.String() });
const VersionNumber = Type.Integer({ minimum: 1, description: 'Of a version of a decision, from 1' });
const said = {
  title: Type.String({ minLength: 1, maxLength: 300, pattern: FILLED }),
  text: Type.String({ minLength: 1, maxLength: 20_000, pattern: FILLED }),
  inForceFrom: Day,
};
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
  number: { ...VersionNumber, description: 'The version that holds' },
  correction: orNull(
    Type.Object(
      { words: Type.String(), by: orNull(PersonName), at: Moment },
      { description: 'What the version that holds corrects; null: it was never corrected' },
    ),
  ),
  readNumber: orNull({ ...VersionNumber, description: 'The newest version that the reader has read and understood' }),
  isForMe: Type.Boolean(),
  readAt: orNull({ ...Moment, description: 'When the reader said "read and understood" of the version that holds' }),
  readers: orNull(
    Type.Object(
      { read: Type.Integer(), all: Type.Integer() },
      {
        description: 'How many have read the version that holds, of those whom the reader answers for; null: of nobody',
      },
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
    ...said,
    everybody: Type.Optional(Type.Boolean({ default: false })),
    roles: Type.Optional(Roles),
    userIds: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })),
  }),
  output: Type.Object({ id: Id }),
});

export const correctDecision = operation({
  name: 'correctDecision',
  method: 'PUT',
  path: '/decisions/{id}',
  summary:
    'Correct a decision by a new version: the one before is kept and shown, and those whom it is for are asked to read it again',
  permission: 'tasks.decide',
  audit: 'corrected a decision',
  anchor: 'organisation',
  input: Type.Object({
    id: Id,
    number: {
      ...VersionNumber,
      description: 'The version that is corrected; another one since is refused with 409 and shown',
    },
    ...said,
    correction: Type.String({ minLength: 1, maxLength: 2000, pattern: FILLED, description: 'What is corrected' }),
  }),
  output: Type.Object({ number: VersionNumber }),
});

export const DecisionVersion = Type.Object({
  number: VersionNumber,
  title: Type.String(),
  text: Type.String(),
  inForceFrom: Day,
  correction: Type.String(),
  publishedBy: PersonName,
  publishedAt: Moment,
  readAt: orNull({ ...Moment, description: 'When the reader read and understood this version' }),
});
export type DecisionVersion = Type.Static<typeof DecisionVersion>;

export const listDecisionVersions = operation({
  name: 'listDecisionVersions',
  method: 'GET',
  path: '/decisions/{id}/versions',
  summary: 'What a decision was before it was corrected, newest first: for whoever may see the decision',
  permission: 'tasks.read',
  anchor: 'person',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(DecisionVersion) }),
});

export const readDecision = operation({
  name: 'readDecision',
  method: 'PUT',
  path: '/decisions/{id}/reading',
  summary: 'Say that one has read and understood a decision, in the version that holds',
  permission: 'tasks.read',
  audit: 'read and understood a decision',
  anchor: 'person',
  input: Type.Object({
    id: Id,
    number: Type.Optional({
      ...VersionNumber,
      description: 'The version that was read; refused where another one holds by now',
    }),
  }),
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
  output: Type.Object({
    rows: Type.Array(
      Type.Object({
        ...PersonName.properties,
        readAt: orNull({ ...Moment, description: 'Of the version that holds' }),
        earlier: orNull(
          Type.Object(
            { number: VersionNumber, at: Moment },
            { description: 'The newest version before it that was read' },
          ),
        ),
      }),
    ),
  }),
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
