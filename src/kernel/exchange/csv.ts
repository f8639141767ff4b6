import { assemble, type Sheet } from './assemble.ts';
import { asUnreadable, type Bytes, head } from './bytes.ts';
import { detectMarks, sampleRecords } from './csv-dialect.ts';
import { CsvRecords, type CsvShape } from './csv-records.ts';
import { decoderOf, detectEncoding, plainAscii } from './encoding.ts';
import { unguard } from './guard.ts';
import { findHeader } from './header.ts';
import type { Limits } from './limits.ts';
import { type DateEvidence, decideDates, detectNumbers, gatherDates } from './style.ts';
import type { Dialect, Row, Stop, Table } from './table.ts';
import { Unreadable } from './unreadable.ts';

const sampleBytes = 256 * 1024;
/** Time for looking further when the sample leaves the order of dates or the encoding open. */
const lookSeconds = 3;

export interface CsvOptions extends Partial<Omit<Dialect, 'confidence'>> {
  headerRow?: number;
  layout?: 'auto' | 'flat';
}

/** Makes the table of a CSV file; everything about its form is detected unless given. */
export async function openCsv(
  bytes: Bytes,
  file: string,
  limits: Limits,
  options: CsvOptions = {},
): Promise<Table | null> {
  const sample = await head(bytes, sampleBytes);
  const whole = sample.length < sampleBytes;
  const found = detectEncoding(sample);
  if (!whole && found.encoding === 'utf-8' && !found.bom && plainAscii(sample))
    Object.assign(found, await laterEncoding(bytes));
  const encoding = options.encoding ?? found.encoding;
  const decoder = decoderOf(encoding);
  const text = decoder.write(sample) + (whole ? decoder.end() : '');
  if (text.trim() === '') return null;
  refuseBinary(text, bytes.name);
  const marks = detectMarks(text, whole, limits.maxFieldBytes);
  const shape: CsvShape = {
    delimiter: options.delimiter ?? marks.delimiter,
    quote: options.quote ?? marks.quote,
    newline: options.newline ?? marks.newline,
    maxFieldBytes: limits.maxFieldBytes,
  };
  const rows = sampleRecords(text, shape, whole).slice(marks.skip);
  const header = findHeader(rows.slice(0, 500), options.headerRow);
  const body = header === null ? rows : rows.slice(header.last + 1);
  const numbers = detectNumbers(body, shape.delimiter);
  const warnings: string[] = [];
  const width = header?.names.length ?? 0;
  const read = (signal?: Stop) => readRecords(bytes, encoding, shape, marks.skip, width, warnings, signal);
  const decimal = options.decimal ?? numbers.decimal;
  const dates = await datesOf(body, decimal, whole, read);
  const dialect: Dialect = {
    encoding,
    bom: found.bom,
    compression: bytes.compression,
    delimiter: shape.delimiter,
    quote: shape.quote,
    newline: shape.newline,
    decimal,
    thousands: options.thousands !== undefined ? options.thousands : numbers.thousands,
    dateOrder: options.dateOrder ?? dates.dateOrder,
    dateOrders: options.dateOrder
      ? Object.fromEntries(Object.keys(dates.dateOrders).map((column) => [column, options.dateOrder!]))
      : dates.dateOrders,
    confidence: {
      encoding: options.encoding ? 'sure' : found.confidence,
      delimiter: options.delimiter ? 'sure' : marks.confidence,
      decimal: options.decimal ? 'sure' : numbers.confidence,
      dateOrder: options.dateOrder ? 'sure' : dates.confidence,
    },
  };
  const sheet: Sheet = {
    id: bytes.name,
    file,
    sheet: null,
    format: 'csv',
    name: bytes.name.replace(/^.*\//, '').replace(/\.(?:csv|txt|tsv|tab|dat)$/i, ''),
    dialect,
    warnings,
    strict: true,
    headerRow: options.headerRow,
    layout: options.layout,
    read,
  };
  return assemble(sheet, limits);
}

function refuseBinary(text: string, name: string): void {
  let strange = 0;
  const length = Math.min(text.length, 16_384);
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0 || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 26)) strange++;
  }
  if (strange > length * 0.01) {
    throw new Unreadable(
      'binary',
      `"${name}" is not a table: it holds binary data. Expected CSV, XLSX, CommerceML (XML), or a zip or gzip of these.`,
      { name },
    );
  }
}

