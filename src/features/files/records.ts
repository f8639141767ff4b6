import { createReadStream } from 'node:fs';
import type { Ctx } from '../../kernel/ctx.ts';
import { blankAudit, forgetAnswers } from '../../kernel/person-texts.ts';
import { ContentLost } from '../../kernel/shelf.ts';
import { hearsPurged, keepInTrash, takenBack } from '../../kernel/trash.ts';
import { Forbidden, NotFound, Refusal } from '../../pure/refusal.ts';
import {
  checkContactOn,
  erasesFiles,
  hearsErasedContacts,
  keepsPersonalData,
  keepsPersonalFiles,
} from '../contacts/public.ts';
import { hearsNotes, loadNoteReaders } from '../notes/public.ts';
import { takeBackEntries } from '../timeline/public.ts';
import type { AccountRecord, KeptKind } from './contract-words.ts';
import { type Keeper, keeperOf } from './keepers.ts';
import { type FileRow, loadFile, personalRows } from './store.ts';
import { deleteOf, deleteWhole, filesOf, keepWith, loadContent, removeWith } from './store-versions.ts';
import { keepEntries } from './told.ts';

/** Takes contents from the shelf at once that nobody names any more. */
export const REMOVE_JOB = 'files.removeContents';

/** Who may read a record beside those who may read its account; null: no others, and no fewer. */
type Readers = { readers: string[] | null; teamReads: boolean } | null;

/** Whether a file may belong to a record of the account; NotFound where the actor may not see it there. A further kind of record is a line here. */
const RECORDS: Record<AccountRecord, (ctx: Ctx, accountId: string, id: string) => Promise<Readers>> = {
  account: async () => null,
  async contact(ctx, accountId, id) {
    await checkContactOn(ctx, id, accountId, 'contacts.read');
    return null;
  },
  async note(ctx, accountId, id) {
    const note = await loadNoteReaders(ctx, id, 'notes.write');
    if (note.accountId !== accountId) throw new NotFound();
    return note;
  },
};

/** The readers that a file takes over from what it belongs to; null: none, it has its own. */
export async function recordOf(
  ctx: Ctx,
  accountId: string,
  record: { kind: AccountRecord; id: string | null },
): Promise<Readers> {
  const found = record.id === null ? null : await RECORDS[record.kind](ctx, accountId, record.id);
  return found === null ? null : { readers: found.readers, teamReads: found.teamReads };
}

// The files of a note are read by its readers, and go and come back with it.
hearsNotes(async (ctx, note) => {
  for (const id of await keepWith(ctx, note.id, note)) {
    await keepEntries(ctx, id, note);
    await keepInTrash(ctx, 'file', id, note);
  }
  await removeWith(ctx, note.id, note.isRemoved);
});

// They go for good with it; the files of a note that was deleted before them too.
hearsPurged('note', async (ctx, noteIds) => {
  for (const noteId of noteIds) await forget(ctx, noteId);
});

// The same for the files of tasks and projects; while these are in the trash nobody sees them.
for (const kind of ['task', 'project'])
  hearsPurged(kind, async (ctx, recordIds) => {
    for (const recordId of recordIds) await forget(ctx, recordId);
  });

/** Deletes every file of a record for good, in the trash too. */
async function forget(ctx: Ctx, recordId: string): Promise<void> {
  for (const id of await deleteOf(ctx, recordId)) {
    await takeBackEntries(ctx, id);
    await takenBack(ctx, 'file', id);
  }
}

/** Refuses to show a file again whose note, task or project is removed. */
export async function checkThere(ctx: Ctx, { record_kind: kind, record_id: id }: FileRow): Promise<void> {
  if (id === null || kind === 'contact') return;
  try {
    if (kind === 'note') await loadNoteReaders(ctx, id, 'notes.write');
    else await keeperOf(kind)?.accountOf(ctx, id);
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    throw new Refusal('trash.gone', 'What it belongs to is deleted: bring that back first.', { what: `${kind}s` });
  }
}

/** Where a new file of a task or a project belongs. NotFound unless the actor may see the record; Forbidden to whom it is not theirs to change. */
export async function placeIn(
  ctx: Ctx,
  kind: KeptKind,
  id: string,
): Promise<{ keeper: Keeper; accountId: string | null }> {
  const keeper = keeperOf(kind)!;
  const accountId = await keeper.accountOf(ctx, id);
  if (!(await keeper.writable(ctx, [id])).has(id)) throw new Forbidden();
  return { keeper, accountId };
}

/** Those of the files that the actor may change, of those that may be seen: on a task or a project as that record says. */
export async function changeable(ctx: Ctx, files: readonly FileRow[]): Promise<(file: FileRow) => boolean> {
  if (!ctx.can('files.write')) return () => false;
  const open = new Set<string>();
  for (const kind of new Set(files.map((file) => file.record_kind))) {
    const ids = files.flatMap((file) => (file.record_kind === kind && file.record_id !== null ? [file.record_id] : []));
    for (const id of (await keeperOf(kind)?.writable(ctx, [...new Set(ids)])) ?? ids) open.add(id);
  }
  return (file) => file.record_id === null || open.has(file.record_id);
}

/** Refuses to change a file of a record that is not the actor's to change. */
export async function checkChangeable(ctx: Ctx, file: FileRow): Promise<void> {
  if (!(await changeable(ctx, [file]))(file)) throw new Forbidden();
}

/** What tasks and projects are called, as far as the actor may see them, by the id of the record. */
export async function recordNames(ctx: Ctx, files: readonly FileRow[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const kind of new Set(files.map((file) => file.record_kind))) {
    const ids = files.flatMap((file) => (file.record_kind === kind && file.record_id !== null ? [file.record_id] : []));
    for (const [id, name] of (await keeperOf(kind)?.names(ctx, [...new Set(ids)])) ?? []) found.set(id, name);
  }
  return found;
}

// What belonged to a person who was erased is gone for good, with its content, its history and what names it.
hearsErasedContacts(async (ctx, contactId) => wipe(ctx, contactId, await filesOf(ctx, contactId)));

erasesFiles(async (ctx, fileIds, contactId) => {
  for (const id of fileIds) await loadFile(ctx, id, 'files.write');
  await wipe(ctx, contactId, fileIds);
});

/** Deletes files so that nothing of them stays, not even until the next sweep. */
async function wipe(ctx: Ctx, contactId: string, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return;
  const contents = await deleteWhole(ctx, fileIds);
  for (const id of fileIds) {
    await takeBackEntries(ctx, id);
    await takenBack(ctx, 'file', id);
  }
  await blankAudit(ctx, contactId, fileIds);
  await forgetAnswers(ctx, fileIds);
  await ctx.enqueue(REMOVE_JOB, { contents });
}

keepsPersonalData('files', (ctx, contactId) => personalRows(ctx, contactId));
keepsPersonalFiles(async function* (ctx, contactId) {
  const taken = new Set<string>();
  for (const { id, name, number } of await personalRows(ctx, contactId)) {
    const { sha256 } = await loadContent(ctx, id, number);
    const content = await ctx.files.shelf.take(sha256).catch((error) => {
      if (error instanceof ContentLost) return null;
      throw error;
    });
    if (content === null) continue;
    const plain = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_');
    const unique = taken.has(plain.toLowerCase()) ? `${id.slice(-6)}-${plain}` : plain;
    taken.add(unique.toLowerCase());
    try {
      yield { name: unique, content: createReadStream(content.path) as AsyncIterable<Buffer> };
    } finally {
      await content.giveBack();
    }
  }
});
