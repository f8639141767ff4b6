import { type RawBuilder, sql } from 'kysely';
import { isWide, visibleAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';

/**
 * True for contacts (`c`) that the reader may see under the verb: who has or had a position on an account that is open to the reader; without any position
 * the reader's own, and all for leaders. Erased ones are nobody's.
 */
export function mayRead(ctx: Ctx, verb: string): RawBuilder<boolean> {
  const visible = visibleAccounts(ctx, verb);
  const theirs = sql`exists (select from contact_positions p where p.org_id = c.org_id and p.contact_id = c.id)`;
  const own = ctx.actor.userId === null ? sql`false` : sql`(c.author_id = ${ctx.actor.userId} and not ${theirs})`;
  if (visible !== null) {
    return sql<boolean>`(c.erased_at is null and c.id in (
      select p.contact_id from contact_positions p where p.org_id = ${ctx.org.id} and p.account_id in ${visible}
      union all
      select c.id from contacts c where c.org_id = ${ctx.org.id} and ${seesLoose(ctx) ? sql`not ${theirs}` : own}))`;
  }
  if (seesLoose(ctx)) return sql<boolean>`(c.erased_at is null)`;
  return sql<boolean>`(c.erased_at is null and (${theirs} or ${own}))`;
}

/** Leaders see contacts without any position too, whoever made them. */
const seesLoose = (ctx: Ctx) => isWide(ctx.scope('contacts.erase'));

/** True for positions (`p`) on accounts that the reader may see under the verb. */
export function mayReadPosition(ctx: Ctx, verb: string): RawBuilder<boolean> {
  const visible = visibleAccounts(ctx, verb);
  return visible === null ? sql<boolean>`true` : sql<boolean>`p.account_id in ${visible}`;
}
