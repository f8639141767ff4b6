import type { Cell } from '../../kernel/exchange/table.ts';
import { type DocMark, isGone, markOf, readTitle } from './rules-marks.ts';
import { dateReader, Memory, type Reader } from './rules-readers.ts';
import type { Compiling } from './rules-staged.ts';

/** Number, date and kind of a document out of one cell. */
export interface TitleParts {
  number: string | null;
  date: string | null;
  mark: DocMark | null;
}

const none: TitleParts = { number: null, date: null, mark: null };

/** Reads the column of document titles; null when the mapping has none. */
export function titleReader(c: Compiling, latest: string): ((cells: readonly Cell[]) => TitleParts) | null {
  const title = c.read('document');
  if (title === null) return null;
  const memory = new Memory<TitleParts>();
  const asDate = dateReader(
    { field: 'document', column: 0, header: c.mapping.fields.document ?? 'document', faults: c.faults },
    'dmy',
    latest,
  );
  return (cells) => {
    const text = title(cells);
    if (text === null) return none;
    const known = memory.get(text);
    if (known !== undefined) return known;
    const found = readTitle(text);
    if (found === null)
      return memory.keep(text, {
        number: text.length <= 60 && /\d/.test(text) ? text : null,
        date: null,
        mark: markIn(c, text),
      });
    const date = asDate([found.date]);
    if (date === null) return none;
    return memory.keep(text, { number: found.number, date, mark: markIn(c, found.words) });
  };
}

function markIn(c: Compiling, words: string): DocMark | null {
  return markOf(words, c.mapping.options.marks);
}

/** Reads the column that tells kinds of documents apart: `null` for nothing said, `unknown` for words that nobody knows. */
export function markReader(c: Compiling): ((cells: readonly Cell[]) => DocMark | 'unknown' | null) | null {
  const mark = c.read('mark');
  if (mark === null) return null;
  const memory = new Memory<DocMark | 'unknown'>();
  return (cells) => {
    const text = mark(cells);
    if (text === null) return null;
    return memory.get(text) ?? memory.keep(text, markOf(text, c.mapping.options.marks) ?? 'unknown');
  };
}

/** What the beginning of a number says: C536379 with `{C: 'credit'}`. */
export function prefixReader(c: Compiling): ((number: string) => DocMark | null) | null {
  const prefixes = Object.entries(c.mapping.options.prefixes ?? {});
  if (prefixes.length === 0) return null;
  return (number) => {
    const upper = number.slice(0, 12).toUpperCase();
    for (const [prefix, mark] of prefixes) if (upper.startsWith(prefix)) return mark;
    return null;
  };
}

/** Sets a fault and gives true when status, cancelled, deleted or posted say that the document does not count. */
export function goneReader(c: Compiling): ((cells: readonly Cell[]) => boolean) | null {
  const tests: ((cells: readonly Cell[]) => string | null)[] = [];
  const says = (name: string, reader: Reader | null, gone: (value: string) => boolean, message: string) => {
    if (reader === null) return;
    tests.push((cells) => {
      const value = reader(cells);
      if (value === null || !gone(value)) return null;
      c.faults.set(name, value, 'cancelled', message);
      return value;
    });
  };
  says('cancelled', c.read('cancelled'), (value) => value === 'true', 'The document was cancelled in the source.');
  says('deleted', c.read('deleted'), (value) => value === 'true', 'The document is marked as deleted in the source.');
  says('posted', c.read('posted'), (value) => value === 'false', 'The document is not posted in the source.');
  says('status', c.read('status'), isGone, 'The status says that the document does not count.');
  if (tests.length === 0) return null;
  return (cells) => tests.some((test) => test(cells) !== null);
}

/** Minus the number; '-5' -> '5'. */
export function negated(text: string): string {
  return text.charCodeAt(0) === 45 ? text.slice(1) : /[1-9]/.test(text) ? `-${text}` : text;
}

export const isNegative = (text: string | null): boolean => text !== null && text.charCodeAt(0) === 45;
