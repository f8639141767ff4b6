import { sql } from 'kysely';
import { mayReadAccount, mayReadKept } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { blankAudit } from '../../kernel/person-texts.ts';
import { erasePersonalValues, personKeys, unseal } from '../../kernel/personal.ts';
import { forgetContact } from '../timeline/public.ts';
import type { Reach } from './contract-shapes.ts';
import type { ContactRecord } from './store.ts';

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
  // Reasons that people gave, and what was said of those who became one with the person.
  await blankAudit(ctx, contactId, [contactId, ...(await formerIds(ctx, contactId))]);
}

/** The records that were merged into the contact. */
export async function formerIds(ctx: Ctx, contactId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('contact_redirects')
    .select('id')
    .where('org_id', '=', ctx.org.id)
    .where('contact_id', '=', contactId)
    .execute();
  return rows.map((row) => row.id);
}

/** All that the person is called now, and was before: names and ways to reach them, from the row and from what the audit keeps. */
export async function loadNamed(ctx: Ctx, row: ContactRecord): Promise<{ names: string[]; reaches: string[] }> {
  const names = new Set<string>();
  const reaches = new Set<string>();
  const take = (field: string, value: unknown) => {
    if (typeof value === 'string' && ['name', 'latin_name'].includes(field)) names.add(value);
    if (Array.isArray(value) && ['phones', 'emails', 'messengers'].includes(field))
      for (const each of value as Reach[]) reaches.add(each.value);
  };
  for (const field of ['name', 'latin_name', 'phones', 'emails', 'messengers'] as const) take(field, row[field]);
  for (const id of [row.id, ...(await formerIds(ctx, row.id))])
    for (const { changes } of await loadHistory(ctx, id, []))
      for (const { field, before, after } of changes) for (const value of [before, after]) take(field, value);
  const plain = (set: ReadonlySet<string>) => [...set].filter((text) => text.trim() !== '');
  return { names: plain(names), reaches: plain(reaches) };
}

/** How much there is about a person, of what the reader may see. */
export async function countKept(ctx: Ctx, contactId: string) {
  const reads = (column: string) => mayReadAccount(ctx, 'accounts.read', column);
  const found = await sql<{ places: number; events: number; trash: number; files: number; merges: number }>`
    select (select count(*)::int from relationship_people t where t.org_id = ${ctx.org.id} and t.contact_id = ${contactId}::uuid and ${reads('t.account_id')}) as places,
           (select count(*)::int from timeline_entries t where t.org_id = ${ctx.org.id} and t.contact_id = ${contactId}::uuid and ${reads('t.account_id')} and ${mayReadKept(ctx, 't')}) as events,
           (select count(*)::int from trash_records t where t.org_id = ${ctx.org.id} and t.person_ids @> array[${contactId}::uuid] and ${reads('t.account_id')} and ${mayReadKept(ctx, 't')}) as trash,
           (select count(*)::int from files t where t.org_id = ${ctx.org.id} and t.record_id = ${contactId}::uuid and t.record_kind = 'contact' and ${reads('t.account_id')} and ${mayReadKept(ctx, 't')}) as files,
           (select count(*)::int from contact_redirects t where t.org_id = ${ctx.org.id} and t.contact_id = ${contactId}::uuid) as merges`.execute(
    ctx.db,
  );
  return found.rows[0]!;
}
