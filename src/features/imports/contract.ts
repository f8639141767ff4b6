import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Empty, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { Import, Mapping, Options, Proposal, Summary } from './contract-shapes.ts';
import { KINDS } from './rules-kinds.ts';

export { type ImportState, STATES } from './contract-shapes.ts';

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

export const proposeImportMapping = operation({
  ...one,
  name: 'proposeImportMapping',
  method: 'GET',
  path: '/imports/{id}/proposal',
  summary: 'What the columns of a table would be if the table was of this kind; nothing is saved',
  input: Type.Object({ id: Id, table: Type.String({ description: 'The id of the table' }), kind: oneOf(KINDS) }),
  output: Proposal,
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

export const getUndo = operation({
  ...one,
  name: 'getUndo',
  method: 'GET',
  path: '/imports/{id}/undo',
  summary:
    'What stands in the way of an undo: later imports that changed the same facts or paid them, in the order in which they came',
  input: ById,
  output: Type.Object({ later: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
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
