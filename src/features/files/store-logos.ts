import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { StaleVersion } from '../../pure/refusal.ts';

export interface Logo {
  file_id: string;
  number: number;
}

/** The logo of an account that the reader was found to see; null where there is none, or where its file was removed or is confidential now. */
export async function loadLogo(ctx: Ctx, accountId: string): Promise<Logo | null> {
  const found = await sql<Logo>`
    select l.file_id, l.number from account_logos l join files f on f.org_id = l.org_id and f.id = l.file_id
     where l.org_id = ${ctx.org.id} and l.account_id = ${accountId}::uuid and f.account_id = l.account_id
       and f.record_kind = 'account' and f.readers is null and f.removed_at is null`.execute(ctx.db);
  return found.rows[0] ?? null;
}

/** Says which file is the logo from now on; null: none. Two who change it at once meet at the row of the account: StaleVersion where the logo is not `replaces` any more. */
export async function saveLogo(
  ctx: Ctx,
  accountId: string,
  logo: Logo | null,
  replaces?: string | null,
): Promise<void> {
  await sql`select from accounts where org_id = ${ctx.org.id} and id = ${accountId}::uuid for update`.execute(ctx.db);
  const before = await loadLogo(ctx, accountId);
  if (replaces !== undefined && replaces !== (before?.file_id ?? null))
    throw new StaleVersion({ fileId: before?.file_id ?? null }, { fileId: logo?.file_id ?? null });
  if (logo === null)
    await ctx.db
      .deleteFrom('account_logos')
      .where('org_id', '=', ctx.org.id)
      .where('account_id', '=', accountId)
      .execute();
  else {
    const columns = { ...logo, set_by: ctx.actor.userId, set_at: ctx.now };
    await ctx.db
      .insertInto('account_logos')
      .values({ org_id: ctx.org.id, account_id: accountId, ...columns })
      .onConflict((conflict) => conflict.columns(['org_id', 'account_id']).doUpdateSet(columns))
      .execute();
  }
  const said = (one: Logo | null) => ({ logo: one === null ? null : one.file_id, number: one?.number ?? null });
  ctx.note({ recordKind: 'account', recordId: accountId, accountId, before: said(before), after: said(logo) });
}
