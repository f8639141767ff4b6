import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, mayReadKept } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { loadNewest, loadNote, type NewestNote } from './store.ts';

export { hearsNotes } from './told.ts';

/** The account of a note and who may read it; NotFound where the actor may not, or where it was removed. */
export async function loadNoteReaders(
  ctx: Ctx,
  noteId: string,
  verb: string,
): Promise<{ accountId: string; readers: string[] | null; teamReads: boolean }> {
  const note = await loadNote(ctx, noteId, verb);
  return { accountId: note.account_id, readers: note.readers, teamReads: note.team_reads };
}

/**
 * The day of the newest note on an account that names each of some people, of the notes that the reader may read; who is named in none is missing. Names are looked for
 * as they are written, in either script. The account was checked before; without the right to notes nothing is found.
 */
export async function newestNotesNaming(
  ctx: Ctx,
  accountIds: readonly string[],
  people: readonly { id: string; names: readonly string[] }[],
): Promise<Map<string, string>> {
  const scope = ctx.scope('notes.read');
  if (scope === null || accountIds.length === 0) return new Map();
  const wanted = people.flatMap(({ id, names }) =>
    names.filter((name) => name.trim().length > 3).map((name) => ({ id, name: name.trim().toLowerCase() })),
  );
  if (wanted.length === 0) return new Map();
  const found = await sql<{ id: string; day: string }>`
    select w.id, max((n.created_at at time zone ${ctx.org.timezone}::text)::date) as day
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (id uuid, name text)
      join notes n on n.org_id = ${ctx.org.id} and n.account_id = any (${accountIds}::uuid[]) and n.removed_at is null
       and position(w.name in lower(n.text)) > 0
     where ${mayReadKept(ctx, 'n')}
     group by w.id`.execute(ctx.db);
  return new Map(found.rows.map(({ id, day }) => [id, day]));
}

/** SQL: a note on the account since that day which the actor may read. */
export const notedSince = (ctx: Ctx, accountId: RawBuilder<unknown>, since: string): RawBuilder<boolean> =>
  ctx.can('notes.read')
    ? sql<boolean>`exists (select from notes n where n.org_id = ${ctx.org.id} and n.account_id = ${accountId} and n.removed_at is null
        and n.created_at >= (${since}::date::timestamp at time zone ${ctx.org.timezone}::text) and ${mayReadKept(ctx, 'n')}
        and ${mayReadAccount(ctx, 'notes.read', 'n.account_id')})`
    : sql<boolean>`false`;

/** The newest notes on each of some accounts that the reader may read, at most so many each. */
export const newestNotes = (ctx: Ctx, accountIds: readonly string[], each: number): Promise<NewestNote[]> =>
  ctx.can('notes.read') ? loadNewest(ctx, accountIds, each) : Promise.resolve([]);
