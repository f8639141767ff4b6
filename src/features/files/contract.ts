import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, Moment, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import { Kept, KeptShown } from '../notes/contract.ts';
import { ACCOUNT_RECORDS, FILE_KINDS, KEPT_KINDS, RECORD_KINDS, TEXT_PROBLEMS, TEXT_STATES } from './contract-words.ts';

export { getLogo, setLogo, showLogo, uploadLogo } from './contract-logos.ts';

const on = { anchor: 'account' } as const;

const PersonName = Type.Object({ id: Id, name: Type.String() });
const VersionNumber = Type.Integer({ minimum: 1, description: 'Of a version of the file, from 1' });
const Size = Type.Integer({ description: 'Bytes' });
const Name = Type.String({
  minLength: 1,
  maxLength: 255,
  description:
    'With its ending, which must be that of what the file is. A path is refused; spaces around it and characters that cannot be seen are taken away',
});

export const AccountFile = Type.Object({
  id: Id,
  accountId: orNull({
    ...Id,
    description: 'Null of a file of a task that is about no account, or about one that the reader may not see',
  }),
  accountName: orNull(Type.String()),
  record: Type.Object(
    {
      kind: oneOf(RECORD_KINDS),
      id: orNull(Id),
      name: orNull(Type.String({ description: 'Of a task or a project' })),
    },
    { description: 'What it belongs to' },
  ),
  name: Type.String(),
  kind: oneOf(FILE_KINDS),
  size: Size,
  number: { ...VersionNumber, description: 'The newest version' },
  author: orNull(PersonName),
  createdAt: Moment,
  changedAt: { ...Moment, description: 'When the newest version came' },
  changedBy: orNull(PersonName),
  kept: orNull({
    ...KeptShown,
    description: 'Null: not confidential; a file of a task is read by whoever may see the task',
  }),
  text: Type.Object({
    state: oneOf(TEXT_STATES),
    problem: orNull(oneOf(TEXT_PROBLEMS)),
  }),
  version: Version,
  can: Type.Object({
    edit: Type.Boolean(),
    keep: Type.Boolean({ description: 'Say who may read it: the author alone, where it belongs to no note' }),
    seeReadings: Type.Boolean(),
  }),
});
export type AccountFile = Type.Static<typeof AccountFile>;

export const listFiles = operation({
  ...on,
  name: 'listFiles',
  method: 'GET',
  path: '/accounts/{id}/files',
  summary: 'The files of an account that one may read, the one changed last first',
  permission: 'files.read',
  input: Type.Object({
    id: Id,
    group: Type.Optional(Type.Boolean({ description: 'With everything below the account' })),
    q: Type.Optional(
      Type.String({ maxLength: 200, description: 'Every one of these words occurs in its name or its text' }),
    ),
    kind: Type.Optional(Type.Array(oneOf(FILE_KINDS), { uniqueItems: true, maxItems: FILE_KINDS.length })),
    record: Type.Optional({ ...Id, description: 'Only those of this contact or note' }),
    ...PageInput,
  }),
  output: Type.Object({
    ...page(AccountFile).properties,
    maxBytes: { ...Size, description: 'The largest file that is taken' },
    can: Type.Object({ write: Type.Boolean() }),
  }),
});

const ofRecord = { recordKind: oneOf(KEPT_KINDS), recordId: Id };

export const listRecordFiles = operation({
  ...on,
  name: 'listRecordFiles',
  method: 'GET',
  path: '/files',
  summary: 'The files of a task or of a project, the one changed last first: for whoever may see the record',
  permission: 'files.read',
  input: Type.Object({ ...ofRecord, ...PageInput }),
  output: listFiles.output,
});

export const addRecordFile = operation({
  ...on,
  name: 'addRecordFile',
  method: 'POST',
  path: '/files',
  summary:
    'Upload a file (its bytes are the body) to a task or a project. Whoever may see the record reads it; who may change the record, or has to do with the task while it is open, adds, renames, replaces and removes',
  permission: 'files.write',
  audit: 'uploaded a file',
  body: 'file',
  input: Type.Object({ ...ofRecord, name: Name }),
  output: AccountFile,
});

export const getFile = operation({
  ...on,
  name: 'getFile',
  method: 'GET',
  path: '/files/{id}',
  summary: 'What is known of one file',
  permission: 'files.read',
  input: Type.Object({ id: Id }),
  output: AccountFile,
});

