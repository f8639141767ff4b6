import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Day, Empty, Id, Moment, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { KINDS } from './rules-kinds.ts';

export const STATES = ['draft', 'checking', 'queued', 'running', 'done', 'failed', 'cancelled', 'undone'] as const;
export type ImportState = (typeof STATES)[number];

const Texts = Type.Record(Type.String(), Type.String());

/** What one table of a file is: the same JSON is proposed, edited on screen, sent by API and read from `--mapping FILE`. */
export const Mapping = Type.Object({
  table: Type.String({ description: 'The id of the table, or the name of its file' }),
  kind: orNull(oneOf(KINDS)),
  fields: Type.Record(Type.String(), Type.String(), { description: 'Field of the kind -> header of the column' }),
  constants: Texts,
  options: Type.Record(Type.String(), Type.Unknown()),
});

export const Options = Type.Object({
  unknownCustomers: Type.Optional(oneOf(['create', 'reject'])),
  unknownProducts: Type.Optional(oneOf(['create', 'reject'])),
  set: Type.Optional(Texts),
  asOf: Type.Optional(Day),
});

const Count = Type.Integer({ minimum: 0 });

/** What became of the rows of one table. rows = inserted + updated + unchanged + duplicates + rejected. */
export const FileReport = Type.Object({
  file: Type.String(),
  table: Type.String(),
  kind: orNull(oneOf(KINDS)),
  rows: Count,
  inserted: Count,
  updated: Count,
  unchanged: Count,
  duplicates: Count,
  rejected: Count,
  skipped: orNull(Type.String({ description: 'Why the whole table was left out' })),
  warnings: Type.Array(Type.String()),
});

const YearTotal = Type.Object({
  year: Type.Integer(),
  currency: Type.String(),
  documents: Count,
  net: Type.String(),
  series: oneOf(['sale', 'credit', 'order']),
});

export const Report = Type.Object({
  files: Type.Array(FileReport),
  totals: Type.Object({
    currency: Type.String(),
    net: Type.String({ description: 'Net of the invoices and credit notes that this import touched, base currency' }),
    ordered: Type.String(),
    received: Type.String(),
    documents: Count,
    lines: Count,
    payments: Count,
    byYear: Type.Array(YearTotal),
  }),
  made: Type.Object({ customers: Count, products: Count }),
  removedLines: Count,
  loose: Type.Object({
    documentsWithoutLines: Count,
    linesWithoutDocument: Count,
    paymentsBeyondInvoices: Count,
  }),
  rejected: Count,
  reasons: Type.Array(Type.Object({ code: Type.String(), count: Count, example: Type.String() })),
  seconds: Type.Number(),
});

const DetectedTable = Type.Object({
  id: Type.String(),
  name: Type.String(),
  sheet: orNull(Type.String()),
  format: Type.String(),
  headers: Type.Array(Type.String()),
  headerRow: Type.Integer(),
  dialect: Type.Unknown({ description: 'What was detected: encoding, delimiter, decimal mark, date order …' }),
  sample: Type.Array(
    Type.Object({ number: Type.Integer(), cells: Type.Array(Type.String()), problem: orNull(Type.String()) }),
  ),
  report: orNull(Type.String()),
  warnings: Type.Array(Type.String()),
  confidence: Type.Number(),
  reasons: Type.Array(Type.String()),
  unmapped: Type.Array(Type.String()),
});

export const ImportFile = Type.Object({
  id: Id,
  name: Type.String(),
  size: Type.Integer(),
  tables: Type.Array(DetectedTable),
  overrides: Type.Unknown(),
  problem: orNull(Type.Object({ code: Type.String(), message: Type.String() })),
});

export const Import = Type.Object({
  id: Id,
  name: Type.String(),
  state: oneOf(STATES),
  source: Type.String(),
  files: Type.Array(ImportFile),
  mapping: Type.Array(Mapping),
  mappingProblems: Type.Array(Type.Object({ table: Type.String(), field: Type.String(), expected: Type.String() })),
  options: Options,
  phase: orNull(Type.String()),
  rowsDone: Count,
  rowsTotal: orNull(Count),
  startedAt: orNull(Moment),
  finishedAt: orNull(Moment),
  dryRun: orNull(Report),
  report: orNull(Report),
  failure: orNull(Type.Object({ code: Type.String(), message: Type.String() })),
  undoneAt: orNull(Moment),
  createdBy: orNull(Type.String()),
  createdAt: Moment,
  version: Version,
});

const Summary = Type.Object({
  id: Id,
  name: Type.String(),
  state: oneOf(STATES),
  phase: orNull(Type.String()),
  rowsDone: Count,
  rowsTotal: orNull(Count),
  files: Type.Array(Type.String()),
  inserted: Count,
  updated: Count,
  unchanged: Count,
  rejected: Count,
  createdBy: orNull(Type.String()),
  createdAt: Moment,
  finishedAt: orNull(Moment),
});

