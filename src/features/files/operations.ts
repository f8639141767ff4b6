import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { keptColumns, keptOf } from '../../kernel/kept.ts';
import { noteOpened } from '../../kernel/opened.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { holdsClasses } from '../../kernel/secrecy.ts';
import { discard, takenBack, trashes } from '../../kernel/trash.ts';
import { Forbidden, Invalid } from '../../pure/refusal.ts';
import { checkAccountVisible, keepsAccounts, loadAccountNames } from '../accounts/public.ts';
import { guardsRecords, namesRecords } from '../audit/public.ts';
import { patternsOf, takeBackEntries } from '../timeline/public.ts';
import * as contract from './contract.ts';
import type { AccountRecord } from './contract-words.ts';
import { TEXT_JOB } from './jobs.ts';
import { keeperOf } from './keepers.ts';
import { handlers as logoHandlers } from './operations-logos.ts';
import { namer, handlers as readingHandlers } from './operations-reading.ts';
import { receive } from './receiving.ts';
import { changeable, checkChangeable, checkThere, placeIn, recordNames, recordOf } from './records.ts';
import { pathOf } from './rules.ts';
import { nameFor } from './rules-name.ts';
import {
  type FileRow,
  insertFile,
  isKept,
  loadFile,
  loadFiles,
  loadFilesOf,
  loadNames,
  mayReadEntry,
  saveContent,
  updateFile,
} from './store.ts';
import { foundFiles } from './store-found.ts';
import { deleteRemoved } from './store-versions.ts';
import { READ_KINDS } from './text.ts';
import { tellFile, tellReaders } from './told.ts';
import './store-moving.ts';
import './store-texts.ts';

finds(foundFiles);

keepsAccounts('files');
keepsAccounts('account_logos');
holdsClasses({ table: 'files', column: 'readers' });
namesRecords(async (ctx, ids) => {
  const found = ctx.can('files.read') ? await loadNames(ctx, ids) : [];
  return new Map(found.map((file) => [file.id, { name: file.name, path: pathOf(file) }]));
});
guardsRecords('taskFile', mayReadEntry);

async function answered(ctx: Ctx, rows: readonly FileRow[]): Promise<contract.AccountFile[]> {
  const person = await namer(
    ctx,
    rows.flatMap((row) => [row.author_id, row.changed_by, ...(row.readers ?? [])]),
  );
  const mayWrite = await changeable(ctx, rows);
  const records = await recordNames(ctx, rows);
  // Who may see a task need not see the account that it is about.
  const accounts = await loadAccountNames(
    ctx,
    rows.flatMap((row) => (row.record_kind === 'task' && row.account_id !== null ? [row.account_id] : [])),
    'files.read',
  );
  const isHidden = (row: FileRow) => row.record_kind === 'task' && !accounts.has(row.account_id ?? '');
  const shownKept = (row: FileRow) => {
    const kept = isKept(row) ? keptOf(ctx, row) : null;
    return kept && { ...kept, readers: kept.readers.map(person).filter((one) => one !== null) };
  };
  return rows.map((row) => ({
    id: row.id,
    accountId: isHidden(row) ? null : row.account_id,
    accountName: isHidden(row) ? null : row.account_name,
    record: { kind: row.record_kind, id: row.record_id, name: records.get(row.record_id ?? '') ?? null },
    name: row.name,
    kind: row.kind,
    size: Number(row.size),
    number: row.number,
    author: person(row.author_id),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    changedBy: person(row.changed_by),
    kept: shownKept(row),
    text: { state: row.text_state, problem: row.text_problem },
    version: row.version,
    can: {
      edit: mayWrite(row),
      keep: mayWrite(row) && mayKeep(ctx, row),
      seeReadings: row.readers !== null && ctx.can('files.seeReadings'),
    },
  }));
}

const answer = async (ctx: Ctx, row: FileRow) => (await answered(ctx, [row]))[0]!;

/** The readers of a file of a note are those of the note, of a file of a task those of the task. */
const mayKeep = (ctx: Ctx, row: FileRow) =>
  row.record_kind !== 'note' &&
  row.record_kind !== 'task' &&
  row.author_id !== null &&
  row.author_id === ctx.actor.userId;

const readLater = (ctx: Ctx, row: FileRow) =>
  row.text_state === 'waiting' ? ctx.enqueue(TEXT_JOB, { fileId: row.id, number: row.number }) : undefined;

/** Shows a file again that was removed. Refused while what it belongs to is removed itself. */
async function show(ctx: Ctx, before: FileRow, version: number): Promise<void> {
  await checkThere(ctx, before);
  await checkChangeable(ctx, before);
  const columns = { removed_at: null, removed_by: null, removed_with: null };
  await tellFile(ctx, 'files.restored', await updateFile(ctx, before, version, columns));
}

trashes({
  kind: 'file',
  verb: 'files.write',
  async restored(ctx, { recordId }) {
    const file = await loadFile(ctx, recordId, 'files.write', true);
    await show(ctx, file, file.version);
  },
  async purge(ctx, ids) {
    for (const id of await deleteRemoved(ctx, ids)) await takeBackEntries(ctx, id);
  },
});

