/** What a file can be; everything else is refused. */
export const FILE_KINDS = [
  'pdf',
  'png',
  'jpeg',
  'gif',
  'webp',
  'svg',
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'text',
  'csv',
  'html',
  'eml',
  'zip',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What of an account a file can belong to. */
export const ACCOUNT_RECORDS = ['account', 'contact', 'note'] as const;
export type AccountRecord = (typeof ACCOUNT_RECORDS)[number];

/** The records of later rooms that have files. */
export const KEPT_KINDS = ['project', 'task'] as const;
export type KeptKind = (typeof KEPT_KINDS)[number];

/** Everything that a file can belong to. */
export const RECORD_KINDS = [...ACCOUNT_RECORDS, ...KEPT_KINDS] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** How far the text of a file was read: `none` where there is nothing to read, `cut` where only its beginning was, `failed` where it could not be. */
export const TEXT_STATES = ['none', 'waiting', 'read', 'cut', 'failed'] as const;

/** Why the text of a file could not be read. */
export const TEXT_PROBLEMS = ['tooLarge', 'tooSlow', 'damaged', 'encrypted', 'zipBomb', 'noText', 'lost'] as const;
export type TextProblem = (typeof TEXT_PROBLEMS)[number];

/** Kinds that the screens show by themselves. */
export const PICTURES = ['png', 'jpeg', 'gif', 'webp'] as const satisfies readonly FileKind[];
