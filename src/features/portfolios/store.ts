import { type RawBuilder, sql } from 'kysely';
import { isWide, mayReadAccount, selfAndBelow } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { StaleVersion } from '../../pure/refusal.ts';
import type { NormKey, Norms } from './contract.ts';
import { defaultNorms, type Held } from './rules.ts';

/** SQL over a column with a person's id: true for those whose portfolio the actor may see. */
export function mayReadPerson(ctx: Ctx, column: string): RawBuilder<boolean> {
  const scope = ctx.scope('portfolios.read');
  if (isWide(scope)) return sql<boolean>`true`;
  if (scope === 'team') return sql<boolean>`${sql.ref(column)} in ${selfAndBelow(ctx)}`;
  return sql<boolean>`${sql.ref(column)} = ${ctx.actor.userId}::uuid`;
}

export const isReadable = async (ctx: Ctx, userId: string): Promise<boolean> => {
  const found = await sql`select from memberships m where m.org_id = ${ctx.org.id} and m.user_id = ${userId}::uuid
    and m.invited_name is null and ${mayReadPerson(ctx, 'm.user_id')}`.execute(ctx.db);
  return found.rows.length > 0;
};

/** The norms in force, and the version of what was said; 0: nothing. */
export async function loadNorms(ctx: Ctx): Promise<{ norms: Norms; version: number }> {
  const row = await ctx.db
    .selectFrom('portfolio_norms')
    .select(['norms', 'version'])
    .where('org_id', '=', ctx.org.id)
    .executeTakeFirst();
  return { norms: { ...defaultNorms, ...(row?.norms as unknown as Norms | undefined) }, version: row?.version ?? 0 };
}

const flat = (norms: unknown) =>
  Object.fromEntries(
    Object.entries(norms as Record<string, Record<string, number>>).flatMap(([part, values]) =>
      Object.entries(values).map(([name, value]) => [`${part}.${name}`, value]),
    ),
  );

/** Makes the row where there is none yet; false: another one was quicker. */
async function begun(ctx: Ctx, query: RawBuilder<unknown>): Promise<boolean> {
  const made = await query.execute(ctx.db);
  return Number(made.numAffectedRows ?? 0n) === 1;
}

export async function saveNormsRow(ctx: Ctx, version: number, norms: Norms): Promise<void> {
  if (version === 0) {
    const made = await begun(
      ctx,
      sql`insert into portfolio_norms (org_id, norms) values (${ctx.org.id}, ${json(norms)}) on conflict do nothing`,
    );
    if (!made) throw new StaleVersion(await loadNorms(ctx), { norms, version });
    ctx.note({ recordKind: 'portfolioNorms', recordId: null, before: flat(defaultNorms), after: flat(norms) });
    return;
  }
  await tracked(
    ctx,
    'portfolio_norms',
    {},
    version,
    { norms: json(norms) },
    {
      recordKind: 'portfolioNorms',
      show: (row) => flat(row.norms),
    },
  );
}

export interface PersonRow {
  id: string;
  name: string;
  roles: string[];
  languages: string[];
  norm: NormKey | null;
  version: number;
}

const people = (ctx: Ctx) => sql`
  select m.user_id as id, c.name, m.roles, coalesce(p.languages, '{}') as languages, p.norm, coalesce(p.version, 0) as version
    from memberships m join colleagues c on c.org_id = m.org_id and c.id = m.user_id
         left join portfolio_people p on p.org_id = m.org_id and p.user_id = m.user_id
   where m.org_id = ${ctx.org.id}`;

/** The managers whose portfolio the actor may see, by name: who has such a role, or leads an account that the actor may see. */
export async function loadManagers(ctx: Ctx, after: { name: string; id: string } | null, limit: number) {
  const found =
    await sql<PersonRow>`${people(ctx)} and m.ended_at is null and m.invited_name is null and ${mayReadPerson(ctx, 'm.user_id')}
      and (m.roles && '{kam,account_manager}'::text[]
           or exists (select from account_figures f where f.org_id = m.org_id and f.lead_id = m.user_id and ${mayReadAccount(ctx, 'accounts.read', 'f.account_id')}))
      ${after === null ? sql`` : sql`and (c.name, m.user_id) > (${after.name}, ${after.id}::uuid)`}
    order by c.name, m.user_id limit ${limit}`.execute(ctx.db);
  return found.rows;
}

/** What is known of some people, whoever asks. */
export async function loadPeople(ctx: Ctx, ids: readonly string[]): Promise<Map<string, PersonRow>> {
  const found = await sql<PersonRow>`${people(ctx)} and m.user_id = any (${[...ids]}::uuid[])`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.id, row]));
}

export async function savePersonRow(
  ctx: Ctx,
  { id, version, ...said }: { id: string; version: number; languages: string[]; norm: NormKey | null },
): Promise<void> {
  if (version === 0) {
    const made = await begun(
      ctx,
      sql`insert into portfolio_people (org_id, user_id, languages, norm) values (${ctx.org.id}, ${id}, ${said.languages}, ${said.norm}) on conflict do nothing`,
    );
    if (!made) throw new StaleVersion((await loadPeople(ctx, [id])).get(id), { ...said, version });
    ctx.note({ recordKind: 'portfolioPerson', recordId: id, after: said });
    return;
  }
  await tracked(ctx, 'portfolio_people', { user_id: id }, version, said, {
    recordKind: 'portfolioPerson',
    recordId: id,
  });
}

