import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from './ctx.ts';

/** SQL: the id of the class of an account (an expression of its id), its own or that of the top of its structure; null: it has none. Whether the account may be read is asked before. */
export function classOfAccount(ctx: Ctx, accountId: RawBuilder<unknown>): RawBuilder<string | null> {
  if (ctx.org.classes.length === 0) return sql<string | null>`null::uuid`;
  return sql<string | null>`(select x.class from account_secrets x
      join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
     where x.org_id = ${ctx.org.id} and y.account_id = ${accountId} limit 1)`;
}

/** SQL: whether an account (an expression of its id) is in one of these classes; `none` among them: or in no class. */
export function isOfClasses(ctx: Ctx, accountId: RawBuilder<unknown>, classes: readonly string[]): RawBuilder<boolean> {
  const inside = (wanted: RawBuilder<unknown>) => sql`${accountId} in (select y.account_id from account_secrets x
      join account_ancestors y on y.org_id = x.org_id and y.ancestor_id = x.account_id
     where x.org_id = ${ctx.org.id} and ${wanted})`;
  const ids = classes.filter((one) => one !== 'none');
  const named = inside(sql`x.class = any (${ids}::uuid[])`);
  if (!classes.includes('none')) return sql<boolean>`${named}`;
  return sql<boolean>`(${named} or not ${inside(sql`true`)})`;
}
