import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { erasePersonalValues, personKeys, unseal } from '../../kernel/personal.ts';
import { forgetContact } from '../timeline/public.ts';

/** One act about a person, as the audit keeps it, opened. */
export interface HistoryEntry {
  at: string;
  word: string;
  changes: { field: string; before: unknown; after: unknown }[];
}

/** Opens what the audit keeps sealed of a person. */
export async function openerOf(ctx: Ctx, contactId: string): Promise<(field: string, sealed: unknown) => unknown> {
  const key = (await personKeys(ctx, [contactId])).get(contactId);
  return (field, sealed) => (key === undefined ? null : unseal(ctx, key, contactId, field, sealed as string | null));
}

/** All that people did to a contact and its positions, oldest first, with the sealed values opened. Personal notes have no values there. */
export async function loadHistory(
  ctx: Ctx,
  contactId: string,
  positionIds: readonly string[],
): Promise<HistoryEntry[]> {
  const { rows } = await sql<{
    at: Date;
    word: string;
    changes: { field: string; before: unknown; after: unknown; person?: string }[];
  }>`
    select at, word, changes from audit_entries
     where org_id = ${ctx.org.id} and record_id = any (${[contactId, ...positionIds]}::uuid[]) order by id`.execute(
    ctx.db,
  );
  const open = await openerOf(ctx, contactId);
  return rows.map((row) => ({
    at: row.at.toISOString(),
    word: row.word,
    changes: row.changes.map(({ field, before, after, person }) =>
      person === undefined
        ? { field, before, after }
        : { field, before: open(field, before), after: open(field, after) },
    ),
  }));
}

/** Notices to anybody that name the person. */
export async function loadNoticesAbout(ctx: Ctx, contactId: string) {
  return ctx.db
    .selectFrom('notices')
    .select(['kind', 'params', 'created_at'])
    .where('org_id', '=', ctx.org.id)
    .where(sql<boolean>`params->>'contactId' = ${contactId}`)
    .orderBy('id')
    .execute();
}

/** Who keeps personal notes on the contact, whoever may read them. */
export async function noteAuthors(ctx: Ctx, contactId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('contact_notes')
    .select('author_id')
    .distinct()
    .where('org_id', '=', ctx.org.id)
    .where('contact_id', '=', contactId)
    .execute();
  return rows.map((row) => row.author_id);
}

/** What a row is once nothing in it says who the person was. */
const NOBODY = {
  author_id: null,
  name: '',
  latin_name: null,
  salutation: null,
  phones: '[]',
  emails: '[]',
  messengers: '[]',
  languages: [],
  timezone: null,
  birthday: null,
  preferred_channel: null,
  dos: '',
  donts: '',
  consent_basis: null,
  consent_given_on: null,
  consent_withdrawn_on: null,
  consent_note: null,
  kept: '[]',
  name_key: '',
  search_text: '',
  keys: [],
};

/** Operations whose answers hold what vCard files said. */
const CARD_ANSWERS = ['previewContactCards', 'importContactCards'];

/**
 * Erases a person: the row and the positions stay without a name; notes, notices, answers kept for repeated requests and the key of what the audit holds
 * sealed go. The entry that says so names nobody.
 */
export async function erase(ctx: Ctx, contactId: string, version: number): Promise<void> {
  const changes = { ...NOBODY, erased_at: ctx.now };
  const show = () => ({});
  await tracked(ctx, 'contacts', { id: contactId }, version, changes, {
    recordKind: 'contact',
    accountId: contactId,
    show,
  });
  await ctx.db
    .deleteFrom('contact_notes')
    .where('org_id', '=', ctx.org.id)
    .where('contact_id', '=', contactId)
    .execute();
  await sql`delete from notices where org_id = ${ctx.org.id} and params->>'contactId' = ${contactId}`.execute(ctx.db);
  await sql`
    delete from idempotency_keys
     where org_id = ${ctx.org.id} and (operation = any (${CARD_ANSWERS}) or position(${contactId} in answer::text) > 0)`.execute(
    ctx.db,
  );
  await forgetContact(ctx, contactId);
  await erasePersonalValues(ctx, contactId);
}