/**
 * What some people hold on a day, of accounts that the actor may see: an account counts with the share that is told; the lead's, where it is not, is what the told shares of
 * the others leave. Accounts below another one of the same person count with it. `moved`: as if these accounts had another lead.
 */
export async function loadHeld(
  ctx: Ctx,
  userIds: readonly string[],
  day: string,
  moved: { ids: readonly string[]; toId: string } = { ids: [], toId: userIds[0] ?? '' },
): Promise<Map<string, Held[]>> {
  const now = (alias: string) =>
    sql`${sql.ref(`${alias}.since`)} <= ${day}::date and (${sql.ref(`${alias}.until`)} is null or ${sql.ref(`${alias}.until`)} >= ${day}::date)`;
  const ids = sql`${[...moved.ids]}::uuid[]`;
  const weight = sql`case when t.share is not null then t.share when t.duty <> 'lead' then 0
    else greatest(0, 100 - (select coalesce(sum(o.share), 0) from account_team o
                             where o.org_id = t.org_id and o.account_id = t.account_id and o.id <> t.id and ${now('o')}))::int end`;
  const found = await sql<Held & { userId: string }>`
    with seats as (
      select t.user_id, t.account_id, ${weight} as share from account_team t
       where t.org_id = ${ctx.org.id} and t.user_id = any (${[...userIds]}::uuid[]) and ${now('t')}
         and not (t.duty = 'lead' and t.account_id = any (${ids})) and ${mayReadAccount(ctx, 'accounts.read', 't.account_id')}
      union all
      select ${moved.toId}::uuid, a.id, coalesce((select ${weight} from account_team t
               where t.org_id = a.org_id and t.account_id = a.id and t.duty = 'lead' and ${now('t')} limit 1), 100)
        from accounts a where a.org_id = ${ctx.org.id} and a.id = any (${ids})),
    held as materialized (select user_id, account_id, least(100, sum(share))::int as share from seats where share > 0 group by 1, 2)
    select h.user_id as "userId", f.tier, f.class, count(*)::int as accounts, sum(h.share)::int as share,
           sum(f.revenue * h.share / 100)::bigint as revenue
      from held h join account_figures f on f.org_id = ${ctx.org.id} and f.account_id = h.account_id
     where not f.excluded
       and not exists (select from account_ancestors d join held o on o.account_id = d.ancestor_id and o.user_id = h.user_id
                        where d.org_id = ${ctx.org.id} and d.account_id = h.account_id and d.ancestor_id <> h.account_id)
     group by 1, 2, 3`.execute(ctx.db);
  const by = new Map<string, Held[]>();
  for (const { userId, ...held } of found.rows) by.set(userId, [...(by.get(userId) ?? []), held]);
  return by;
}

export interface CardRow {
  id: string;
  name: string;
  lead_id: string | null;
  tier: string;
  class: string | null;
  country: string | null;
  languages: string[];
  revenue: bigint;
  coming_id: string | null;
  coming_name: string | null;
  coming_since: string | null;
}

const card = (ctx: Ctx) => sql`
  select f.account_id as id, f.name, f.lead_id, f.tier, f.class, f.country, a.languages, f.revenue, n.user_id as coming_id, n.name as coming_name, n.since as coming_since
    from account_figures f join accounts a on a.org_id = f.org_id and a.id = f.account_id
    left join lateral (
      select t.user_id, c.name, t.since from account_team t left join colleagues c on c.org_id = t.org_id and c.id = t.user_id
       where t.org_id = f.org_id and t.account_id = f.account_id and t.duty = 'lead' and t.since > ${ctx.today}::date
       order by t.since limit 1) n on true
   where f.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, 'accounts.read', 'f.account_id')}`;

/** The accounts that somebody leads today, the largest first; null: those at the top that nobody leads. Excluded ones are left out. */
export async function loadCards(
  ctx: Ctx,
  userId: string | null,
  after: { revenue: string; id: string } | null,
  limit: number,
): Promise<CardRow[]> {
  const found = await sql<CardRow>`${card(ctx)} and not f.excluded
      and ${userId === null ? sql`f.lead_id is null and a.parent_id is null` : sql`f.lead_id = ${userId}::uuid`}
      ${after === null ? sql`` : sql`and (f.revenue, f.account_id) < (${after.revenue}::bigint, ${after.id}::uuid)`}
    order by f.revenue desc, f.account_id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

/** Some accounts as cards, the largest first. */
export async function loadCardsOf(ctx: Ctx, ids: readonly string[]): Promise<CardRow[]> {
  const found = await sql<CardRow>`${card(ctx)} and f.account_id = any (${[...ids]}::uuid[])
    order by f.revenue desc, f.account_id desc`.execute(ctx.db);
  return found.rows;
}
