import type { Ctx } from '../../kernel/ctx.ts';
import { NotFound } from '../../pure/refusal.ts';
import { checkContactOn, hearsErasedContacts } from '../contacts/public.ts';
import { hearsNotes, loadNoteReaders } from '../notes/public.ts';
import { takeBackEntries } from '../timeline/public.ts';
import type { RecordKind } from './contract-words.ts';
import { deleteOf, keepWith, removeWith } from './store-versions.ts';
import { keepEntries } from './told.ts';

/** Who may read a record beside those who may read its account; null: no others, and no fewer. */
type Readers = { readers: string[] | null; teamReads: boolean } | null;

/** Whether a file may belong to a record of the account; NotFound where the actor may not see it there. A further kind of record is a line here. */
const RECORDS: Record<RecordKind, (ctx: Ctx, accountId: string, id: string) => Promise<Readers>> = {
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
  record: { kind: RecordKind; id: string | null },
): Promise<Readers> {
  const found = record.id === null ? null : await RECORDS[record.kind](ctx, accountId, record.id);
  return found === null ? null : { readers: found.readers, teamReads: found.teamReads };
}

// The files of a note are read by its readers, and go and come back with it.
hearsNotes(async (ctx, note) => {
  for (const id of await keepWith(ctx, note.id, note)) await keepEntries(ctx, id, note);
  await removeWith(ctx, note.id, note.isRemoved);
});

// What belonged to a person who was erased is gone for good.
hearsErasedContacts(async (ctx, contactId) => {
  for (const id of await deleteOf(ctx, contactId)) await takeBackEntries(ctx, id);
});
