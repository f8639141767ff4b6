import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { getImport, ImportState, listImports } from './contract.ts';

export type ImportView = OutputOf<typeof getImport>;
export type Summary = OutputOf<typeof listImports>['rows'][number];
export type StoredMapping = ImportView['mapping'];

/** An import as it stands in the database, with its files. */
export interface StoredImport {
  id: string;
  state: ImportState;
  name: string;
  source: string;
  options: ImportView['options'];
  mapping: StoredMapping;
  version: number;
  /** Who began it; null: the command line. */
  authorId: string | null;
  view: ImportView;
  files: StoredFile[];
}

export interface StoredFile {
  id: string;
  name: string;
  size: number;
  /** Null: it was deleted, because it named somebody who was erased. */
  sha256: string | null;
  overrides: Record<string, unknown>;
  tables: ImportView['files'][number]['tables'];
  problem: ImportView['files'][number]['problem'];
}

/** What is wrong with a file that is gone. */
export const ERASED = {
  code: 'erased',
  message: 'The file named somebody whose data were erased since, and was deleted. Upload it again without them.',
};

/** One import; NotFound when this organisation has none with this id. `lock` keeps others from changing it until the end. */
export async function loadImport(ctx: Ctx, id: string, lock = false): Promise<StoredImport> {
  let query = ctx.db.selectFrom('imports').selectAll().where('org_id', '=', ctx.org.id).where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  if (!row) throw new NotFound();
  const author = row.created_by
    ? await ctx.db.selectFrom('users').select('name').where('id', '=', row.created_by).executeTakeFirst()
    : null;
  const fileRows = await ctx.db
    .selectFrom('import_files as f')
    .leftJoin('stored_files as s', (join) => join.onRef('s.org_id', '=', 'f.org_id').onRef('s.id', '=', 'f.file_id'))
    .select(['f.id', 'f.name', 'f.size', 'f.tables', 'f.problem', 'f.overrides', 's.sha256'])
    .where('f.org_id', '=', ctx.org.id)
    .where('f.import_id', '=', id)
    .orderBy('f.id')
    .execute();
  const files = fileRows.map((file) => ({
    id: file.id,
    name: file.name,
    size: Number(file.size),
    sha256: file.sha256,
    overrides: file.overrides as Record<string, unknown>,
    tables: file.tables as StoredFile['tables'],
    problem: file.sha256 === null ? ERASED : (file.problem as StoredFile['problem']),
  }));
  const state = row.state as ImportState;
  const mapping = row.mapping as StoredMapping;
  const options = row.options as ImportView['options'];
  const view: ImportView = {
    id,
    name: row.name,
    state,
    source: row.source,
    files,
    mapping,
    mappingProblems: row.mapping_problems as ImportView['mappingProblems'],
    options,
    phase: row.phase,
    rowsDone: Number(row.rows_done),
    rowsTotal: row.rows_total === null ? null : Number(row.rows_total),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    dryRun: row.dry_run as ImportView['dryRun'],
    report: row.report as ImportView['report'],
    failure: row.failure as ImportView['failure'],
    undoneAt: row.undone_at?.toISOString() ?? null,
    createdBy: author?.name ?? null,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  };
  return {
    id,
    state,
    name: row.name,
    source: row.source,
    options,
    mapping,
    version: row.version,
    authorId: row.created_by,
    view,
    files,
  };
}

