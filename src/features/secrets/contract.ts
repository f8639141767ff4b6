import Type, { type Static } from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Done, Empty, FILLED, Id, Moment, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { ROLES } from '../people/contract.ts';

const PersonName = Type.Object({ id: Id, name: orNull(Type.String()) });

const classFields = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: FILLED }),
  roles: Type.Array(oneOf(ROLES), {
    uniqueItems: true,
    description: 'Roles whose right to all accounts covers accounts of this class, and who read records of it',
  }),
  people: Type.Array(Id, {
    uniqueItems: true,
    maxItems: 100,
    description: 'People who are cleared for it beyond their roles',
  }),
  mark: Type.Boolean({
    description:
      'Printed sheets, files, vCards and personal data of such accounts, and once a class asks for it every list saved as a file, carry the reader, the organisation and the time. PDFs are stamped on every page; what cannot be stamped carries it in its name',
  }),
};
export const ConfidentialityClass = Type.Object({ id: Id, ...classFields }, { additionalProperties: false });

/** A class as it is saved: without an id it is a new one. */
const NewClass = Type.Object({ id: Type.Optional(Id), ...classFields }, { additionalProperties: false });
export type NewClass = Static<typeof NewClass>;

const Classes = Type.Object({
  classes: Type.Array(ConfidentialityClass, { description: 'The least secret first; empty: there are no classes' }),
  logsDays: Type.Integer({ description: 'For how many days readings and exports are kept' }),
  version: Version,
  can: Type.Object({ manage: Type.Boolean(), seeLogs: Type.Boolean() }),
});
export type Classes = Static<typeof Classes>;

export const getClasses = operation({
  name: 'getClasses',
  method: 'GET',
  path: '/secrets/classes',
  summary: 'The classes of confidentiality and who is cleared for each',
  permission: 'secrets.read',
  anchor: 'organisation',
  input: Empty,
  output: Classes,
});

export const saveClasses = operation({
  name: 'saveClasses',
  method: 'PUT',
  path: '/secrets/classes',
  summary:
    'Change the classes. Whoever is cleared for a class is cleared for all below it; directors are cleared for each; a class that accounts have stays (409). Empty: back to no classes',
  permission: 'secrets.manage',
  audit: 'changed the classes of confidentiality',
  anchor: 'organisation',
  input: Type.Object({
    classes: Type.Array(NewClass, { maxItems: 10 }),
    logsDays: Type.Integer({ minimum: 30, maximum: 3650 }),
    version: Version,
  }),
  output: Classes,
});

const AccountClass = Type.Object({
  class: orNull(Type.Object({ id: Id, name: Type.String(), mark: Type.Boolean() })),
  readers: Type.Array(PersonName, { description: 'Who sees it besides its team and those who are cleared' }),
  setBy: orNull(PersonName),
  setAt: orNull(Moment),
  version: Type.Integer({ description: '0: it has no class' }),
  can: Type.Object({ classify: Type.Boolean() }),
});

export const getAccountClass = operation({
  name: 'getAccountClass',
  method: 'GET',
  path: '/accounts/{id}/class',
  summary: 'The class of confidentiality of an account',
  permission: 'accounts.read',
  anchor: 'account',
  input: Type.Object({ id: Id }),
  output: AccountClass,
});

export const notePrint = operation({
  name: 'notePrint',
  method: 'POST',
  path: '/accounts/{id}/prints',
  summary:
    'Say that the page of an account is being printed: it stands in the log of exports. The screens say it by themselves, whichever way printing was begun',
  permission: 'secrets.read',
  audit: 'printed an account',
  anchor: 'account',
  input: Type.Object({
    id: Id,
    part: Type.String({ pattern: '^[a-zA-Z]{1,40}$', description: 'The tab that was open' }),
  }),
  output: Done,
});

export const setAccountClass = operation({
  name: 'setAccountClass',
  method: 'PUT',
  path: '/accounts/{id}/class',
  summary:
    'Put an account into a class (null: into none) and name its readers. Only at the top of a structure (409): it holds for all below. Refused where one would not see the account afterwards',
  permission: 'secrets.classify',
  audit: 'put an account into a class of confidentiality',
  anchor: 'account',
  input: Type.Object({
    id: Id,
    class: orNull(Id),
    readers: Type.Optional(Type.Array(Id, { uniqueItems: true, maxItems: 100 })),
    version: Type.Integer({ minimum: 0, description: '0: it had no class' }),
  }),
  output: AccountClass,
});

/** What of an account is asked about, with the right that opens it. */
export const PARTS = {
  account: 'accounts.read',
  people: 'contacts.read',
  dossier: 'dossiers.read',
  map: 'contacts.read',
  notes: 'notes.read',
  files: 'files.read',
  documents: 'ledger.read',
  standing: 'segmentation.read',
} as const;
export type Part = keyof typeof PARTS;

