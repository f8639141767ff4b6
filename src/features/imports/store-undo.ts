import type { Ctx } from '../../kernel/ctx.ts';

/** Imports by id, in the order in which they came. */
export function loadNames(ctx: Ctx, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return ctx.db
    .selectFrom('imports')
    .select(['id', 'name'])
    .where('org_id', '=', ctx.org.id)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}

/** SQL over `t` (accounts, products): people changed the row since the import began, and their work is not to be lost. */
export const workedOnSince = `exists (select from audit_entries w join imports i on i.org_id = w.org_id and i.id = $1
  where w.org_id = t.org_id and w.record_id = t.id and w.user_id is not null and w.at > i.started_at)`;

/** Forgets what rows looked like before an import that was undone, and where it had placed accounts. */
export async function clearJournal(ctx: Ctx, importId: string): Promise<void> {
  await ctx.db
    .deleteFrom('account_parents')
    .where('org_id', '=', ctx.org.id)
    .where('import_id', '=', importId)
    .where('origin', '=', 'import')
    .execute();
  await ctx.db.deleteFrom('import_before').where('org_id', '=', ctx.org.id).where('import_id', '=', importId).execute();
}
