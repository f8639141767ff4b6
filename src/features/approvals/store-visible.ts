import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';

/**
 * SQL over a row `r` of approval_requests: true where the actor may see it. Whoever asked, whoever decides or has had a part in it, and leaders; all of them only while they may
 * read the account that it hangs on.
 */
export function mayReadRequest(ctx: Ctx): RawBuilder<boolean> {
  const me = sql`${ctx.actor.userId}::uuid`;
  const account = sql<boolean>`(r.account_id is null or ${mayReadAccount(ctx, 'accounts.read', 'r.account_id')})`;
  if (ctx.can('approvals.seeAll')) return account;
  return sql<boolean>`(${account} and (r.requester_id = ${me}
    or exists (select from approval_seats s where s.org_id = r.org_id and s.request_id = r.id and s.user_id = ${me})
    or exists (select from approval_acts a where a.org_id = r.org_id and a.request_id = r.id and a.user_id = ${me})))`;
}

/** SQL over a row of audit_entries: true where the actor may see the request that it is about. */
export const mayReadEntry = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`exists (select from approval_requests r where r.org_id = audit_entries.org_id and r.id = audit_entries.record_id and ${mayReadRequest(ctx)})`;
