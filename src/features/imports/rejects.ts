import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ctx } from '../../kernel/ctx.ts';
import { openRejects, rejectEnding } from '../../kernel/exchange/rejects.ts';
import type { Table } from '../../kernel/exchange/table.ts';
import type { FileAnswer } from '../../kernel/file-answer.ts';
import { NotFound } from '../../pure/refusal.ts';
import { openFiles } from './detect.ts';
import type { StoredImport } from './store.ts';
import { rejectsOfTable, tablesWithRejects } from './store-rejects.ts';

/** A table of an import that has rejected rows. */
export interface RejectedTable {
  fileId: string;
  tableId: string;
  count: number;
}

/** The tables of an import that have rejected rows. */
export async function rejectedTables(ctx: Ctx, importId: string): Promise<RejectedTable[]> {
  const rows = await tablesWithRejects(ctx, importId);
  return rows.map((row) => ({ fileId: row.file_id, tableId: row.table_id, count: row.count }));
}

/**
 * Writes the rejected rows of one table to `path`, in the format of the source with reason and row number in front: the stored file is read again, and the rows
 * whose numbers were kept are taken from it as they are.
 */
export async function writeRejects(
  ctx: Ctx,
  stored: StoredImport,
  rejected: RejectedTable,
  path: string,
): Promise<{ rows: number; table: Table }> {
  const open = await openFiles(ctx.files, stored.files);
  try {
    const found = open.tables.find((each) => each.fileId === rejected.fileId && each.id === rejected.tableId);
    if (!found) throw new NotFound();
    const file = openRejects(path, found.table);
    const wanted = rejectsOfTable(ctx, stored.id, rejected.fileId, rejected.tableId);
    let next = (await wanted.next()).value;
    reading: for await (const batch of found.table.rows()) {
      for (const row of batch) {
        while (next && Number(next.row_number) < row.number) next = (await wanted.next()).value;
        if (!next) break reading;
        if (Number(next.row_number) !== row.number) continue;
        const message = next.message.replaceAll('\n', ' ');
        await file.add(row, next.field ? `${next.field}: ${message}` : message);
      }
    }
    return { ...(await file.close()), table: found.table };
  } finally {
    await open.close();
  }
}

/** The reject file of one table (the first that has any, when none is named) as an answer. */
export async function rejectsFile(ctx: Ctx, stored: StoredImport, tableId: string | undefined): Promise<FileAnswer> {
  const tables = await rejectedTables(ctx, stored.id);
  const chosen = tableId === undefined ? tables[0] : tables.find((table) => table.tableId === tableId);
  if (!chosen) throw new NotFound('There are no rejected rows.');
  const directory = await mkdtemp(join(tmpdir(), 'vitalfew-rejects-'));
  const path = join(directory, 'rejects');
  const { table } = await writeRejects(ctx, stored, chosen, path);
  const ending = rejectEnding(table);
  async function* content() {
    try {
      yield* createReadStream(path) as AsyncIterable<Buffer>;
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return {
    name: `rejected-${table.name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}.${ending}`,
    type:
      ending === 'xlsx'
        ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
        : 'text/csv; charset=utf-8',
    content: content(),
  };
}
