import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { readableContacts } from '../contacts/public.ts';
import type { Kind } from './contract.ts';
import type { Found } from './contract-shapes.ts';

/** The rows of some records, whoever may see them: callers check that first. */
export async function loadRecords(
  ctx: Ctx,
  kind: Kind,
  ids: readonly string[],
): Promise<Map<string, Record<string, unknown>>> {
  const table = kind === 'account' ? 'accounts' : 'contacts';
  const found = await sql<Record<string, unknown>>`
    select * from ${sql.table(table)} where org_id = ${ctx.org.id} and id = any (${[...ids]}::uuid[])`.execute(ctx.db);
  return new Map(found.rows.map((row) => [String(row.id), row]));
}

/** Those of the records that the reader may see under the verb, as lists show them. */
export async function loadFound(
  ctx: Ctx,
  kind: Kind,
  ids: readonly string[],
  verb: string,
): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  if (kind === 'account') {
    const found = await sql<{
      id: string;
      name: string;
      external_id: string;
      city: string | null;
      country: string | null;
    }>`
      select a.id, a.name, a.external_id, a.city, a.country from accounts a
       where a.org_id = ${ctx.org.id} and a.id = any (${[...ids]}::uuid[]) and ${mayReadAccount(ctx, verb, 'a.id')}`.execute(
      ctx.db,
    );
    return new Map(
      found.rows.map(({ id, name, external_id, city, country }) => [
        id,
        { id, name, detail: [external_id, city, country].filter(Boolean).join(' · ') },
      ]),
    );
  }
  const contacts = await readableContacts(ctx, ids, verb);
  const places = await sql<{ contact_id: string; detail: string }>`
    select distinct on (p.contact_id) p.contact_id, concat_ws(' · ', p.title, a.name) as detail
      from contact_positions p join accounts a on a.org_id = p.org_id and a.id = p.account_id
     where p.org_id = ${ctx.org.id} and p.contact_id = any (${contacts.map((one) => one.id)}::uuid[]) and ${mayReadAccount(ctx, verb, 'p.account_id')}
     order by p.contact_id, p.until desc nulls first, p.is_main desc, p.id`.execute(ctx.db);
  const details = new Map(places.rows.map((row) => [row.contact_id, row.detail]));
  return new Map(contacts.map(({ id, name }) => [id, { id, name, detail: details.get(id) ?? '' }]));
}
