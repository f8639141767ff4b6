import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount, mayReadKept, readerNames, seatedAccounts } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { patternsOf } from './rules.ts';
import { type Beyond, type EntryRow, named, newestFirst, SHOWN, startOf, type Wanted } from './store.ts';

/** What was changed of a person stands once on each of their accounts: here it is told once, by the first entry on an account that the reader may see. */
export function aboutContact(ctx: Ctx, wanted: Wanted): RawBuilder<boolean> {
  const visible = (column: string) => mayReadAccount(ctx, 'accounts.read', column);
  return sql`e.contact_id = ${wanted.accountId}::uuid and ${visible('e.account_id')}
    and (e.kind <> 'contacts.changed' or not exists (
      select from timeline_entries o where o.org_id = e.org_id and o.contact_id = e.contact_id and o.kind = e.kind and o.at = e.at and o.id < e.id and ${visible('o.account_id')}))`;
}

/** The notes in which a person is named in full, on the accounts where the person works or worked: subqueries of ids, one for each name. The reader may read them (find_entries). */
function namedIn(ctx: Ctx, wanted: Wanted, beyond: Beyond | null, limit: number): RawBuilder<unknown>[] {
  const { names, accountIds } = wanted.mentions ?? { names: [], accountIds: [] };
  if (!wanted.kinds.includes('notes.written') || accountIds.length === 0 || beyond?.newer) return [];
  const seats = sql`(select coalesce(array_agg(account_id), '{}') from ${seatedAccounts(ctx)} v)`;
  return names.flatMap((name) => {
    const words = patternsOf(name);
    if (words.length < 2) return [];
    return sql`select find_entries(${ctx.org.id}, ${[...accountIds]}::uuid[], array['notes.written'], ${readerNames(ctx)}, ${seats},
      ${[...words, ...wanted.patterns]}::text[], ${wanted.person}::uuid, ${startOf(ctx, wanted.from)}, ${startOf(ctx, wanted.to, 1)},
      ${beyond?.at ?? null}::timestamptz, ${beyond?.id ?? null}::uuid, ${limit})`;
  });
}

/**
 * One page of what stands about one person at customers, few enough to be read along their own index, and of the notes that name them.
 */
export async function entriesOfContact(
  ctx: Ctx,
  wanted: Wanted,
  beyond: Beyond | null,
  limit: number,
): Promise<EntryRow[]> {
  const conditions = [
    sql`e.org_id = ${ctx.org.id}`,
    aboutContact(ctx, wanted),
    mayReadKept(ctx, 'e'),
    sql`e.kind = any (${wanted.kinds}::text[])`,
    ...wanted.patterns.map((pattern) => sql`lower(e.text) like ${pattern}`),
  ];
  if (wanted.person !== null) conditions.push(sql`e.user_id = ${wanted.person}::uuid`);
  if (wanted.from !== null) conditions.push(sql`e.at >= ${startOf(ctx, wanted.from)}`);
  if (wanted.to !== null) conditions.push(sql`e.at < ${startOf(ctx, wanted.to, 1)}`);
  if (beyond !== null) {
    const mark = sql`(${beyond.at}::timestamptz, ${beyond.id}::uuid)`;
    conditions.push(beyond.newer ? sql`(e.at, e.id) > ${mark}` : sql`(e.at, e.id) < ${mark}`);
  }
  const mentions = namedIn(ctx, wanted, beyond, limit);
  const order = beyond?.newer ? sql`e.at, e.id` : sql`e.at desc, e.id desc`;
  const found = await named(
    ctx,
    sql`select ${SHOWN} from timeline_entries e where e.org_id = ${ctx.org.id} and (e.id in (
          select e.id from timeline_entries e where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit})
          ${sql.join(
            mentions.map((source) => sql`or e.id in (${source})`),
            sql` `,
          )})
         order by ${order} limit ${limit}`,
  ).execute(ctx.db);
  return newestFirst(found.rows);
}
