import { type Archive, asUnreadable, type Bytes, fileBytes, gunzipped, head, openArchive } from './bytes.ts';
import { openCommerceMl } from './commerceml.ts';
import { openCsv } from './csv.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { sniff } from './sniff.ts';
import { spooled } from './spool.ts';
import type { Dialect, Table } from './table.ts';
import { Unreadable } from './unreadable.ts';
import { openWorkbook } from './xlsx.ts';

export interface SourceOptions {
  limits?: Partial<Limits>;
  /** What the user says instead of what was detected; `sheet` and `table` keep only that sheet or table (by its id); `layout: 'flat'` says that it is no printed report. */
  overrides?: Partial<Omit<Dialect, 'confidence'>> & {
    sheet?: string;
    table?: string;
    headerRow?: number;
    layout?: 'auto' | 'flat';
  };
}

/** A file as tables. */
export interface Source {
  tables: Table[];
  /** Parts that were left out, and why. */
  warnings: string[];
  /** Frees what was opened; rows can no longer be read. */
  close(): Promise<void>;
}

/**
 * Opens a CSV, XLSX or CommerceML file, or a zip or gzip of these, and finds its tables. The name only serves for messages and
 * names of tables; what a file is, its bytes say. Throws {@link Unreadable} when there is nothing that can be read.
 */
export async function openSource(file: { path: string; name: string }, options: SourceOptions = {}): Promise<Source> {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const opened: Opening = {
    file: file.name,
    limits,
    overrides: options.overrides ?? {},
    tables: [],
    warnings: [],
    closers: [],
  };
  const close = async () => {
    for (const closer of opened.closers.splice(0).reverse()) await closer();
  };
  try {
    await openBytes(fileBytes(file.path, file.name, limits), opened, 0);
    const { sheet, table } = opened.overrides;
    const kept = opened.tables.filter(
      (each) => (sheet === undefined || each.sheet === sheet) && (table === undefined || each.id === table),
    );
    if (kept.length === 0) {
      throw new Unreadable(
        'no-table',
        `There is no table in "${file.name}".${opened.warnings.length > 0 ? ` ${opened.warnings.join(' ')}` : ''}`,
        { name: file.name },
      );
    }
    return { tables: kept, warnings: opened.warnings, close };
  } catch (error) {
    await close();
    throw asUnreadable(error, file.name);
  }
}

interface Opening {
  file: string;
  limits: Limits;
  overrides: NonNullable<SourceOptions['overrides']>;
  tables: Table[];
  warnings: string[];
  closers: (() => Promise<void> | void)[];
}

async function openBytes(bytes: Bytes, opened: Opening, depth: number): Promise<void> {
  const { limits, overrides } = opened;
  const kind = sniff(await head(bytes, 8192), bytes.name);
  if (kind === 'gzip' || kind === 'zip') {
    if (depth >= 2)
      throw new Unreadable('damaged', `"${bytes.name}" is packed more than twice. Unpack it first.`, {
        name: bytes.name,
      });
  }
  if (kind === 'gzip') {
    await openBytes(gunzipped(bytes, limits), opened, depth + 1);
    return;
  }
  if (kind === 'commerceml') {
    opened.tables.push(...(await openCommerceMl(bytes, opened.file, limits)));
    return;
  }
  if (kind === 'text') {
    const table = await openCsv(bytes, opened.file, limits, overrides);
    if (table === null)
      throw new Unreadable('empty', `"${bytes.name}" is empty. Export it again with its rows.`, { name: bytes.name });
    opened.tables.push(table);
    return;
  }
  const path = bytes.path ?? (await spooled(bytes, opened.closers));
  const archive = await openArchive(path, bytes.name, limits);
  opened.closers.push(() => archive.close());
  if (
    archive.entries.some((entry) => /^\[content_types\]\.xml$/i.test(entry.fileName)) ||
    archive.entries.some((entry) => /(?:^|\/)workbook\.xml$/i.test(entry.fileName))
  ) {
    const found = await openWorkbook(archive, bytes, opened.file, limits, overrides);
    opened.tables.push(...found.tables);
    opened.warnings.push(...found.warnings);
    return;
  }
  if (archive.entries.some((entry) => entry.fileName === 'mimetype')) {
    throw new Unreadable('ods', `"${bytes.name}" is an OpenDocument file. Save it as XLSX or CSV.`, {
      name: bytes.name,
    });
  }
  await openParts(archive, bytes, opened, depth);
}

async function openParts(archive: Archive, bytes: Bytes, opened: Opening, depth: number): Promise<void> {
  const parts = archive.entries.filter((entry) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(entry.fileName));
  if (parts.length === 0) throw new Unreadable('empty', `The archive "${bytes.name}" is empty.`, { name: bytes.name });
  if (parts.length > opened.limits.maxParts)
    throw new Unreadable(
      'too-many-parts',
      `"${bytes.name}" holds more than ${opened.limits.maxParts} files. Send fewer at a time.`,
      { name: bytes.name },
    );
  const before = opened.tables.length;
  let failure: Unreadable | null = null;
  for (const entry of parts) {
    try {
      await openBytes(archive.bytes(entry), opened, depth + 1);
    } catch (error) {
      const said = asUnreadable(error, entry.fileName);
      if (!(said instanceof Unreadable) || said.code === 'zip-bomb') throw said;
      failure ??= said;
      opened.warnings.push(said.message);
    }
  }
  if (opened.tables.length === before && failure !== null) throw failure;
}
