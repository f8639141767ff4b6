import type { Ctx } from '../../kernel/ctx.ts';
import { openSource, type Source } from '../../kernel/exchange/source.ts';
import { cellText, type Table } from '../../kernel/exchange/table.ts';
import { Unreadable } from '../../kernel/exchange/unreadable.ts';
import type { FileStore } from '../../kernel/files.ts';
import { importedFields } from '../fields/public.ts';
import type { Kind } from './rules-kinds.ts';
import { checkMapping, type Mapping, ownProblems, shapeOf } from './rules-mapping.ts';
import { proposedWithOwn } from './rules-own.ts';
import { type ProposedMapping, proposeMapping } from './rules-propose.ts';
import type { ProposeContext } from './rules-propose-context.ts';
import {
  ERASED,
  type ImportView,
  loadShapes,
  type StoredFile,
  type StoredImport,
  type StoredMapping,
} from './store.ts';

/** A table of an import's file, opened. */
export interface OpenTable {
  fileId: string;
  file: string;
  table: Table;
  /** Unique within the import: tables of several files may have the same name. */
  id: string;
}

/** The files of an import, opened; unreadable ones are told apart. */
export interface OpenFiles {
  tables: OpenTable[];
  problems: Map<string, { code: string; message: string }>;
  close(): Promise<void>;
}

/** Opens stored files as tables. */
export async function openFiles(files: FileStore, stored: readonly StoredFile[]): Promise<OpenFiles> {
  const sources: Source[] = [];
  const tables: OpenTable[] = [];
  const problems = new Map<string, { code: string; message: string }>();
  const names = new Map<string, number>();
  for (const file of stored) {
    if (file.sha256 === null) {
      problems.set(file.id, ERASED);
      continue;
    }
    try {
      const source = await openSource(
        { path: files.pathOf(file.sha256), name: file.name },
        { overrides: file.overrides },
      );
      sources.push(source);
      for (const table of source.tables) {
        const seen = names.get(table.id) ?? 0;
        names.set(table.id, seen + 1);
        tables.push({
          fileId: file.id,
          file: file.name,
          table,
          id: seen === 0 ? table.id : `${table.id} (${seen + 1})`,
        });
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.set(file.id, { code: error.code, message: error.message });
    }
  }
  return {
    tables,
    problems,
    async close() {
      for (const source of sources) await source.close();
    },
  };
}

/** A remembered mapping, unless it says that tables of this shape are left out: then the proposal has its say again. */
function usable(mapping: StoredMapping[number] | undefined): Mapping | null {
  return mapping && mapping.kind !== null ? (mapping as Mapping) : null;
}

export interface Detected {
  mapping: StoredMapping;
  files: Map<string, { tables: StoredFile['tables']; problem: StoredFile['problem'] }>;
}

/** Looks into all files of an import and proposes what their tables are; mappings of the same shape that were used before win. */
export async function detect(ctx: Ctx, stored: StoredImport, as: string | null): Promise<Detected> {
  const open = await openFiles(ctx.files, stored.files);
  try {
    return gather(stored, open, await proposals(ctx, stored, open, { as: (as ?? 'auto') as Kind | 'auto' }));
  } finally {
    await open.close();
  }
}

async function proposals(
  ctx: Ctx,
  stored: StoredImport,
  open: OpenFiles,
  said: Pick<ProposeContext, 'as' | 'chosen'>,
): Promise<ProposedMapping[]> {
  const shapes = open.tables.map(({ table, id }) => ({ ...table, id, headers: table.headers, sample: table.sample }));
  const remembered = await loadShapes(ctx, shapes.map(shapeOf));
  const own = await importedFields(ctx);
  const proposed = proposeMapping(shapes, {
    today: ctx.today,
    baseCurrency: ctx.org.baseCurrency,
    set: stored.options.set ?? {},
    remembered: (shape: string) => usable(remembered.get(shape)),
    ...said,
  });
  return proposed.map((each) => proposedWithOwn(each, own));
}

/** What the columns of one table would be if it was of this kind, beside the other tables of the import; null when there is no such table. */
export async function propose(
  ctx: Ctx,
  stored: StoredImport,
  chosen: { table: string; kind: Kind },
): Promise<ProposedMapping | null> {
  const open = await openFiles(ctx.files, stored.files);
  try {
    return (await proposals(ctx, stored, open, { chosen })).find((each) => each.table === chosen.table) ?? null;
  } finally {
    await open.close();
  }
}

function gather(stored: StoredImport, open: OpenFiles, proposals: readonly ProposedMapping[]): Detected {
  const files: Detected['files'] = new Map(
    stored.files.map((file) => [file.id, { tables: [], problem: open.problems.get(file.id) ?? null }]),
  );
  const mapping = proposals.map((proposal, at) => {
    const { table, fileId, id } = open.tables[at]!;
    files.get(fileId)!.tables.push({
      id,
      name: table.name,
      sheet: table.sheet,
      format: table.format,
      headers: table.headers,
      headerRow: table.headerRow,
      dialect: table.dialect,
      sample: table.sample.slice(0, 20).map((row) => ({
        number: row.number,
        cells: row.cells.map((cell) => cellText(cell).slice(0, 200)),
        problem: row.problem?.message ?? null,
      })),
      report: table.report ?? null,
      warnings: [...table.warnings, ...proposal.warnings],
      confidence: proposal.confidence,
      reasons: proposal.reasons,
      unmapped: proposal.unmapped,
    });
    const { kind, fields, constants, options } = proposal;
    return { table: id, kind, fields, constants, options: options as Record<string, unknown> };
  });
  return { mapping, files };
}

/** What is wrong with one table's mapping; a table that is left out (kind null) has no problems. */
export function problemsOf(
  mapping: StoredMapping[number],
  table: Pick<Table, 'headers'>,
  own: Awaited<ReturnType<typeof importedFields>>,
): ImportView['mappingProblems'] {
  if (mapping.kind === null) return [];
  const problems = [...checkMapping(mapping, table), ...ownProblems(mapping, own)];
  return problems.map(({ field, expected }) => ({ table: mapping.table, field, expected }));
}

/** The mapping of a table among mappings that may name it by id, by file or by sheet; null: none, the table is left out. */
export function mappingFor(mappings: StoredMapping, { id, file, table }: OpenTable): StoredMapping[number] | null {
  const names = [id, file, table.name, ...(table.sheet ? [table.sheet] : [])];
  for (const name of names) {
    const found = mappings.find((mapping) => mapping.table === name);
    if (found) return found;
  }
  return null;
}
