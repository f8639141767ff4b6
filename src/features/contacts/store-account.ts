import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import type { Reach } from './contract-shapes.ts';
import { firstOf } from './rules.ts';
import { type PositionRecord, positionAnswer } from './store-positions.ts';

interface Choice {
  /** Those of everything below the account too. */
  group: boolean;
  past: boolean;
  main: boolean;
}

type Listed = PositionRecord & {
  name: string;
  latin_name: string | null;
  name_key: string;
  phones: Reach[];
  emails: Reach[];
  erased: boolean;
};

/** One page of the positions on an account, by the names of the people; main contacts are few and all on the first page. The account was checked before. */
export async function loadAccountPage(
  ctx: Ctx,
  accountId: string,
  choice: Choice,
  slice: { after?: string | undefined; limit: number },
) {
  const cursor = fromCursor(slice.after, ['text', 'id']) as [string, string] | null;
  const below = sql`(select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId}::uuid)`;
  const where = choice.group ? sql`p.account_id in ${below}` : sql`p.account_id = ${accountId}::uuid`;
  const over = sql`(p.until is not null and p.until < ${ctx.today}::date)`;
  const { rows } = await sql<Listed>`
    select p.*, a.name as account_name, c.name, c.latin_name, c.name_key, c.phones, c.emails, c.erased_at is not null as erased
      from contact_positions p
      join contacts c on c.org_id = p.org_id and c.id = p.contact_id
      join accounts a on a.org_id = p.org_id and a.id = p.account_id
     where p.org_id = ${ctx.org.id} and ${where} and ${choice.past ? over : sql`not ${over}`}
       ${choice.main ? sql`and p.is_main` : sql``}
       ${cursor === null ? sql`` : sql`and (c.name_key, p.id) > (${cursor[0]}, ${cursor[1]}::uuid)`}
     order by c.name_key, p.id limit ${slice.limit + 1}`.execute(ctx.db);
  const shown = rows.slice(0, slice.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map((row) => ({
      contactId: row.contact_id,
      name: row.erased ? null : row.name,
      latinName: row.latin_name,
      phone: firstOf(row.phones),
      email: firstOf(row.emails),
      position: positionAnswer(ctx, row),
    })),
    next: rows.length > slice.limit && last ? toCursor([last.name_key, last.id]) : null,
  };
}
