import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** A page of rejected rows, in the order of the files. */
export async function loadRejects(ctx: Ctx, importId: string, after: number, limit: number) {
  const rows = await ctx.db
    .selectFrom('import_rejects as r')
    .innerJoin('import_files as f', (join) =>
      join.onRef('f.org_id', '=', 'r.org_id').onRef('f.import_id', '=', 'r.import_id').onRef('f.id', '=', 'r.file_id'),
    )
    .select([
      'r.id',
      'f.name as file',
      'r.table_id as table',
      'r.row_number as row',
      'r.field',
      'r.value',
      'r.code',
      'r.message',
    ])
    .where('r.org_id', '=', ctx.org.id)
    .where('r.import_id', '=', importId)
    .where('r.id', '>', BigInt(after))
    .orderBy('r.id')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit).map((row) => ({ ...row, id: Number(row.id), row: Number(row.row) }));
  return { rows: shown, next: rows.length > limit ? String(shown.at(-1)!.id) : null };
}

/** The tables that have rejected rows: file, table, how many. */
export async function tablesWithRejects(ctx: Ctx, importId: string) {
  return ctx.db
    .selectFrom('import_rejects')
    .select(['file_id', 'table_id', sql<number>`count(*)::int`.as('count')])
    .where('org_id', '=', ctx.org.id)
    .where('import_id', '=', importId)
    .groupBy(['file_id', 'table_id'])
    .orderBy('file_id')
    .orderBy('table_id')
    .execute();
}

/** Rejected rows of one table by row number, in pages. */
export async function* rejectsOfTable(ctx: Ctx, importId: string, fileId: string, tableId: string) {
  let after = -1n;
  for (;;) {
    const rows = await ctx.db
      .selectFrom('import_rejects')
      .select(['row_number', 'field', 'message'])
      .where('org_id', '=', ctx.org.id)
      .where('import_id', '=', importId)
      .where('file_id', '=', fileId)
      .where('table_id', '=', tableId)
      .where('row_number', '>', after)
      .orderBy('row_number')
      .limit(5000)
      .execute();
    yield* rows;
    if (rows.length < 5000) return;
    after = rows.at(-1)!.row_number;
  }
}