/** A page of imports, newest first. */
export async function loadImports(
  ctx: Ctx,
  after: string | null,
  limit: number,
): Promise<{ rows: Summary[]; next: string | null }> {
  let query = ctx.db
    .selectFrom('imports as i')
    .leftJoin('users as u', 'u.id', 'i.created_by')
    .select([
      'i.id',
      'i.name',
      'i.state',
      'i.phase',
      'i.rows_done',
      'i.rows_total',
      'i.report',
      'i.created_at',
      'i.finished_at',
      'u.name as author',
    ])
    .select(
      sql<
        string[]
      >`array(select f.name from import_files f where f.org_id = i.org_id and f.import_id = i.id order by f.id)`.as(
        'files',
      ),
    )
    .where('i.org_id', '=', ctx.org.id)
    .orderBy('i.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('i.id', '<', after);
  const found = await query.execute();
  const rows = found.slice(0, limit).map((row) => {
    const report = row.report as ImportView['report'];
    const sum = (field: 'inserted' | 'updated' | 'unchanged' | 'rejected') =>
      report?.files.reduce((total, file) => total + file[field], 0) ?? 0;
    return {
      id: row.id,
      name: row.name,
      state: row.state as ImportState,
      phase: row.phase,
      rowsDone: Number(row.rows_done),
      rowsTotal: row.rows_total === null ? null : Number(row.rows_total),
      files: row.files,
      inserted: sum('inserted'),
      updated: sum('updated'),
      unchanged: sum('unchanged'),
      rejected: sum('rejected'),
      createdBy: row.author,
      createdAt: row.created_at.toISOString(),
      finishedAt: row.finished_at?.toISOString() ?? null,
    };
  });
  return { rows, next: found.length > limit ? rows.at(-1)!.id : null };
}

export async function insertImport(ctx: Ctx, given: { name: string; source: string }): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('imports')
    .values({
      org_id: ctx.org.id,
      id,
      state: 'draft',
      name: given.name,
      source: given.source,
      created_by: ctx.actor.userId,
      created_at: ctx.now,
    })
    .execute();
  ctx.note({ recordKind: 'import', recordId: id, after: given });
  return id;
}

/** Changes columns of an import and moves its version. */
export async function saveImport(ctx: Ctx, id: string, changes: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('imports')
    .set({ ...changes, version: sql`version + 1` })
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', id)
    .execute();
}

export async function deleteImport(ctx: Ctx, id: string): Promise<void> {
  await ctx.db.deleteFrom('imports').where('org_id', '=', ctx.org.id).where('id', '=', id).execute();
}

/** Adds a stored file to an import. */
export async function insertFile(
  ctx: Ctx,
  importId: string,
  file: { name: string; sha256: string; size: number },
): Promise<string> {
  const [id, stored] = [newId(), newId()];
  await ctx.db
    .insertInto('stored_files')
    .values({
      org_id: ctx.org.id,
      id: stored,
      sha256: file.sha256,
      name: file.name,
      size: BigInt(file.size),
      purpose: 'import',
      created_by: ctx.actor.userId,
      created_at: ctx.now,
    })
    .execute();
  await ctx.db
    .insertInto('import_files')
    .values({
      org_id: ctx.org.id,
      import_id: importId,
      id,
      file_id: stored,
      name: file.name,
      size: BigInt(file.size),
      problem: null,
    })
    .execute();
  return id;
}

export async function saveFile(
  ctx: Ctx,
  importId: string,
  fileId: string,
  changes: Record<string, unknown>,
): Promise<void> {
  const values = Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [key, value === null ? null : json(value)]),
  );
  const saved = await ctx.db
    .updateTable('import_files')
    .set(values)
    .where('org_id', '=', ctx.org.id)
    .where('import_id', '=', importId)
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw new NotFound();
}

export async function deleteFile(ctx: Ctx, importId: string, fileId: string): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('import_files')
    .where('org_id', '=', ctx.org.id)
    .where('import_id', '=', importId)
    .where('id', '=', fileId)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new NotFound();
}

/** The mappings that were used before for files of these shapes. */
export async function loadShapes(ctx: Ctx, shapes: readonly string[]): Promise<Map<string, StoredMapping[number]>> {
  if (shapes.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('import_shapes')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('shape', 'in', shapes)
    .execute();
  return new Map(rows.map((row) => [row.shape, row.mapping as StoredMapping[number]]));
}

export async function rememberShape(ctx: Ctx, shape: string, mapping: StoredMapping[number]): Promise<void> {
  const value = { mapping: json(mapping), used_at: ctx.now };
  await ctx.db
    .insertInto('import_shapes')
    .values({ org_id: ctx.org.id, shape, ...value })
    .onConflict((conflict) => conflict.columns(['org_id', 'shape']).doUpdateSet(value))
    .execute();
}
