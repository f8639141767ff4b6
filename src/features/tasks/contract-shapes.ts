import Type from 'typebox';
import { Day, FILLED, Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { FieldAnswers, whereField } from '../fields/contract-shapes.ts';
import { ROLES } from '../people/contract.ts';
import { orField } from '../views/contract.ts';
import { ACTS, BOXES, DUES, FIELDS, KINDS, PRIORITIES, SORTS, STATES, TOPICS, UNITS } from './contract-words.ts';

const Title = Type.String({ minLength: 1, maxLength: 300, pattern: FILLED });
const Text = Type.String({ maxLength: 20_000 });
export const Words = Type.String({ maxLength: 10_000, description: 'The report, the answer or the reason' });
const PersonName = Type.Object({ id: Id, name: Type.String() });

export const Due = Type.Object(
  {
    on: Day,
    time: orNull(
      Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM; null: by the end of the day' }),
    ),
    zone: orNull(Type.String({ maxLength: 60, description: 'Time zone of the time; null: of the organisation' })),
  },
  { additionalProperties: false },
);
export type Due = Type.Static<typeof Due>;

export const Repeat = Type.Object(
  {
    unit: oneOf(UNITS),
    every: Type.Integer({ minimum: 1, maximum: 99 }),
    weekdays: Type.Optional(
      Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
        minItems: 1,
        maxItems: 7,
        uniqueItems: true,
        description: 'Of weeks: 1 Monday to 7 Sunday',
      }),
    ),
    monthDay: Type.Optional(
      Type.Integer({
        minimum: -1,
        maximum: 31,
        description: 'Of months: 1 to 31, -1 the last; shorter months end earlier',
      }),
    ),
    until: Type.Optional(Day),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  },
  { additionalProperties: false, description: 'The next one is made when one is done' },
);
export type Repeat = Type.Static<typeof Repeat>;

export const Item = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 40 }),
    text: Type.String({ minLength: 1, maxLength: 500, pattern: FILLED }),
    done: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Item = Type.Static<typeof Item>;

/** What people say of a task when they make it, and change later. */
export const editable = {
  title: Title,
  text: Text,
  topic: orNull(oneOf(TOPICS)),
  accountId: orNull(Id),
  projectId: orNull({ ...Id, description: 'A project with the account; the account follows it' }),
  isPrivate: Type.Boolean({ description: 'Only giver, owner and watchers see it' }),
  priority: oneOf(PRIORITIES),
  ownerId: orNull(Id),
  department: orNull({ ...oneOf(ROLES), description: 'Of requests: the role whose people may take it' }),
  due: orNull(Due),
  repeat: orNull(Repeat),
  checklist: Type.Array(Item, { maxItems: 100 }),
  watcherIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
};

const AccountOf = Type.Object({ id: Id, name: Type.String() });

export const TaskRow = Type.Object({
  id: Id,
  kind: oneOf(KINDS),
  state: oneOf(STATES),
  title: Type.String(),
  topic: orNull(oneOf(TOPICS)),
  account: orNull({ ...AccountOf, description: 'Null also where the reader may not see it' }),
  project: orNull({ ...AccountOf, description: 'Null also where the reader may not see it' }),
  accountHidden: Type.Boolean({ description: 'It belongs to an account that the reader may not see' }),
  isPrivate: Type.Boolean(),
  priority: oneOf(PRIORITIES),
  giver: PersonName,
  owner: orNull(PersonName),
  department: orNull(oneOf(ROLES)),
  due: orNull(Due),
  dueAt: orNull({ ...Moment, description: 'The moment after which it is overdue' }),
  isOverdue: Type.Boolean(),
  items: Type.Object({ done: Type.Integer(), all: Type.Integer() }),
  repeats: Type.Boolean(),
  createdAt: Moment,
  changedAt: Moment,
  closedAt: orNull(Moment),
  version: Version,
  acts: Type.Array(oneOf(ACTS), { description: 'What the reader may do with it now' }),
  can: Type.Object({ change: Type.Array(oneOf(FIELDS)) }),
  fields: Type.Optional(FieldAnswers),
});
export type TaskRow = Type.Static<typeof TaskRow>;

export const TaskAct = Type.Object({
  id: Id,
  act: Type.String({ description: 'An act, or `created`' }),
  at: Moment,
  by: orNull(PersonName),
  onBehalfOf: orNull(PersonName),
  words: Type.String(),
  files: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      number: Type.Integer({ description: 'The version with which it was given' }),
      isRemoved: Type.Boolean(),
    }),
    { description: 'With which a report or an answer was given, as far as the reader may read files' },
  ),
  isLate: Type.Boolean({ description: 'A report or an answer after the deadline as it is now' }),
});

export const Task = Type.Object({
  ...TaskRow.properties,
  text: Type.String(),
  checklist: Type.Array(Item),
  repeat: orNull(Repeat),
  watchers: Type.Array(PersonName, {
    description: 'Named by those who may change the task; they see it whatever it is about',
  }),
  selfWatchers: Type.Array(PersonName, { description: 'Who watch it by themselves' }),
  isWatched: Type.Boolean({ description: 'By the reader' }),
  closedBy: orNull(PersonName),
  nextId: orNull({ ...Id, description: 'The one that was made when this one was done' }),
  history: Type.Array(TaskAct),
  fields: FieldAnswers,
});
export type Task = Type.Static<typeof Task>;

const some = { maxItems: 20, uniqueItems: true };

/** What lists, the export and boards select by. */
export const filterFields = {
  box: Type.Optional({
    ...oneOf(BOXES),
    default: 'mine',
    description:
      'mine: owned by me; given: given by me to others; watching: by being named or by oneself; team: owned by those who report to me; ours: mine and theirs; inbox: to my department or to the management; account: on `accountId` and below; project: of `projectId`',
  }),
  accountId: Type.Optional(Id),
  projectId: Type.Optional(Id),
  ownerId: Type.Optional(Id),
  kind: Type.Optional(Type.Array(oneOf(KINDS), some)),
  state: Type.Optional(Type.Array(oneOf(STATES), some)),
  closed: Type.Optional(
    Type.Boolean({ default: false, description: 'What is done or otherwise closed, instead of what is open' }),
  ),
  priority: Type.Optional(Type.Array(oneOf(PRIORITIES), some)),
  due: Type.Optional({
    ...oneOf(DUES),
    description: 'overdue: now; today: overdue or by the end of today; week: within seven days; none: without a date',
  }),
  unchangedDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3650, description: 'Nobody has changed it for so many days' }),
  ),
  olderDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650, description: 'Made at least so many days ago' })),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the title' })),
  ...whereField,
};
export const Sort = orField(SORTS);
export const order = {
  sort: Type.Optional({ ...Sort, default: 'due' }),
  direction: Type.Optional({ ...oneOf(['asc', 'desc'] as const), default: 'asc' }),
};
export const Filter = Type.Object(filterFields, { additionalProperties: false });
export type Filter = Type.Static<typeof Filter>;
