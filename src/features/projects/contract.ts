import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, FILLED, Id, Moment, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { FLAGS, RISKS, SORTS, STATES } from './contract-words.ts';

export { FLAGS, RISKS, type Risk, SORTS, type Sort, STATES, type State } from './contract-words.ts';

const Words = (most: number) => Type.String({ maxLength: most });
const PersonName = Type.Object({ id: Id, name: Type.String() });
const AccountName = Type.Object({ id: Id, name: Type.String() });
const Role = Type.String({ maxLength: 200, description: 'What somebody does in the project' });
const Days = Type.String({ pattern: '^\\d{1,6}(\\.\\d{1,2})?$', description: 'Days of people’s work' });

const Milestone = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 40 }),
    name: Type.String({ minLength: 1, maxLength: 200, pattern: FILLED }),
    dueOn: orNull(Day),
    doneOn: orNull(Day),
  },
  { additionalProperties: false },
);
export type Milestone = Type.Static<typeof Milestone>;

const Resources = Type.Object(
  {
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'Of both budgets' }),
    budgetPlanned: orNull(Type.String({ description: 'Money, as a decimal in major units' })),
    budgetUsed: orNull(Type.String({ description: 'Money, as a decimal in major units' })),
    daysPlanned: orNull(Days),
    daysUsed: orNull(Days),
    otherPlanned: Words(2000),
    otherUsed: Words(2000),
  },
  { additionalProperties: false },
);
export type Resources = Type.Static<typeof Resources>;

const named = { additionalProperties: false };
/** What people say of a project. */
const editable = {
  goal: Words(10_000),
  beginsOn: orNull(Day),
  dueOn: orNull(Day),
  resources: Resources,
  milestones: Type.Array(Milestone, { maxItems: 100 }),
  members: Type.Array(Type.Object({ userId: Id, role: Role }, named), {
    maxItems: 100,
    description: 'Our people; each must see the account (`listProjectPeople`)',
  }),
  contacts: Type.Array(Type.Object({ contactId: Id, role: Role }, named), {
    maxItems: 100,
    description: 'The customer’s people, with a position on the account or below it',
  }),
};
const name = Type.String({ minLength: 1, maxLength: 300, pattern: FILLED });

export const ProjectRow = Type.Object({
  id: Id,
  account: AccountName,
  name: Type.String(),
  state: oneOf(STATES),
  beginsOn: orNull(Day),
  dueOn: orNull(Day),
  closedOn: orNull(Day),
  progress: orNull(
    Type.Integer({ description: 'Per cent of milestones and tasks that are done; null: there are none' }),
  ),
  milestones: Type.Array(Milestone),
  tasks: Type.Object({ done: Type.Integer(), all: Type.Integer() }, { description: 'Without private ones' }),
  risks: Type.Array(oneOf(RISKS), { description: 'Why it is late (`deadline`) or at risk; empty once it is closed' }),
  members: Type.Array(Type.Object({ ...PersonName.properties, role: Type.String() })),
  changedAt: Moment,
  version: Version,
});
export type ProjectRow = Type.Static<typeof ProjectRow>;

export const Project = Type.Object({
  ...ProjectRow.properties,
  goal: Type.String(),
  stateReason: Type.String(),
  resources: Resources,
  contacts: Type.Array(
    Type.Object({
      id: Id,
      name: orNull({ ...Type.String(), description: 'Null: no longer with this account' }),
      role: Type.String(),
    }),
  ),
  createdAt: Moment,
  createdBy: orNull(PersonName),
  can: Type.Object({ edit: Type.Boolean() }),
});
export type Project = Type.Static<typeof Project>;

const filterFields = {
  accountId: Type.Optional({ ...Id, description: 'On this account' }),
  group: Type.Optional(Type.Boolean({ description: 'With everything below the account' })),
  state: Type.Optional(Type.Array(oneOf(STATES), { maxItems: 6, uniqueItems: true })),
  closed: Type.Optional(
    Type.Boolean({ default: false, description: 'Done and cancelled ones, where no `state` is named' }),
  ),
  memberId: Type.Optional({ ...Id, description: 'In which this colleague is a member' }),
  flag: Type.Optional({ ...oneOf(FLAGS), description: 'late: past the deadline; atRisk: any reason' }),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the name' })),
};
const Filter = Type.Object(filterFields);
export type Filter = Type.Static<typeof Filter>;
const order = {
  sort: Type.Optional({ ...oneOf(SORTS), default: 'due' }),
  direction: Type.Optional({ ...oneOf(['asc', 'desc'] as const), default: 'asc' }),
};