const one = { permission: 'imports.run', anchor: 'organisation' } as const;
const ById = Type.Object({ id: Id });

export const listImports = operation({
  ...one,
  name: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: 'Imports of the ledger, newest first',
  input: Type.Object(PageInput),
  output: page(Summary),
});

export const createImport = operation({
  ...one,
  name: 'createImport',
  method: 'POST',
  path: '/imports',
  summary:
    'Begin an import; files that belong together go into one. `source` names the system, and with the number it is the key of every record',
  audit: 'began an import',
  input: Type.Object({
    name: Type.Optional(Type.String({ maxLength: 200 })),
    source: Type.Optional(Type.String({ pattern: '^[\\w .-]{1,60}$' })),
  }),
  output: Import,
});

export const getImport = operation({
  ...one,
  name: 'getImport',
  method: 'GET',
  path: '/imports/{id}',
  summary: 'One import: files, mapping, progress, report',
  input: ById,
  output: Import,
});

export const discardImport = operation({
  ...one,
  name: 'discardImport',
  method: 'DELETE',
  path: '/imports/{id}',
  summary: 'Throw away an import that has not run',
  audit: 'discarded an import',
  input: ById,
  output: Empty,
});

export const addImportFile = operation({
  ...one,
  name: 'addImportFile',
  method: 'POST',
  path: '/imports/{id}/files',
  summary: 'Upload a file (its bytes are the body); what it is, is detected, and a mapping proposed',
  audit: 'uploaded a file to import',
  body: 'file',
  input: Type.Object({ id: Id, name: Type.String({ minLength: 1, maxLength: 255 }) }),
  output: Import,
});

export const removeImportFile = operation({
  ...one,
  name: 'removeImportFile',
  method: 'DELETE',
  path: '/imports/{id}/files/{fileId}',
  summary: 'Take a file out of an import that has not run',
  audit: 'removed a file from an import',
  input: Type.Object({ id: Id, fileId: Id }),
  output: Import,
});

export const redetectImportFile = operation({
  ...one,
  name: 'redetectImportFile',
  method: 'PUT',
  path: '/imports/{id}/files/{fileId}/reading',
  summary: 'Read a file in another way than detected: encoding, delimiter, decimal mark, date order, header row',
  audit: 'changed how a file is read',
  input: Type.Object({ id: Id, fileId: Id, overrides: Type.Record(Type.String(), Type.Unknown()) }),
  output: Import,
});

export const saveImportMapping = operation({
  ...one,
  name: 'saveImportMapping',
  method: 'PUT',
  path: '/imports/{id}/mapping',
  summary: 'Say what the tables and columns are; remembered for files of the same shape',
  audit: 'changed the mapping of an import',
  input: Type.Object({ id: Id, mapping: Type.Array(Mapping), options: Type.Optional(Options), version: Version }),
  output: Import,
});

export const checkImport = operation({
  ...one,
  name: 'checkImport',
  method: 'POST',
  path: '/imports/{id}/dry-run',
  summary: 'Dry run: what would come in, what is new, changed, unchanged, rejected. Nothing is written',
  audit: 'checked an import',
  input: ById,
  output: Import,
});

export const runImport = operation({
  ...one,
  name: 'runImport',
  method: 'POST',
  path: '/imports/{id}/run',
  summary: 'Bring the files in, in the background, all or nothing',
  audit: 'ran an import',
  input: ById,
  output: Import,
});

export const cancelImport = operation({
  ...one,
  name: 'cancelImport',
  method: 'PUT',
  path: '/imports/{id}/cancellation',
  summary: 'Stop an import that waits or runs; the ledger stays as it was',
  audit: 'cancelled an import',
  input: ById,
  output: Import,
});

export const undoImport = operation({
  ...one,
  name: 'undoImport',
  method: 'PUT',
  path: '/imports/{id}/undo',
  summary: 'Put back what was there before; refused when a later import changed the same facts',
  audit: 'undid an import',
  input: ById,
  output: Import,
});

export const Reject = Type.Object({
  id: Type.Integer(),
  file: Type.String(),
  table: Type.String(),
  row: Type.Integer(),
  field: orNull(Type.String()),
  value: orNull(Type.String()),
  code: Type.String(),
  message: Type.String(),
});

export const listRejects = operation({
  ...one,
  name: 'listRejects',
  method: 'GET',
  path: '/imports/{id}/rejects',
  summary: 'Rejected rows with row number, field, value and reason; of the run, or of the dry run before it',
  input: Type.Object({ id: Id, ...PageInput }),
  output: page(Reject),
});

export const downloadRejects = operation({
  ...one,
  name: 'downloadRejects',
  method: 'GET',
  path: '/imports/{id}/rejects/file',
  summary: 'The rejected rows of one table as a file of the same format, with a reason column',
  audit: 'downloaded rejected rows',
  answer: 'file',
  input: Type.Object({ id: Id, table: Type.Optional(Type.String()) }),
  output: Empty,
});
