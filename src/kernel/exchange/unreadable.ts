/** Why a file cannot be read; the words are stable, screens translate them. */
export type UnreadableCode =
  | 'empty'
  | 'binary'
  | 'pdf'
  | 'old-xls'
  | 'encrypted'
  | 'ods'
  | 'image'
  | 'truncated'
  | 'damaged'
  | 'zip-bomb'
  | 'too-large'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'too-many-parts'
  | 'too-slow'
  | 'hostile-xml'
  | 'unknown-xml'
  | 'no-header'
  | 'no-table'
  | 'missing'
  | 'erased';

/** A file that cannot be read: what is wrong, what was expected and what to do, in words. */
export class Unreadable extends Error {
  readonly code: UnreadableCode;
  readonly params: Record<string, string | number>;
  constructor(code: UnreadableCode, message: string, params: Record<string, string | number> = {}) {
    super(message);
    this.name = 'Unreadable';
    this.code = code;
    this.params = params;
  }
}