const on = { anchor: 'account' } as const;

export const listProjects = operation({
  ...on,
  name: 'listProjects',
  method: 'GET',
  path: '/projects',
  summary: 'Projects with the accounts that one may see, filtered and sorted, page by page',
  permission: 'projects.read',
  input: Type.Object({ ...filterFields, ...order, ...PageInput }),
  output: page(ProjectRow),
});

export const exportProjects = operation({
  ...on,
  name: 'exportProjects',
  method: 'GET',
  path: '/projects/export',
  summary: 'Every project that the filter matches, as CSV or XLSX',
  permission: 'projects.read',
  audit: 'exported projects',
  answer: 'file',
  input: Type.Object({
    ...filterFields,
    ...order,
    format: Type.Optional({ ...oneOf(['csv', 'xlsx'] as const), default: 'csv' }),
  }),
  output: Type.Object({}),
});

export const getProject = operation({
  ...on,
  name: 'getProject',
  method: 'GET',
  path: '/projects/{id}',
  summary: 'One project: goal, people, resources, milestones, progress and what endangers it',
  permission: 'projects.read',
  input: Type.Object({ id: Id }),
  output: Project,
});

export const listProjectPeople = operation({
  ...on,
  name: 'listProjectPeople',
  method: 'GET',
  path: '/accounts/{id}/project-people',
  summary: 'The colleagues who may see the projects of an account, and so can be members',
  permission: 'projects.edit',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(Type.Object({ ...PersonName.properties, onTeam: Type.Boolean() })) }),
});

export const createProject = operation({
  ...on,
  name: 'createProject',
  method: 'POST',
  path: '/projects',
  summary: 'Begin a project with an account',
  permission: 'projects.edit',
  audit: 'began a project',
  input: Type.Object({
    accountId: Id,
    name,
    state: Type.Optional({ ...oneOf(['idea', 'planned', 'running'] as const), default: 'idea' }),
    ...Type.Partial(Type.Object(editable)).properties,
  }),
  output: Type.Object({ id: Id }),
});

export const saveProject = operation({
  ...on,
  name: 'saveProject',
  method: 'PATCH',
  path: '/projects/{id}',
  summary: 'Change a project; parts that are left out stay as they are',
  permission: 'projects.edit',
  audit: 'changed a project',
  input: Type.Object({ id: Id, version: Version, ...Type.Partial(Type.Object({ name, ...editable })).properties }),
  output: Type.Object({ version: Version }),
});

export const moveProject = operation({
  ...on,
  name: 'moveProject',
  method: 'PUT',
  path: '/projects/{id}/state',
  summary: 'Bring a project into another state; to cancel it, or to open it again, takes a reason',
  permission: 'projects.edit',
  audit: 'brought a project into another state',
  input: Type.Object({ id: Id, version: Version, state: oneOf(STATES), reason: Type.Optional(Words(2000)) }),
  output: Type.Object({ version: Version }),
});

export const tickMilestone = operation({
  ...on,
  name: 'tickMilestone',
  method: 'PUT',
  path: '/projects/{id}/milestones/{milestoneId}',
  summary: 'Say that a milestone is reached, today or on a day before, or that it is not',
  permission: 'projects.edit',
  audit: 'reached a milestone of a project',
  input: Type.Object({ id: Id, milestoneId: Type.String({ minLength: 1, maxLength: 40 }), doneOn: orNull(Day) }),
  output: Done,
});

export const removeProject = operation({
  ...on,
  name: 'removeProject',
  method: 'DELETE',
  path: '/projects/{id}',
  summary: 'Delete a project; it stays in the trash with its people and tasks',
  permission: 'projects.edit',
  audit: 'deleted a project',
  input: Type.Object({ id: Id, version: Version }),
  output: Done,
});