const Reason = Type.Object({
  kind: oneOf(['role', 'cleared', 'team', 'superior', 'named', 'standIn'] as const),
  roles: Type.Array(Type.String()),
  class: orNull(Type.String({ description: 'The name of the class' })),
  duty: orNull(Type.String()),
  since: orNull(Day),
  until: orNull(Day),
  account: orNull(Type.Object({ id: Id, name: Type.String() })),
  person: orNull(PersonName),
});

export const explainAccess = operation({
  name: 'explainAccess',
  method: 'GET',
  path: '/accounts/{id}/why',
  summary:
    'Why one sees an account, or a part of it; or whether and why a colleague does: for their superiors, and for leaders, as far as they see the account themselves',
  permission: 'accounts.read',
  anchor: 'account',
  input: Type.Object({
    id: Id,
    part: Type.Optional(oneOf(Object.keys(PARTS) as [Part, ...Part[]])),
    userId: Type.Optional(Id),
  }),
  output: Type.Object({
    person: PersonName,
    reasons: Type.Array(Reason),
    closed: orNull(oneOf(['right', 'class', 'team'] as const)),
    can: Type.Object({ askOthers: Type.Boolean() }),
  }),
});

/** Records beyond accounts of which one may ask why one sees them. */
export const RECORD_KINDS = ['note', 'file', 'contact', 'task', 'project', 'document'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const explainRecord = operation({
  name: 'explainRecord',
  method: 'GET',
  path: '/secrets/why',
  summary:
    'Why one sees a record, or whether and why a colleague does: for their superiors, and for leaders, as far as they see the record themselves',
  permission: 'secrets.read',
  anchor: 'account',
  input: Type.Object({ kind: oneOf(RECORD_KINDS), id: Id, userId: Type.Optional(Id) }),
  output: Type.Object({
    person: PersonName,
    reasons: Type.Array(Reason, { description: 'What opens the accounts that it hangs on' }),
    own: Type.Array(
      Type.Object({
        kind: oneOf([
          ...(['author', 'reader', 'clearedFor', 'ofTeam', 'owner', 'giver', 'watcher'] as const),
          ...(['department', 'superior', 'decides', 'leads', 'ofTask'] as const),
        ]),
        class: orNull(Type.String({ description: 'The name of the class' })),
      }),
      { description: 'What of the record itself opens it' },
    ),
    closed: orNull(oneOf(['right', 'class', 'team', 'record'] as const)),
    can: Type.Object({ askOthers: Type.Boolean() }),
  }),
});

const LogFilter = {
  userId: Type.Optional(Id),
  accountId: Type.Optional(Id),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
};

const Reading = Type.Object({
  id: Id,
  person: PersonName,
  onBehalfOf: orNull(PersonName),
  account: Type.Object({ id: Id, name: Type.String() }),
  record: Type.Object({
    kind: oneOf(['account', 'note', 'file', 'dossier', 'contact', 'task', 'project', 'document'] as const),
    id: orNull({ ...Id, description: 'Null: the account itself, or texts of its dossier' } as typeof Id),
  }),
  class: orNull(Type.String({ description: 'Of the record, else of the account' })),
  firstAt: Moment,
  lastAt: Moment,
  times: Type.Integer(),
});

export const listReadings = operation({
  name: 'listReadings',
  method: 'GET',
  path: '/secrets/readings',
  summary:
    'Who read accounts that have a class, newest first: one row for a person, an account and an hour. Only about accounts that one sees',
  permission: 'secrets.seeLogs',
  anchor: 'account',
  input: Type.Object({ ...LogFilter, ...PageInput }),
  output: page(Reading),
});

const Export = Type.Object({
  id: Id,
  at: Moment,
  person: orNull(PersonName),
  onBehalfOf: orNull(PersonName),
  operation: Type.String(),
  name: Type.String(),
  filter: Type.Unknown(),
  account: orNull(Type.Object({ id: Id, name: Type.String() })),
  lines: orNull(Type.Integer({ description: 'Rows of a list without its head, or cards; null: the file has none' })),
  bytes: Type.Integer(),
  isWhole: Type.Boolean({ description: 'False where the reader went away before the end' }),
});

export const listExports = operation({
  name: 'listExports',
  method: 'GET',
  path: '/secrets/exports',
  summary:
    'Every file that left the house, newest first: what, by which filter, how much, by whom. Without the right to all accounts only one’s own and those about accounts that one sees',
  permission: 'secrets.seeLogs',
  anchor: 'account',
  input: Type.Object({ ...LogFilter, ...PageInput }),
  output: page(Export),
});

export const exportLogs = operation({
  name: 'exportLogs',
  method: 'GET',
  path: '/secrets/file',
  summary: 'One of the two logs as CSV; kept in the log of exports itself',
  permission: 'secrets.seeLogs',
  audit: 'exported a log of secrets',
  anchor: 'account',
  input: Type.Object({ log: oneOf(['readings', 'exports'] as const), ...LogFilter }),
  output: Empty,
  answer: 'file',
});
