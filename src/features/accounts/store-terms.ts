import type { Ctx } from '../../kernel/ctx.ts';

/** The credit limit of an account in minor units of its currency (null: the base currency). */
export async function loadTerms(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('accounts')
    .select(['currency', 'credit_limit'])
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
}