export const addFile = operation({
  ...on,
  name: 'addFile',
  method: 'POST',
  path: '/accounts/{id}/files',
  summary:
    'Upload a file (its bytes are the body) to an account, or to a contact or a note of it. What it is, its content says; a file of a confidential note is read by the readers of the note',
  permission: 'files.write',
  audit: 'uploaded a file',
  body: 'file',
  input: Type.Object({
    id: Id,
    name: Name,
    recordKind: Type.Optional(oneOf(ACCOUNT_RECORDS)),
    recordId: Type.Optional(Id),
    confidential: Type.Optional(Type.Boolean({ description: 'Read by the author and by `readers` and `team` only' })),
    readers: Type.Optional(Type.Array(Id, { maxItems: 100, uniqueItems: true })),
    team: Type.Optional(Type.Boolean()),
    class: Type.Optional({
      ...Id,
      description: 'A class of confidentiality: whoever is cleared for it may read it too',
    }),
  }),
  output: AccountFile,
});

export const addFileVersion = operation({
  ...on,
  name: 'addFileVersion',
  method: 'POST',
  path: '/files/{id}/versions',
  summary: 'Upload a new version of a file (its bytes are the body); what it was stays among its versions',
  permission: 'files.write',
  audit: 'uploaded a new version of a file',
  body: 'file',
  input: Type.Object({ id: Id, name: Name, version: Version }),
  output: AccountFile,
});

export const listFileVersions = operation({
  ...on,
  name: 'listFileVersions',
  method: 'GET',
  path: '/files/{id}/versions',
  summary: 'The versions of a file, newest first',
  permission: 'files.read',
  input: Type.Object({ id: Id, ...PageInput }),
  output: page(
    Type.Object({
      number: VersionNumber,
      name: Type.String(),
      kind: oneOf(FILE_KINDS),
      size: Size,
      addedAt: Moment,
      addedBy: orNull(PersonName),
    }),
  ),
});

export const downloadFile = operation({
  ...on,
  name: 'downloadFile',
  method: 'GET',
  path: '/files/{id}/content',
  summary: 'Save a file, or an older version of it; of a confidential one it is kept who did',
  permission: 'files.read',
  audit: 'downloaded a file',
  answer: 'file',
  input: Type.Object({ id: Id, number: Type.Optional(VersionNumber) }),
  output: Type.Object({}),
});

export const previewFile = operation({
  ...on,
  name: 'previewFile',
  method: 'GET',
  path: '/files/{id}/preview',
  summary: 'A picture or a PDF to be looked at here (409 for all else); of a confidential one it is kept who did',
  permission: 'files.read',
  audit: 'opened a file',
  answer: 'file',
  input: Type.Object({ id: Id, number: Type.Optional(VersionNumber) }),
  output: Type.Object({}),
});

export const renameFile = operation({
  ...on,
  name: 'renameFile',
  method: 'PUT',
  path: '/files/{id}/name',
  summary: 'Give a file another name; its ending stays one of what it is',
  permission: 'files.write',
  audit: 'renamed a file',
  input: Type.Object({ id: Id, version: Version, name: Name }),
  output: AccountFile,
});

export const keepFile = operation({
  ...on,
  name: 'keepFile',
  method: 'PUT',
  path: '/files/{id}/readers',
  summary: 'Make a file confidential, or open to all who read files of the account: its author alone may',
  permission: 'files.write',
  audit: 'said who may read a file',
  input: Type.Object({
    id: Id,
    version: Version,
    kept: orNull(Kept),
  }),
  output: AccountFile,
});

export const removeFile = operation({
  ...on,
  name: 'removeFile',
  method: 'DELETE',
  path: '/files/{id}',
  summary: 'Remove a file; restoreFile brings it back for 30 days',
  permission: 'files.write',
  audit: 'removed a file',
  input: Type.Object({ id: Id, version: Version }),
  output: Type.Object({ version: Version }),
});

export const restoreFile = operation({
  ...on,
  name: 'restoreFile',
  method: 'PUT',
  path: '/files/{id}/restored',
  summary: 'Bring a removed file back, with its versions',
  permission: 'files.write',
  audit: 'brought a file back',
  input: Type.Object({ id: Id, version: Version }),
  output: Done,
});

export const listFileReadings = operation({
  ...on,
  name: 'listFileReadings',
  method: 'GET',
  path: '/files/{id}/readings',
  summary: 'Who opened or saved a confidential file, when and which version, newest first',
  permission: 'files.seeReadings',
  input: Type.Object({ id: Id, ...PageInput }),
  output: page(
    Type.Object({
      number: VersionNumber,
      person: orNull(PersonName),
      onBehalfOf: orNull(PersonName),
      how: oneOf(['opened', 'saved'] as const),
      at: Moment,
    }),
  ),
});
