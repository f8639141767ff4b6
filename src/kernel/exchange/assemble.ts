import { Meter } from './clock.ts';
import { distinctNames, findHeader, isRuler, type SheetRow } from './header.ts';
import type { Limits } from './limits.ts';
import { flatPlan, type Plan } from './report-layout.ts';
import { planReport } from './report-plan.ts';
import { type Flattening, flattening } from './report-rows.ts';
import { isShortLine, shortLines } from './report-short.ts';
import { batchRows, cellText, type Dialect, isBlank, type Row, type Stop, sampleRows, type Table } from './table.ts';
import { Unreadable } from './unreadable.ts';

/** Rows looked at before anything is decided. */
const probeRows = 3_000;

/** A sheet or a CSV file as rows of cells, before header and layout are known. */
export interface Sheet {
  id: string;
  file: string;
  sheet: string | null;
  format: 'csv' | 'xlsx';
  name: string;
  dialect: Dialect;
  warnings: string[];
  /** The same strictness for all rows: a row with another number of cells has a problem (CSV). */
  strict: boolean;
  /** Hidden in its workbook. */
  hidden?: boolean;
  /** Row number given by the user. */
  headerRow?: number;
  /** `flat`: the user says that this is no printed report. */
  layout?: 'auto' | 'flat';
  read(signal?: Stop): AsyncGenerator<SheetRow[], void, undefined>;
}

/** Reads the first rows of a sheet. */
async function probe(sheet: Sheet, limit: number): Promise<{ rows: SheetRow[]; whole: boolean }> {
  const rows: SheetRow[] = [];
  for await (const batch of sheet.read()) {
    for (const row of batch) rows.push(row);
    if (rows.length >= limit) return { rows, whole: false };
  }
  return { rows, whole: true };
}

/** Finds header and layout of a sheet and makes the table; null when nothing stands in it. Throws {@link Unreadable} when no header is found. */
export async function assemble(sheet: Sheet, limits: Limits): Promise<Table | null> {
  let { rows: probed, whole } = await probe(sheet, probeRows);
  if (probed.every((row) => row.cells.every(isBlank))) return null;
  const header = findHeader(probed.slice(0, 500), sheet.headerRow);
  if (header === null) {
    throw new Unreadable(
      'no-header',
      sheet.headerRow === undefined
        ? `No row with column names was found in "${sheet.name}". Put the names of the columns into the first row, or say which row holds them.`
        : `Row ${sheet.headerRow} of "${sheet.name}" is empty. Say which row holds the names of the columns.`,
      { name: sheet.name },
    );
  }
  const headerRow = probed[header.last]!.number;
  const body = probed.slice(header.last + 1);
  const shape = columnsOf(sheet, header.names, body, limits);
  const used = probed[header.last]!.cells.length;
  if (sheet.strict && header.first === header.last && used !== shape.width && used !== shape.names.length)
    shape.width = Math.max(shape.width, shape.names.length);
  const names = distinctNames(shape.names);
  const select = (rows: SheetRow[], out: SheetRow[]) => bring(rows, sheet, shape, names.length, out);
  const titled = header.first > 0 || header.last > header.first;
  let known: SheetRow[] = [];
  let plan: Plan | null = null;
  if (sheet.strict && sheet.layout !== 'flat' && shortLines(body, shape.width, names.length, titled)) {
    shape.shortLines = true;
    known = selected(
      body.map((row) => ({ ...row, cells: [...row.cells] })),
      select,
    );
    plan = planReport(known, names, sheet.dialect, whole, titled);
    shape.shortLines = plan !== null && plan.depthOf !== null;
  }
  if (!shape.shortLines) {
    known = selected(body, select);
    plan = sheet.layout === 'flat' ? null : planReport(known, names, sheet.dialect, whole, titled);
  }
  if (plan?.wholeNeeded && !whole) {
    ({ rows: probed, whole } = await probe(sheet, limits.maxReportRows));
    known = selected(
      probed.filter((row) => row.number > headerRow),
      select,
    );
    plan = whole ? planReport(known, names, sheet.dialect, true, titled) : null;
    if (!whole)
      sheet.warnings.push(
        `"${sheet.name}" looks like a printed report with more than ${limits.maxReportRows} rows; it is read as an ordinary table. Check the totals.`,
      );
  }
  shape.shortLines &&= plan !== null;
  const chosen = plan ?? flatPlan(names, known, sheet.dialect, titled || sheet.format === 'xlsx');
  const table: Table = {
    id: sheet.id,
    file: sheet.file,
    sheet: sheet.sheet,
    format: sheet.format,
    name: sheet.name,
    headers: chosen.headers,
    headerRow,
    dialect: sheet.dialect,
    sample: [],
    ...(plan ? { report: plan.describes } : {}),
    titles: titlesOf(probed.slice(0, header.first)),
    ...(sheet.hidden ? { hidden: true } : {}),
    warnings: sheet.warnings,
    totals: [],
    rows: (signal) => stream(sheet, limits, headerRow, select, () => flattening(chosen, table), signal),
  };
  for await (const batch of table.rows()) {
    table.sample.push(...batch.slice(0, sampleRows - table.sample.length));
    if (table.sample.length >= sampleRows) break;
  }
  return table;
}

const maxTitles = 20;

function titlesOf(rows: SheetRow[]): string[] {
  return rows
    .map((row) =>
      row.cells
        .map((cell) => cellText(cell).trim())
        .filter((text) => text !== '')
        .join(' ')
        .slice(0, 300),
    )
    .filter((title) => /[\p{L}\d]/u.test(title))
    .slice(-maxTitles);
}

function selected(rows: SheetRow[], select: (rows: SheetRow[], out: SheetRow[]) => void): SheetRow[] {
  const out: SheetRow[] = [];
  select(rows, out);
  return out;
}

