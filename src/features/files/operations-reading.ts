import { createReadStream } from 'node:fs';
import { explains, keptReasons } from '../../kernel/access-why.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import type { FileAnswer } from '../../kernel/file-answer.ts';
import { markedName, markFor } from '../../kernel/marks.ts';
import { markPdf } from '../../kernel/pdf-mark.ts';
import { handle } from '../../kernel/run.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import { ContentLost } from '../../kernel/shelf.ts';
import { Refusal } from '../../pure/refusal.ts';
import { memberNames } from '../people/public.ts';
import * as contract from './contract.ts';
import { mediaType, shows } from './rules.ts';
import { about, loadFile } from './store.ts';
import { insertReading, loadContent, loadReadings, loadVersions } from './store-versions.ts';

export async function namer(ctx: Ctx, ids: readonly (string | null)[]) {
  const names = await memberNames(
    ctx,
    ids.filter((id) => id !== null),
  );
  return (id: string | null) => (id !== null && names.has(id) ? { id, name: names.get(id)! } : null);
}

/** Stored bytes, whole and as they came, or nothing; `instead` may make others of them, and gives null where they go out as they are. */
export async function contentOf(
  ctx: Ctx,
  sha256: string,
  instead: (path: string) => Promise<Buffer | null> = async () => null,
): Promise<{ content: AsyncIterable<Buffer>; isChanged: boolean }> {
  const taken = await ctx.files.shelf.take(sha256).catch((error) => {
    if (error instanceof ContentLost)
      throw new Refusal('files.lost', 'What is stored of this file is not what was uploaded; it is not given out.');
    throw error;
  });
  const changed = await instead(taken.path).catch(async (error) => {
    await taken.giveBack();
    throw error;
  });
  async function* content() {
    try {
      if (changed !== null) yield changed;
      else yield* createReadStream(taken.path) as AsyncIterable<Buffer>;
    } finally {
      await taken.giveBack();
    }
  }
  return { content: content(), isChanged: changed !== null };
}

/** A version of a file, to be opened or saved. Where a class of confidentiality asks for a mark, a PDF is stamped on its way out; what cannot be stamped carries the mark in its name. */
async function deliver(ctx: Ctx, id: string, wanted: number | undefined, how: 'opened' | 'saved'): Promise<FileAnswer> {
  const file = await loadFile(ctx, id, 'files.read');
  const number = wanted ?? file.number;
  const { name, kind, sha256, size } = await loadContent(ctx, id, number);
  if (how === 'opened' && !shows(kind))
    throw new Refusal('files.noPreview', 'Files of this kind are saved, not shown.');
  // Who sees a task may not see its account: such a file is marked whatever the account's class.
  const { account_id: account, readers } = file;
  const mark = await markFor(ctx, file.record_kind === 'task' ? { readers } : { account, readers });
  const { content, isChanged } = await contentOf(ctx, sha256, async (path) =>
    mark !== null && kind === 'pdf' ? markPdf(path, Number(size), mark) : null,
  );
  if (file.readers !== null) await insertReading(ctx, { fileId: id, accountId: file.account_id }, number, how);
  // Who may see a file of a task the task says, not its account.
  if (file.record_kind !== 'task')
    noteReading(ctx, { kind: 'file', id, accountId: file.account_id, readers: file.readers });
  ctx.note({ ...about(file), after: file.readers === null ? { name, number } : { number } });
  const outName = mark === null || isChanged || how === 'opened' ? name : markedName(name, mark);
  return { name: outName, type: mediaType(kind), content, inline: how === 'opened' };
}

explains(
  'file',
  (ctx, id) => loadFile(ctx, id, 'files.read'),
  async (as, file) => {
    if (file.record_kind === 'task') {
      // Who sees the task sees its files.
      const sees = await loadFile(as, file.id, 'files.read').catch(() => null);
      return { accounts: [], own: sees === null ? [] : [{ kind: 'ofTask' }], needs: 'either' };
    }
    const accounts = file.account_id === null ? [] : [{ id: file.account_id, verb: 'files.read' }];
    return { accounts, own: await keptReasons(as, file), needs: 'both' };
  },
);

export const handlers = [
  handle(contract.listFileVersions, async (ctx, input) => {
    await loadFile(ctx, input.id, 'files.read');
    const limit = input.limit ?? 50;
    const cursor = fromCursor(input.after, ['int']);
    const found = await loadVersions(ctx, input.id, cursor ? Number(cursor[0]) : null, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.number]);
    const person = await namer(
      ctx,
      rows.map((row) => row.added_by),
    );
    return {
      rows: rows.map((row) => ({
        number: row.number,
        name: row.name,
        kind: row.kind as contract.AccountFile['kind'],
        size: Number(row.size),
        addedAt: row.added_at.toISOString(),
        addedBy: person(row.added_by),
      })),
      next,
    };
  }),

  handle(contract.downloadFile, (ctx, input) => deliver(ctx, input.id, input.number, 'saved')),
  handle(contract.previewFile, (ctx, input) => deliver(ctx, input.id, input.number, 'opened')),

  handle(contract.listFileReadings, async (ctx, input) => {
    await loadFile(ctx, input.id, 'files.seeReadings');
    const limit = input.limit ?? 50;
    const cursor = fromCursor(input.after, ['id']);
    const found = await loadReadings(ctx, input.id, cursor && String(cursor[0]), limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.id]);
    const person = await namer(
      ctx,
      rows.flatMap((row) => [row.user_id, row.on_behalf_of]),
    );
    return {
      rows: rows.map((row) => ({
        number: row.number,
        person: person(row.user_id),
        onBehalfOf: person(row.on_behalf_of),
        how: row.how as 'opened' | 'saved',
        at: row.at.toISOString(),
      })),
      next,
    };
  }),
] as const;
