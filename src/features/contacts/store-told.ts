import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { changesBetween } from '../../pure/changes.ts';
import { addEntry, entriesAlong } from '../timeline/public.ts';

type Row = Readonly<Record<string, unknown>>;

const FIELDS = [
  ...['name', 'latin_name', 'salutation', 'phones', 'emails', 'messengers', 'languages', 'timezone', 'birthday'],
  ...['preferred_channel', 'dos', 'donts', 'consent_basis', 'consent_given_on', 'consent_withdrawn_on'],
];

/** Tells the timelines of the accounts where a person works now what was changed of them. */
export async function tellContact(ctx: Ctx, contactId: string, before: Row, after: Row): Promise<void> {
  const changes = changesBetween(before, after, FIELDS);
  if (changes.length === 0) return;
  const { rows } = await sql<{ account_id: string }>`
    select distinct p.account_id from contact_positions p
     where p.org_id = ${ctx.org.id} and p.contact_id = ${contactId}::uuid and (p.until is null or p.until >= ${ctx.today}::date)
     order by p.account_id`.execute(ctx.db);
  for (const { account_id: accountId } of rows)
    await addEntry(ctx, 'contacts.changed', { accountId, contactId, text: String(after.name), params: { changes } });
}

interface Post {
  id: string;
  contactId: string;
  accountId: string;
  title: string | null;
  on: string | null;
}

/** Tells an account that somebody began, or ended, a position there; of what begins or ends another day the day is said. */
export async function tellPost(ctx: Ctx, event: 'joined' | 'left', post: Post): Promise<void> {
  const { id: recordId, contactId, accountId, title, on } = post;
  const { rows } = await sql<{ name: string }>`
    select c.name from contacts c where c.org_id = ${ctx.org.id} and c.id = ${contactId}::uuid`.execute(ctx.db);
  const params = { ...(title === null ? {} : { title }), ...(on === null ? {} : { on }) };
  await addEntry(ctx, `contacts.${event}`, { accountId, recordId, contactId, text: rows[0]!.name, params });
}

/** What was told of a position, for the trash: it goes and comes back with the position; and what was told of the person there, where they have no other. */
export async function toldOf(ctx: Ctx, post: Pick<Post, 'id' | 'contactId' | 'accountId'>) {
  const { rows } = await sql`
    select from contact_positions p
     where p.org_id = ${ctx.org.id} and p.contact_id = ${post.contactId}::uuid and p.account_id = ${post.accountId}::uuid and p.id <> ${post.id}::uuid limit 1`.execute(
    ctx.db,
  );
  return entriesAlong(post.id, post.accountId, rows.length === 0 ? post.contactId : null);
}
