import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Empty, Id, Moment, oneOf, orNull, PageInput, page } from '../../pure/shapes.ts';

const Filter = {
  userId: Type.Optional(Id),
  operation: Type.Optional(Type.String({ maxLength: 100 })),
  recordKind: Type.Optional(Type.String({ maxLength: 100 })),
  recordId: Type.Optional(Id),
  accountId: Type.Optional(Id),
  from: Type.Optional(Day),
  to: Type.Optional(Day),
  text: Type.Optional(Type.String({ maxLength: 200, description: 'Part of the reason' })),
};

const Person = Type.Object({ id: Id, name: orNull(Type.String()) });

export const AuditChange = Type.Object({
  field: Type.String(),
  before: Type.Unknown(),
  after: Type.Unknown(),
  withheld: orNull(oneOf(['confidential', 'erased'])),
});

const NamedRecord = Type.Object({
  id: Id,
  name: Type.String(),
  path: orNull(Type.String({ description: 'The page that shows it' })),
});

export const AuditEntry = Type.Object({
  id: Id,
  at: Moment,
  user: orNull(Person),
  onBehalfOf: orNull(Person),
  operation: Type.String(),
  word: Type.String(),
  recordKind: orNull(Type.String()),
  recordId: orNull(Id),
  accountId: orNull(Id),
  reason: orNull(Type.String()),
  requestId: orNull(Type.String()),
  changes: Type.Array(AuditChange),
  names: Type.Array(NamedRecord, {
    description:
      'The records that the entry names by id (its own, its account, those in before and after) as far as they are there and the reader may see them',
  }),
});

export const listAudit = operation({
  name: 'listAudit',
  method: 'GET',
  path: '/audit',
  summary:
    'Who did what, when, on whose behalf, before and after; newest first. `user` null: the system. A value is `withheld` when the reader may not see it or when it was erased',
  permission: 'audit.read',
  anchor: 'organisation',
  input: Type.Object({ ...Filter, ...PageInput }),
  output: page(AuditEntry),
});

export const listAuditWords = operation({
  name: 'listAuditWords',
  method: 'GET',
  path: '/audit/words',
  summary: 'The operations that stand in the audit, with their words, for a filter',
  permission: 'audit.read',
  anchor: 'organisation',
  input: Empty,
  output: Type.Object({ words: Type.Array(Type.Object({ operation: Type.String(), word: Type.String() })) }),
});

export const exportAudit = operation({
  name: 'exportAudit',
  method: 'GET',
  path: '/audit/file',
  summary: 'Everything that the filter matches as a file, one row per changed field; the export is audited itself',
  permission: 'audit.read',
  audit: 'exported the audit',
  anchor: 'organisation',
  input: Type.Object({ ...Filter, format: oneOf(['csv', 'xlsx']) }),
  output: Empty,
  answer: 'file',
});