export const handlers = [
  handle(contract.listFiles, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'files.read');
    const { group = false, q = '', kind, record = null, limit = 50 } = input;
    const cursor = fromCursor(input.after, ['moment', 'id']);
    const found = await loadFiles(ctx, {
      ...{ accountId: input.id, group, record, limit: limit + 1, patterns: patternsOf(q) },
      kinds: kind && kind.length > 0 ? kind : null,
      after: cursor && { at: String(cursor[0]), id: String(cursor[1]) },
    });
    const { rows, next } = pageOf(found, limit, (row) => [row.cursor, row.id]);
    const can = { write: ctx.can('files.write') };
    return { rows: await answered(ctx, rows), next, maxBytes: ctx.files.maxDocumentBytes, can };
  }),

  handle(contract.getFile, async (ctx, input) => {
    const file = await loadFile(ctx, input.id, 'files.read');
    noteOpened(ctx, 'file', file.id);
    return answer(ctx, file);
  }),

  handle(contract.addFile, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'files.write');
    const { recordKind = 'account', recordId = null, confidential = false, readers = [], team = false } = input;
    const own = keptColumns(ctx, ctx.actor.userId, confidential ? { readers, team, class: input.class ?? null } : null);
    if ((recordKind === 'account') !== (recordId === null))
      throw new Invalid([
        { field: 'recordId', expected: 'the id of the contact or note, and nothing for the account' },
      ]);
    const record = { kind: recordKind as AccountRecord, id: recordId };
    const theirs = await recordOf(ctx, input.id, record);
    const content = await receive(ctx, input.file, input.name);
    const hasText = READ_KINDS.includes(content.kind);
    const file = await insertFile(ctx, {
      accountId: input.id,
      record,
      content,
      hasText,
      ...(theirs ?? { readers: own.readers, teamReads: own.team_reads }),
    });
    await tellFile(ctx, 'files.added', file);
    await readLater(ctx, file);
    return answer(ctx, file);
  }),

  handle(contract.listRecordFiles, async (ctx, input) => {
    const { recordKind: kind, recordId: id, limit = 50 } = input;
    const keeper = keeperOf(kind)!;
    await keeper.accountOf(ctx, id);
    const cursor = fromCursor(input.after, ['moment', 'id']);
    const after = cursor && { at: String(cursor[0]), id: String(cursor[1]) };
    const found = await loadFilesOf(ctx, { kind, id }, after, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.cursor, row.id]);
    const write = ctx.can('files.write') && (await keeper.writable(ctx, [id])).has(id);
    return { rows: await answered(ctx, rows), next, maxBytes: ctx.files.maxDocumentBytes, can: { write } };
  }),

  handle(contract.addRecordFile, async (ctx, input) => {
    const { recordKind: kind, recordId: id } = input;
    const { keeper, accountId } = await placeIn(ctx, kind, id);
    const content = await receive(ctx, input.file, input.name);
    const hasText = READ_KINDS.includes(content.kind);
    const readers = keeper.opens ? [] : null;
    const file = await insertFile(ctx, {
      ...{ accountId, record: { kind, id }, content, hasText },
      ...{ readers, teamReads: false },
    });
    await tellFile(ctx, 'files.added', file);
    await keeper.heard?.(ctx, id, file.name);
    await readLater(ctx, file);
    return answer(ctx, file);
  }),

  handle(contract.addFileVersion, async (ctx, input) => {
    const before = await loadFile(ctx, input.id, 'files.write');
    await checkChangeable(ctx, before);
    const content = await receive(ctx, input.file, input.name);
    const file = await saveContent(ctx, before, input.version, content, READ_KINDS.includes(content.kind));
    await tellFile(ctx, 'files.versionAdded', file);
    if (file.record_id !== null) await keeperOf(file.record_kind)?.heard?.(ctx, file.record_id, file.name);
    await readLater(ctx, file);
    return answer(ctx, file);
  }),

  handle(contract.renameFile, async (ctx, input) => {
    const before = await loadFile(ctx, input.id, 'files.write');
    await checkChangeable(ctx, before);
    return answer(ctx, await updateFile(ctx, before, input.version, { name: nameFor(input.name, before.kind) }));
  }),

  handle(contract.keepFile, async (ctx, input) => {
    const before = await loadFile(ctx, input.id, 'files.write');
    if (!mayKeep(ctx, before)) throw new Forbidden();
    await checkChangeable(ctx, before);
    const columns = keptColumns(ctx, before.author_id, input.kept);
    const file = await updateFile(ctx, before, input.version, columns);
    await tellReaders(ctx, file);
    return answer(ctx, file);
  }),

  handle(contract.removeFile, async (ctx, input) => {
    const before = await loadFile(ctx, input.id, 'files.write');
    await checkChangeable(ctx, before);
    const file = await updateFile(ctx, before, input.version, { removed_at: ctx.now, removed_by: ctx.actor.userId });
    const { id: recordId, account_id: accountId, name: title, readers, team_reads: teamReads } = file;
    // The trash knows nothing of tasks: the file of one is found there by whoever removed it.
    const kept =
      file.record_kind === 'task'
        ? { accountId: null, readers: ctx.actor.userId === null ? [] : [ctx.actor.userId] }
        : { accountId, readers, teamReads };
    await discard(ctx, 'file', { recordId, title, ...kept });
    await tellFile(ctx, 'files.removed', file);
    return { version: file.version };
  }),

  handle(contract.restoreFile, async (ctx, input) => {
    const before = await loadFile(ctx, input.id, 'files.write', true);
    await takenBack(ctx, 'file', before.id);
    await show(ctx, before, input.version);
    return { done: true as const };
  }),

  ...readingHandlers,
  ...logoHandlers,
] as const;
