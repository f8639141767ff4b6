import Type from 'typebox';
import { Day, Id, Moment, oneOf, orNull, Version } from '../../pure/shapes.ts';
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

/** A mapping with what speaks for it and against it. */
export const Proposal = Type.Object({
  mapping: Mapping,
  confidence: Type.Number(),
  reasons: Type.Array(Type.String()),
  warnings: Type.Array(Type.String()),
  unmapped: Type.Array(Type.String()),
});

export const Options = Type.Object({
  unknownCustomers: Type.Optional(oneOf(['create', 'reject'])),
  unknownProducts: Type.Optional(oneOf(['create', 'reject'])),
  set: Type.Optional(Texts),
  asOf: Type.Optional(Day),
});

export const Count = Type.Integer({ minimum: 0 });

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
  removedDocuments: Type.Optional(
    Type.Integer({ description: 'Documents and payments that the source took back (reports of before may lack it)' }),
  ),
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
  rowsTotal: orNull(
    Type.Integer({ minimum: 0, description: 'Rows of the files: about, by size, until a dry run has counted them' }),
  ),
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

export const Summary = Type.Object({
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
