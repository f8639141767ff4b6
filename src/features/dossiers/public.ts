import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { publishDossiers } from './store-figures.ts';

/** Every day: what is known grows old. */
export const agedDossiers = (ctx: Ctx): Promise<void> => publishDossiers(ctx, null);

/** A change in a business, as a brief names it. */
export interface NewestChange {
  id: string;
  accountId: string;
  on: string;
  kind: string;
  text: string;
}

/** The newest changes in the business of each of some accounts that the reader may see, at most so many each. */
export async function newestChanges(ctx: Ctx, accountIds: readonly string[], each: number): Promise<NewestChange[]> {
  const found = await sql<NewestChange>`
    select x.id, a.id as "accountId", x.happened_on as on, x.kind, left(x.text, 300) as text from unnest(${[...accountIds]}::uuid[]) a (id)
     cross join lateral (
       select c.* from dossier_changes c where c.org_id = ${ctx.org.id} and c.account_id = a.id
        order by c.happened_on desc, c.id desc limit ${each}) x
     where ${mayReadAccount(ctx, 'dossiers.read', 'a.id')}
     order by x.happened_on desc, x.id desc`.execute(ctx.db);
  return found.rows;
}
