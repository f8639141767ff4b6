import type { Ctx } from './ctx.ts';
import type { Cell } from './exchange/table.ts';
import { csvBytes, xlsxBytes } from './exchange/writers.ts';
import type { FileAnswer } from './file-answer.ts';

/** A list as a file that is asked for. */
export interface SheetWanted {
  /** The file's name without its ending. */
  name: string;
  format: 'csv' | 'xlsx';
  headers: readonly string[];
  batches: AsyncIterable<readonly (readonly Cell[])[]>;
  /** The name of the sheet in a workbook. */
  sheet: string;
}

/**
 * A list as CSV or XLSX, counted as it goes. Where the organisation has a class of confidentiality whose documents are marked, every row says in a last column who saved it and
 * when: every list alike, so that the mark says nothing of what is in it.
 */
export async function sheetAnswer(
  ctx: Ctx,
  { name, format, headers, batches, sheet }: SheetWanted,
): Promise<FileAnswer> {
  const mark = ctx.org.classes.some((one) => one.mark) ? await markOf(ctx) : null;
  let count = 0;
  async function* rows() {
    for await (const batch of batches) {
      count += batch.length;
      yield mark === null ? batch : batch.map((row) => [...row, mark]);
    }
  }
  const heads = mark === null ? headers : [...headers, 'saved_by'];
  const shared = { name: `${name}.${format}`, rows: () => count };
  if (format === 'csv') return { ...shared, type: 'text/csv; charset=utf-8', content: csvBytes(heads, rows()) };
  return {
    ...shared,
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    content: buffers(xlsxBytes(heads, rows(), sheet)),
  };
}

async function* buffers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
}

/** What marks a document: who had it made, in which organisation, and when, in its time zone. */
export async function markOf(ctx: Ctx): Promise<string> {
  const row =
    ctx.actor.userId === null
      ? undefined
      : await ctx.db
          .selectFrom('colleagues')
          .select('name')
          .where('org_id', '=', ctx.org.id)
          .where('id', '=', ctx.actor.userId)
          .executeTakeFirst();
  const at = ctx.now.toLocaleString('sv-SE', { timeZone: ctx.org.timezone }).slice(0, 16);
  return [row?.name ?? 'system', ctx.org.name, `${at} ${ctx.org.timezone}`].join(' · ');
}
