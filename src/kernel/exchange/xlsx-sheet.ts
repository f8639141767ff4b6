import { fromSerial } from './dates.ts';
import type { SheetRow } from './header.ts';
import type { Limits } from './limits.ts';
import { batchRows, type Cell, type Stop } from './table.ts';
import { Unreadable } from './unreadable.ts';
import type { SheetPart, WorkbookParts } from './xlsx-parts.ts';
import { unescaped } from './xlsx-parts.ts';
import { readXml } from './xml.ts';

const maxRow = 1_048_576;
const said = 'Cells with an error of a formula are read as empty';

/** `C7` -> 2; -1 when it is no reference. */
function columnOf(reference: string): number {
  let column = 0;
  let at = 0;
  for (; at < reference.length && at < 4; at++) {
    const code = reference.charCodeAt(at) & 0xdf;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return at === 0 ? -1 : column - 1;
}

/** Streams the rows of one sheet; memory holds a batch only. */
export async function* readSheet(
  part: SheetPart,
  book: WorkbookParts,
  limits: Limits,
  warnings: string[],
  signal?: Stop,
): AsyncGenerator<SheetRow[], void, undefined> {
  const { strings, styles, epoch1904 } = book;
  let out: SheetRow[] = [];
  let row: SheetRow | null = null;
  let number = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value: string | null = null;
  let catching = false;
  let phonetic = 0;
  let inData = false;

  const place = () => {
    if (row === null || value === null) return;
    const cell = typed(value);
    if (cell === null) return;
    const cells = row.cells;
    const look = styles[style];
    if (cells.length === 0 || cells.every((each) => each === null)) {
      row.bold = look?.bold ?? false;
      row.indent = look?.indent ?? 0;
    }
    while (cells.length < column) cells.push(null);
    cells[column] = cell;
  };
  const typed = (text: string): Cell => {
    switch (type) {
      case 's':
        return strings[Number(text)] ?? null;
      case 'str':
      case 'inlineStr':
        return unescaped(text);
      case 'b':
        return text === '1' || text === 'true';
      case 'e':
        if (!warnings.some((warning) => warning.startsWith(said)))
          warnings.push(`${said} (first: ${text} in row ${number}).`);
        return null;
      case 'd':
        return isoDate(text);
    }
    if (text === '') return null;
    const read = Number(text);
    if (Number.isNaN(read)) return text;
    const kind = styles[style]?.kind ?? 'number';
    if (kind === 'number') return read;
    if (kind === 'time') return read >= 1 ? fromSerial(read, epoch1904, false) : clock(read);
    return fromSerial(read, epoch1904, kind === 'date') ?? badDate(read);
  };
  const badDate = (read: number): Cell => {
    const words = 'Some cells are formatted as dates but hold no day of the calendar';
    if (!warnings.some((warning) => warning.startsWith(words)))
      warnings.push(`${words} (first: ${read} in row ${number}); they are read as text.`);
    return String(read);
  };
  const events = {
    open(name: string, attributes: Record<string, string>) {
      if (name === 'c') {
        const reference = attributes.r;
        const at = reference === undefined ? column + 1 : columnOf(reference);
        column = at < 0 ? column + 1 : at;
        if (column >= 16_384 || column > limits.maxColumns * 2 + 1000) throw tooWide(part.name, limits);
        type = attributes.t ?? 'n';
        style = Number(attributes.s ?? 0);
        value = null;
      } else if (name === 'v') {
        catching = true;
        value = '';
      } else if (name === 't') {
        if (phonetic === 0 && type === 'inlineStr') {
          catching = true;
          value ??= '';
        }
      } else if (name === 'rPh') phonetic++;
      else if (name === 'row' && inData) {
        const given = Number(attributes.r);
        number = Number.isInteger(given) && given > number && given <= maxRow ? given : number + 1;
        row = { number, cells: [] };
        const level = Number(attributes.outlineLevel ?? 0);
        if (level > 0) row.level = level;
        column = -1;
      } else if (name === 'sheetData') inData = true;
    },
    text(text: string) {
      if (!catching) return;
      value += text;
      if (value!.length > limits.maxFieldBytes)
        throw new Unreadable(
          'too-large',
          `A cell in row ${number} of sheet "${part.name}" is longer than ${limits.maxFieldBytes} characters.`,
          { name: part.name },
        );
    },
    close(name: string) {
      if (name === 'v' || name === 't') catching = false;
      else if (name === 'c') place();
      else if (name === 'rPh') phonetic--;
      else if (name === 'row' && row !== null) {
        if (row.cells.length > 0) out.push(row);
        row = null;
      } else if (name === 'sheetData') inData = false;
    },
  };
  for await (const _ of readXml(part.bytes, events, limits, signal)) {
    void _;
    if (out.length >= batchRows) {
      yield out;
      out = [];
    }
  }
  if (out.length > 0) yield out;
}

const tooWide = (name: string, limits: Limits) =>
  new Unreadable(
    'too-many-columns',
    `Sheet "${name}" has values beyond column ${limits.maxColumns}. Remove the columns that are not needed.`,
    { name, limit: limits.maxColumns },
  );

function clock(part: number): Cell {
  const seconds = Math.round(part * 86_400);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function isoDate(text: string): Cell {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d)?))?/.exec(text);
  if (!found) return text;
  if (found[2] === undefined || /^00:00(?::00)?$/.test(found[2])) return { date: found[1]! };
  return { dateTime: `${found[1]}T${found[2].length === 5 ? `${found[2]}:00` : found[2]}` };
}
