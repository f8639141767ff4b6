import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { NamedRecord } from '../audit/public.ts';

/** What this room's records are called in the audit: accounts, seats on teams and proposals of groups, on accounts that the reader may see. */
export async function recordsNamed(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, NamedRecord>> {
  const open = (column: string) => mayReadAccount(ctx, 'accounts.read', column);
  const found = await sql<{ id: string; name: string; account_id: string | null }>`
    select a.id, a.name, a.id as account_id from accounts a
     where a.org_id = ${ctx.org.id} and a.id = any (${ids}::uuid[]) and ${open('a.id')}
    union all
    select t.id, p.name, t.account_id from account_team t join colleagues p on p.org_id = t.org_id and p.id = t.user_id
     where t.org_id = ${ctx.org.id} and t.id = any (${ids}::uuid[]) and ${open('t.account_id')}
    union all
    select g.id, a.name || ' + ' || w.name, null from group_proposals g
      join accounts a on a.org_id = g.org_id and a.id = g.account_id
      join accounts w on w.org_id = g.org_id and w.id = g.with_id
     where g.org_id = ${ctx.org.id} and g.id = any (${ids}::uuid[]) and ${open('g.account_id')} and ${open('g.with_id')}`.execute(
    ctx.db,
  );
  const path = (accountId: string | null) => (accountId === null ? null : `/accounts/${accountId}`);
  return new Map(found.rows.map((row) => [row.id, { name: row.name, path: path(row.account_id) }]));
}
