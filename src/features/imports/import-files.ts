import type { Readable } from 'node:stream';
import type { Organisation } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { addFile, detectAgain, enqueueState, setMapping } from './operations.ts';
import { rejectedTables, writeRejects } from './rejects.ts';
import { isKind } from './rules-kinds.ts';
import type { Mapping } from './rules-mapping.ts';
import { applySet, checkSet } from './rules-set.ts';
import { type RunEnd, runOne } from './run.ts';
import { insertImport, loadImport, type StoredImport, saveImport } from './store.ts';
import { reclaimImports } from './unfinished.ts';

/** An import from the command line, or of the sample company: files in, report out. */
export interface ImportRequest {
  files: { name: string; open(): Readable }[];
  /** A kind for all files, or `auto`. */
  as: string;
  mapping: unknown[] | null;
  /** Constants for fields, and `source`, `unknown-customers`, `unknown-products`. */
  set: Record<string, string>;
  dryRun: boolean;
  /** Where rejected rows go; null: nowhere but the database. */
  rejects: string | null;
  signal?: AbortSignal;
  onProgress?(progress: { phase: string; rows: number; seconds: number }): void;
}

export interface ImportAnswer {
  exitCode: 0 | 1 | 2;
  /** The one object of `--json`. */
  result: object;
  /** The same for people. */
  lines: string[];
}

/** Stores the files, maps and runs them in this process, and tells how it ended. Throws what makes the whole import impossible. */
export async function importFiles(house: House, org: Organisation, request: ImportRequest): Promise<ImportAnswer> {
  if (request.as !== 'auto' && !isKind(request.as))
    throw new Refusal('imports.kind', `"${request.as}" is no kind of table.`);
  await reclaimImports(house, org);
  const id = await prepare(house, org, request);
  const end = await runOne(house, org, id, {
    dryRun: request.dryRun,
    signal: request.signal,
    onProgress: request.onProgress,
  });
  const rejects = request.rejects === null ? [] : await saveRejects(house, org, id, request.rejects);
  return answerOf(id, end, rejects);
}

async function prepare(house: House, org: Organisation, request: ImportRequest): Promise<string> {
  const { source, 'unknown-customers': unknownCustomers, 'unknown-products': unknownProducts, ...set } = request.set;
  const options = {
    set,
    ...(unknownCustomers ? { unknownCustomers } : {}),
    ...(unknownProducts ? { unknownProducts } : {}),
  };
  for (const [name, value] of [
    ['unknown-customers', unknownCustomers],
    ['unknown-products', unknownProducts],
  ]) {
    if (value !== undefined && value !== 'create' && value !== 'reject')
      throw new Refusal('imports.set', `${name} is create or reject, not "${value}".`);
  }
  checkSet(set);
  return asSystem(house, org, async (ctx) => {
    const id = await insertImport(ctx, {
      name: (request.files.length > 1
        ? `${request.files[0]!.name} + ${request.files.length - 1}`
        : request.files.map((file) => file.name).join()
      ).slice(0, 200),
      source: source ?? 'ledger',
    });
    await saveImport(ctx, id, { options: json(options) });
    for (const file of request.files) await addFile(ctx, id, file.name, file.open());
    let stored = await detectAgain(ctx, id, request.as, false);
    if (request.mapping) {
      await setMapping(ctx, stored, merged(stored, request.mapping, set), stored.options);
      stored = await loadImport(ctx, id);
    }
    await enqueueState(ctx, stored, request.dryRun);
    // This process runs it at once, without the queue: if it is killed before, the import is an orphan.
    await saveImport(ctx, id, { state: request.dryRun ? 'checking' : 'running', started_at: ctx.now });
    return id;
  });
}

/** The proposal with the tables that the given mapping names replaced by it; what is set for all rows is set there too. */
function merged(stored: StoredImport, given: unknown[], set: Record<string, string>): StoredImport['mapping'] {
  const own = given.map((each) => {
    if (typeof each !== 'object' || each === null || typeof (each as { table?: unknown }).table !== 'string') {
      throw new Invalid([{ field: 'mapping', expected: 'a list of {table, kind, fields, constants, options}' }]);
    }
    const own = structuredClone({
      kind: null,
      fields: {},
      constants: {},
      options: {},
      ...each,
    }) as StoredImport['mapping'][number];
    if (own.kind && isKind(own.kind) && own.constants && own.options) applySet(own as Mapping, set);
    return own;
  });
  const tables = stored.files.flatMap((file) =>
    file.tables.map((table) => ({ id: table.id, names: [table.id, file.name, table.name, table.sheet] })),
  );
  const stray = own.find((each) => !tables.some((table) => table.names.includes(each.table)));
  if (stray) {
    throw new Invalid([
      { field: 'mapping.table', expected: `one of ${tables.map((table) => table.id).join(', ')}`, found: stray.table },
    ]);
  }
  return tables.map((table) => {
    const mine = own.find((each) => table.names.includes(each.table));
    return mine ? { ...mine, table: table.id } : stored.mapping.find((each) => each.table === table.id)!;
  });
}

async function saveRejects(house: House, org: Organisation, id: string, path: string): Promise<string[]> {
  return asSystem(house, org, async (ctx) => {
    const stored = await loadImport(ctx, id);
    const tables = await rejectedTables(ctx, id);
    const saved: string[] = [];
    for (const table of tables) {
      const name = table.tableId.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-');
      const target =
        tables.length === 1
          ? path
          : path.replace(/(\.[^./]+)?$/, (ending) => `-${name.replace(/\.(csv|xlsx|xml|gz|zip)+$/i, '')}${ending}`);
      await writeRejects(ctx, stored, table, target);
      saved.push(target);
    }
    return saved;
  });
}

function answerOf(id: string, end: RunEnd, rejects: string[]): ImportAnswer {
  if (end.state === 'busy')
    return { exitCode: 1, result: { import: id, error: 'busy' }, lines: ['This import runs already.'] };
  if (end.state === 'cancelled')
    return { exitCode: 1, result: { import: id, error: 'cancelled' }, lines: ['Cancelled; nothing changed.'] };
  const report = end.report;
  const files = (report?.files ?? []).map(({ file, kind, rows, inserted, updated, unchanged, rejected, ...more }) => ({
    file,
    kind,
    rows,
    inserted,
    updated,
    unchanged,
    rejected,
    ...more,
  }));
  const rest = report
    ? {
        made: report.made,
        removedDocuments: report.removedDocuments ?? 0,
        removedLines: report.removedLines,
        loose: report.loose,
        reasons: report.reasons,
        seconds: report.seconds,
      }
    : {};
  const result = { import: id, state: end.state, files, totals: report?.totals ?? null, rejects, ...rest };
  const lines = files.flatMap((file) => [
    file.skipped
      ? `${file.file}: ${file.skipped}`
      : `${file.file} (${file.kind}): ${file.rows} rows, ${file.inserted} new, ${file.updated} changed, ${file.unchanged} unchanged, ${file.duplicates} repeated, ${file.rejected} rejected`,
    ...file.warnings.map((warning) => `  ${warning}`),
  ]);
  for (const reason of report?.reasons ?? [])
    lines.push(`  ${reason.count} x ${reason.code}: ${reason.example.replaceAll('\n', ' ')}`);
  for (const path of rejects) lines.push(`Rejected rows: ${path}`);
  if (end.state === 'failed')
    return {
      exitCode: 1,
      result: { ...result, error: end.code, message: end.message },
      lines: [...lines, end.message],
    };
  return { exitCode: (report?.rejected ?? 0) > 0 ? 2 : 0, result, lines };
}