// A sample of plain ASCII says nothing about the letters further down.
async function laterEncoding(bytes: Bytes): Promise<Partial<ReturnType<typeof detectEncoding>>> {
  const until = performance.now() + lookSeconds * 1000;
  const stream = await bytes.open();
  try {
    let before: Buffer = Buffer.alloc(0);
    for await (const chunk of stream) {
      if (!plainAscii(chunk as Buffer))
        return { ...detectEncoding(lettersOf(Buffer.concat([before, chunk as Buffer]))), bom: false };
      before = (chunk as Buffer).subarray(-4);
      if (performance.now() > until) break;
    }
  } catch {
    // A damaged file is told when its rows are read.
  } finally {
    stream.destroy();
  }
  return {};
}

// The part around the first letters that are not ASCII, whole lines of it.
function lettersOf(bytes: Buffer): Buffer {
  let at = 0;
  while (at < bytes.length && bytes[at]! < 128) at++;
  return bytes.subarray(Math.max(0, at - 64), at + 64 * 1024);
}

async function datesOf(
  body: Row[],
  decimal: '.' | ',',
  whole: boolean,
  read: () => AsyncGenerator<Row[], void, undefined>,
) {
  const evidence = new Map<number, DateEvidence>();
  gatherDates(body, evidence);
  let decided = decideDates(evidence, decimal);
  if (decided.confidence === 'sure' || whole) return decided;
  const until = performance.now() + lookSeconds * 1000;
  try {
    for await (const rows of read()) {
      gatherDates(rows, evidence);
      decided = decideDates(evidence, decimal);
      if (decided.confidence === 'sure' || performance.now() > until) break;
    }
  } catch {
    // A damaged file is told when its rows are read.
  }
  return decided;
}

async function* readRecords(
  bytes: Bytes,
  encoding: string,
  shape: CsvShape,
  skip: number,
  width: number,
  warnings: string[],
  signal?: Stop,
): AsyncGenerator<Row[], void, undefined> {
  const stream = await bytes.open();
  const decoder = decoderOf(encoding);
  const records = new CsvRecords(
    shape,
    (fields) => width === 0 || fields.length === width || fields.length === width + 1,
  );
  let lost = encoding !== 'utf-8';
  let first = skip > 0;
  let marked = false;
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      const text = decoder.write(chunk as Buffer);
      const out: Row[] = [];
      records.push(text, false, out);
      marked ||= text.includes("'");
      if (!lost && text.includes('\ufffd')) {
        lost = true;
        note(warnings, out);
      }
      if (first && out.length > 0) {
        first = false;
        out.splice(0, skip);
      }
      if (out.length > 0) yield marked ? restored(out) : out;
    }
    const out: Row[] = [];
    records.push(decoder.end(), true, out);
    if (first) out.splice(0, skip);
    if (out.length > 0) yield restored(out);
  } catch (error) {
    throw asUnreadable(error, bytes.name);
  } finally {
    stream.destroy();
  }
}

function note(warnings: string[], rows: Row[]): void {
  const row = rows.find((each) => each.cells.some((cell) => typeof cell === 'string' && cell.includes('\ufffd')));
  const said = 'Some characters are not valid UTF-8, or were lost before';
  if (!warnings.some((warning) => warning.startsWith(said)))
    warnings.push(
      `${said}${row ? ` (first in line ${row.number})` : ''}; they are shown as \ufffd. Check the encoding.`,
    );
}

// Takes away the apostrophe that the writer puts before what a spreadsheet would run as a formula.
function restored(rows: Row[]): Row[] {
  for (const row of rows) {
    const cells = row.cells;
    for (let at = 0; at < cells.length; at++) {
      const cell = cells[at];
      if (typeof cell === 'string' && cell.charCodeAt(0) === 39) cells[at] = unguard(cell);
    }
  }
  return rows;
}
