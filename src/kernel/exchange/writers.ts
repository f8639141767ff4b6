import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import iconv from 'iconv-lite';
import { guard } from './guard.ts';
import { type Cell, cellText } from './table.ts';

export interface CsvStyle {
  /** Default `,`. */
  delimiter?: string;
  /** Default `"`. */
  quote?: string;
  /** Default `utf-8`. */
  encoding?: string;
  /** A byte order mark, which makes Excel read UTF-8; default true for Unicode encodings. */
  bom?: boolean;
  /** Default `\r\n`. */
  newline?: string;
}

type Batches = AsyncIterable<readonly (readonly Cell[])[]> | Iterable<readonly (readonly Cell[])[]>;

/** One line of CSV without its end; formulas are neutralised (see guard.ts). */
export function csvLine(cells: readonly Cell[], style: CsvStyle = {}): string {
  const delimiter = style.delimiter ?? ',';
  const quote = style.quote ?? '"';
  let line = '';
  for (let at = 0; at < cells.length; at++) {
    if (at > 0) line += delimiter;
    const cell = cells[at];
    const text = typeof cell === 'string' ? guard(cell) : cellText(cell);
    line +=
      text.includes(quote) || text.includes(delimiter) || text.includes('\n') || text.includes('\r')
        ? quote + text.replaceAll(quote, quote + quote) + quote
        : text;
  }
  // A blank line would be no row at all.
  return line === '' ? quote + quote : line;
}

/** CSV as pieces of bytes, for a file or an answer. Numbers have a decimal point, dates are ISO. */
export async function* csvBytes(
  headers: readonly string[],
  batches: Batches,
  style: CsvStyle = {},
): AsyncGenerator<Buffer, void, undefined> {
  const encoding = style.encoding ?? 'utf-8';
  const newline = style.newline ?? '\r\n';
  const encode = (text: string) =>
    encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding, { addBOM: false });
  const mark = (style.bom ?? true) && encoding.startsWith('utf-') ? '\ufeff' : '';
  yield encode(mark + csvLine(headers, style) + newline);
  for await (const rows of batches) {
    let text = '';
    for (const row of rows) text += csvLine(row, style) + newline;
    if (text !== '') yield encode(text);
  }
}

/** XLSX as pieces of bytes; text is always text, never a formula, and dates are typed. Past 1,048,575 rows it goes on in further sheets. */
export async function* xlsxBytes(
  headers: readonly string[],
  batches: Batches,
  sheet = 'Sheet1',
): AsyncGenerator<Uint8Array, void, undefined> {
  async function* rows() {
    for await (const batch of batches) for (const row of batch) yield row.map(typed);
  }
  const columns = headers.map((header) => ({ header: escaped(header) }));
  const stream = writeXlsxStream(rows(), {
    name: sheetName(sheet),
    columns,
    freezePane: { rows: 1 },
    repeatHeaders: true,
  });
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

const sheetName = (name: string) =>
  name
    .replace(/[\\/?*[\]:]/g, ' ')
    .slice(0, 31)
    .trim() || 'Sheet1';

function typed(cell: Cell): string | number | boolean | Date | null {
  if (cell === null || typeof cell === 'boolean') return cell;
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell === 'string') return cell === '' ? null : escaped(cell);
  const text = 'date' in cell ? `${cell.date}T00:00:00` : cell.dateTime;
  const moment = new Date(`${text}Z`);
  // Workbooks know no day before 1900-03-01 that all programs agree on.
  return Number.isNaN(moment.getTime()) || text < '1900-03-01' ? text.slice(0, 'date' in cell ? 10 : 19) : moment;
}

// Control characters, the two non-characters, halves of surrogate pairs, and what looks like the escape itself.
const unwritable = new RegExp(
  [
    String.raw`[\u0000-\u0008\u000b-\u001f\ufffe\uffff]`,
    String.raw`[\ud800-\udbff](?![\udc00-\udfff])`,
    String.raw`(?<![\ud800-\udbff])[\udc00-\udfff]`,
    '_(?=x[0-9A-Fa-f]{4}_)',
  ].join('|'),
  'g',
);

/** Characters that XML cannot hold, in the form that workbooks use: _x0000_. */
function escaped(text: string): string {
  return text.replace(unwritable, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** Writes pieces of bytes into a file; a broken-off write leaves the error to the caller. */
export async function saveFile(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  await pipeline(Readable.from(bytes), createWriteStream(path));
}
