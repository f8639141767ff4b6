import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';

export interface NoteRecord {
  id: string;
  author_id: string;
  text: string;
  readers: string[];
  changed_at: Date;
  version: number;
}

/** The notes on a contact that the reader wrote, or may read because their author says so; latest first. Nobody else's, whatever the role. */
export async function loadNotes(ctx: Ctx, contactId: string): Promise<NoteRecord[]> {
  const me = ctx.actor.userId;
  const found = await sql<NoteRecord>`
    select id, author_id, text, readers, changed_at, version from contact_notes
     where org_id = ${ctx.org.id} and contact_id = ${contactId}::uuid and (author_id = ${me}::uuid or ${me}::uuid = any (readers))
     order by changed_at desc, id`.execute(ctx.db);
  return found.rows;
}

/** What the audit says of a personal note: that there was an act, on no account, and nothing of the text. */
const about = (contactId: string) => ({ recordKind: 'contactNote', recordId: contactId, accountId: contactId });

async function checkReaders(ctx: Ctx, readers: readonly string[]): Promise<void> {
  if (readers.length === 0) return;
  const found = await ctx.db
    .selectFrom('memberships')
    .select('user_id')
    .where('org_id', '=', ctx.org.id)
    .where('user_id', 'in', [...readers])
    .where('ended_at', 'is', null)
    .execute();
  if (found.length < readers.length)
    throw new Refusal('contacts.notAMember', 'This person does not work in the organisation.');
}

/** Writes a note of the actor; its id. */
export async function insertNote(ctx: Ctx, contactId: string, text: string, readers: string[]): Promise<string> {
  await checkReaders(ctx, readers);
  const id = newId();
  await ctx.db
    .insertInto('contact_notes')
    .values({
      org_id: ctx.org.id,
      id,
      contact_id: contactId,
      author_id: ctx.actor.userId!,
      text,
      readers,
      changed_at: ctx.now,
    })
    .execute();
  ctx.note(about(contactId));
  return id;
}

/** The actor's own note; NotFound for anybody else's. */
async function ownNote(ctx: Ctx, contactId: string, noteId: string): Promise<NoteRecord> {
  const found = (await loadNotes(ctx, contactId)).find(
    (one) => one.id === noteId && one.author_id === ctx.actor.userId,
  );
  if (!found) throw new NotFound();
  return found;
}

/** Changes the actor's own note; its new version. */
export async function updateNote(
  ctx: Ctx,
  note: { contactId: string; noteId: string; version: number },
  text: string,
  readers: string[] | undefined,
): Promise<number> {
  await ownNote(ctx, note.contactId, note.noteId);
  await checkReaders(ctx, readers ?? []);
  const changes = { text, changed_at: ctx.now, ...(readers === undefined ? {} : { readers }) };
  const show = () => ({});
  const saved = await tracked(ctx, 'contact_notes', { id: note.noteId }, note.version, changes, {
    ...about(note.contactId),
    show,
  });
  return saved.version as number;
}

/** Deletes the actor's own note. */
export async function deleteNote(ctx: Ctx, contactId: string, noteId: string, version: number): Promise<void> {
  const note = await ownNote(ctx, contactId, noteId);
  if (note.version !== version) throw new StaleVersion(note, null);
  const readers = [note.author_id];
  await discard(ctx, 'contactNote', {
    recordId: noteId,
    accountId: null,
    title: note.text,
    readers,
    personIds: [contactId],
  });
  ctx.note(about(contactId));
}
