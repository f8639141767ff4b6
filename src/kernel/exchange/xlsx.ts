import { assemble } from './assemble.ts';
import type { Archive, Bytes } from './bytes.ts';
import type { Limits } from './limits.ts';
import { type DateEvidence, decideDates, detectNumbers, gatherDates } from './style.ts';
import type { Dialect, Row, Stop, Table } from './table.ts';
import { Unreadable } from './unreadable.ts';
import { readParts } from './xlsx-parts.ts';
import { readSheet } from './xlsx-sheet.ts';

export interface WorkbookOptions extends Partial<Omit<Dialect, 'confidence'>> {
  sheet?: string;
  headerRow?: number;
  layout?: 'auto' | 'flat';
}

/** The tables of a workbook, one per sheet that holds something. Sheets without a header are left out with a warning, as long as another one has a table. */
export async function openWorkbook(
  archive: Archive,
  bytes: Bytes,
  file: string,
  limits: Limits,
  options: WorkbookOptions,
): Promise<{ tables: Table[]; warnings: string[] }> {
  const book = await readParts(archive, bytes.name, limits);
  const tables: Table[] = [];
  const warnings: string[] = [];
  let failure: Unreadable | null = null;
  for (const part of book.sheets) {
    if (options.sheet !== undefined && options.sheet !== part.name) continue;
    const notes: string[] = [];
    const read = (signal?: Stop) => readSheet(part, book, limits, notes, signal);
    try {
      const table = await assemble(
        {
          id: `${bytes.name}#${part.name}`,
          file,
          sheet: part.name,
          format: 'xlsx',
          name: part.name,
          hidden: part.hidden,
          dialect: await dialectOf(read, bytes, options),
          warnings: notes,
          strict: false,
          headerRow: options.headerRow,
          layout: options.layout,
          read,
        },
        limits,
      );
      if (table === null) warnings.push(`Sheet "${part.name}" is empty.`);
      else tables.push(table);
    } catch (error) {
      if (!(error instanceof Unreadable) || error.code !== 'no-header') throw error;
      failure ??= error;
      warnings.push(error.message);
    }
  }
  if (tables.length === 0 && failure !== null) throw failure;
  if (tables.length === 0)
    throw new Unreadable('empty', `No sheet of "${bytes.name}" holds a table.`, { name: bytes.name });
  return { tables, warnings };
}

// How text cells write numbers and dates; typed cells need none of it.
async function dialectOf(
  read: () => AsyncGenerator<Row[], void, undefined>,
  bytes: Bytes,
  options: WorkbookOptions,
): Promise<Dialect> {
  const rows: Row[] = [];
  for await (const batch of read()) {
    rows.push(...batch);
    if (rows.length >= 2_000) break;
  }
  const numbers = detectNumbers(rows, null);
  const decimal = options.decimal ?? numbers.decimal;
  const evidence = new Map<number, DateEvidence>();
  gatherDates(rows, evidence);
  const dates = decideDates(evidence, decimal);
  return {
    encoding: null,
    bom: false,
    compression: bytes.compression,
    delimiter: null,
    quote: null,
    newline: '\n',
    decimal,
    thousands: options.thousands !== undefined ? options.thousands : numbers.thousands,
    dateOrder: options.dateOrder ?? dates.dateOrder,
    dateOrders: options.dateOrder ? {} : dates.dateOrders,
    confidence: {
      encoding: 'sure',
      delimiter: 'sure',
      decimal: options.decimal ? 'sure' : numbers.confidence,
      dateOrder: options.dateOrder ? 'sure' : dates.confidence,
    },
  };
}
