import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { NamedRecord } from '../audit/public.ts';

/** What cards of maps are called in the audit: the person, or the function that is wanted, on accounts that are open to the reader. */
export async function recordsNamed(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NamedRecord>> {
  const found = await sql<{ id: string; name: string; account_id: string }>`
    select c.id, coalesce(nullif(k.name, ''), c.wanted) as name, c.account_id from relationship_people c
      left join contacts k on k.org_id = c.org_id and k.id = c.contact_id
     where c.org_id = ${ctx.org.id} and c.id = any (${ids}::uuid[]) and coalesce(nullif(k.name, ''), c.wanted) is not null
       and ${mayReadAccount(ctx, 'contacts.read', 'c.account_id')}
       and (c.contact_id is null or exists (
         select from contact_positions p join account_ancestors d on d.org_id = p.org_id and d.account_id = p.account_id
          where p.org_id = c.org_id and p.contact_id = c.contact_id and d.ancestor_id = c.account_id))`.execute(ctx.db);
  return new Map(
    found.rows.map(({ id, name, account_id }) => [id, { name, path: `/accounts/${account_id}?tab=map&person=${id}` }]),
  );
}