async function* stream(
  sheet: Sheet,
  limits: Limits,
  headerRow: number,
  select: (rows: SheetRow[], out: SheetRow[]) => void,
  start: () => Flattening,
  signal?: Stop,
): AsyncGenerator<Row[], void, undefined> {
  const meter = new Meter(sheet.name, limits);
  const flat = start();
  let out: Row[] = [];
  let below = false;
  meter.start();
  for await (const batch of sheet.read(signal)) {
    signal?.throwIfAborted();
    let rows = batch;
    if (!below) {
      rows = batch.filter((row) => row.number > headerRow);
      if (rows.length === 0) continue;
      below = true;
    }
    const brought: SheetRow[] = [];
    select(rows, brought);
    flat.push(brought, out);
    if (out.length >= batchRows) {
      meter.stop(out.length, out.length * (out[0]?.cells.length ?? 0));
      yield* pieces(out, signal);
      out = [];
      meter.start();
    }
  }
  flat.end(out);
  meter.stop(out.length, 0);
  yield* pieces(out, signal);
}

// A chunk of a file can hold many short rows.
function* pieces(rows: Row[], signal?: Stop): Generator<Row[], void, undefined> {
  for (let at = 0; at < rows.length; at += batchRows * 2) {
    signal?.throwIfAborted();
    yield at === 0 && rows.length <= batchRows * 2 ? rows : rows.slice(at, at + batchRows * 2);
  }
}

interface Columns {
  names: string[];
  /** Columns of the sheet that are kept, in order; null: the first `names.length` as they are. */
  kept: number[] | null;
  /** Cells that a row must have (strict). */
  width: number;
  /** A report with groups whose labels and totals may be shorter (strict). */
  shortLines: boolean;
}

function columnsOf(sheet: Sheet, found: string[], body: SheetRow[], limits: Limits): Columns {
  const names = [...found];
  const filled = new Set<number>();
  const lengths = new Map<number, number>();
  for (const row of body) {
    if (row.problem) continue;
    let any = false;
    for (let at = 0; at < row.cells.length; at++) {
      if (isBlank(row.cells[at])) continue;
      any = true;
      if (!sheet.strict) filled.add(at);
      else if (at < names.length) filled.add(at);
    }
    if (any) lengths.set(row.cells.length, (lengths.get(row.cells.length) ?? 0) + 1);
  }
  for (const at of filled) while (names.length <= at) names.push('');
  if (names.length > limits.maxColumns) {
    throw new Unreadable(
      'too-many-columns',
      `"${sheet.name}" has ${names.length} columns, more than the ${limits.maxColumns} allowed. Remove the ones that are not needed.`,
      { name: sheet.name, limit: limits.maxColumns },
    );
  }
  let width = names.length;
  // Rows usually end with a delimiter more (or less) than the header: the usual length is the right one, as long as nothing but blanks differs.
  const usual = [...lengths].sort((a, b) => b[1] - a[1])[0];
  if (sheet.strict) {
    while (names.length > 1 && names.at(-1) === '' && !filled.has(names.length - 1)) names.pop();
    if (usual && usual[0] >= names.length && usual[0] !== width && onlyBlanksBehind(body, names.length, usual[0]))
      width = usual[0];
    return { names, kept: null, width, shortLines: false };
  }
  const kept: number[] = [];
  for (let at = 0; at < names.length; at++) if (names[at] !== '' || filled.has(at)) kept.push(at);
  return {
    names: kept.map((at) => names[at]!),
    kept: kept.length === names.length ? null : kept,
    width,
    shortLines: false,
  };
}

function onlyBlanksBehind(body: SheetRow[], from: number, width: number): boolean {
  return body.every((row) => row.cells.length !== width || row.cells.slice(from).every(isBlank));
}

// Brings rows to the columns of the table; blank rows fall out.
function bring(rows: SheetRow[], sheet: Sheet, shape: Columns, columns: number, out: SheetRow[]): void {
  const { kept, width } = shape;
  for (const row of rows) {
    const cells = row.cells;
    if (row.problem) {
      out.push(row);
      continue;
    }
    if (isBlank(cells[0]) && cells.every(isBlank)) continue;
    if (cells.length !== width && isRuler(row)) continue;
    if (sheet.strict) {
      if (shape.shortLines && cells.length < width && isShortLine(row, columns)) {
        while (cells.length < columns) cells.push(null);
      } else if (cells.length !== width) {
        row.problem = {
          code: 'columns',
          message: `Line ${row.number} has ${cells.length} values, the header has ${columns}. A delimiter inside a value must stand in quotation marks.`,
        };
      } else if (width > columns) {
        if (cells.slice(columns).some((cell) => !isBlank(cell))) {
          row.problem = { code: 'columns', message: `Line ${row.number} has values behind the last named column.` };
        } else cells.length = columns;
      }
    } else if (kept === null) {
      while (cells.length < columns) cells.push(null);
      if (cells.length > columns) overflow(sheet, row, columns);
    } else {
      for (let at = cells.length - 1; at > kept.at(-1)!; at--) {
        if (!isBlank(cells[at])) overflow(sheet, row, columns);
      }
      row.cells = kept.map((at) => cells[at] ?? null);
    }
    out.push(row);
  }
}

function overflow(sheet: Sheet, row: SheetRow, columns: number): void {
  const said = 'Values stand to the right of the last named column';
  if (
    row.cells.slice(columns).some((cell) => !isBlank(cell)) &&
    !sheet.warnings.some((warning) => warning.startsWith(said))
  ) {
    sheet.warnings.push(`${said} (first in row ${row.number}); they are not read.`);
  }
  row.cells.length = columns;
}
