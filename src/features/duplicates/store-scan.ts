import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import type { Kind } from './contract.ts';
import { type AccountFacts, accountCompared, type ContactFacts, contactCompared } from './keys.ts';
import { type Compared, type Likeness, TOO_COMMON } from './rules.ts';

const OWN_IDS = sql`array(select i.value from account_identifiers i where i.org_id = a.org_id and i.account_id = a.id and i.kind in ('inn', 'vat', 'ogrn', 'iban') order by i.value)`;
const FACTS = {
  account: sql`select a.id, a.name, a.legal_name, a.tax_id, a.country, a.city, a.postal_code, a.address, a.phone, a.email, a.web, a.root_id, ${OWN_IDS} as identifiers from accounts a`,
  contact: sql`select a.id, a.name, a.latin_name, a.keys,
      array(select distinct p.account_id::text from contact_positions p where p.org_id = a.org_id and p.contact_id = a.id order by 1) as account_ids from contacts a`,
};
const MARK = {
  account: sql`md5(concat_ws('|', a.name, a.legal_name, a.tax_id, a.country, a.city, a.postal_code, a.address, a.phone, a.email, a.web, a.root_id, ${OWN_IDS}::text))`,
  contact: sql`md5(concat_ws('|', a.name, a.keys::text, a.erased_at::text,
      array(select distinct p.account_id::text from contact_positions p where p.org_id = a.org_id and p.contact_id = a.id order by 1)::text))`,
};
const TABLE = { account: sql`accounts`, contact: sql`contacts` };
const live = (kind: Kind) => (kind === 'contact' ? sql`a.erased_at is null` : sql`true`);

/** One scan at a time: two would write the same pairs. */
export async function waitForScan(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${ctx.org.id}::text, 30))`.execute(ctx.db);
}

/** Ids of records that say something else than when they were compared the last time. */
export async function changedRecords(ctx: Ctx, kind: Kind, limit: number): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select a.id from ${TABLE[kind]} a left join duplicate_marks m on m.org_id = a.org_id and m.record_id = a.id
     where a.org_id = ${ctx.org.id} and ${live(kind)} and m.mark is distinct from ${MARK[kind]} limit ${limit}`.execute(
    ctx.db,
  );
  return found.rows.map((row) => row.id);
}

/** Forgets what was kept of records that are gone. */
export async function forgetGone(ctx: Ctx, kind: Kind): Promise<void> {
  const org = ctx.org.id;
  await sql`
    with gone as (
      delete from duplicate_marks m where m.org_id = ${org} and m.kind = ${kind}
         and not exists (select from ${TABLE[kind]} a where a.org_id = m.org_id and a.id = m.record_id and ${live(kind)}) returning m.record_id),
    keys as (delete from duplicate_keys k using gone g where k.org_id = ${org} and k.record_id = g.record_id)
    delete from duplicate_pairs p using gone g where p.org_id = ${org} and g.record_id in (p.one_id, p.other_id)`.execute(
    ctx.db,
  );
}

/** What some records are compared by. */
export async function loadCompared(ctx: Ctx, kind: Kind, ids: readonly string[]): Promise<Map<string, Compared>> {
  if (ids.length === 0) return new Map();
  const found = await sql<
    AccountFacts & ContactFacts
  >`${FACTS[kind]} where a.org_id = ${ctx.org.id} and a.id = any (${[...ids]}::uuid[])`.execute(ctx.db);
  const compared = kind === 'account' ? accountCompared : contactCompared;
  return new Map(found.rows.map((row) => [row.id, compared(row)]));
}

/** Writes the keys of records anew, and the mark that they were compared. */
export async function saveKeys(ctx: Ctx, kind: Kind, keys: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const ids = [...keys.keys()];
  const rows = [...keys].flatMap(([id, each]) => each.map((key) => [id, key] as const));
  await sql`delete from duplicate_keys where org_id = ${ctx.org.id} and record_id = any (${ids}::uuid[])`.execute(
    ctx.db,
  );
  await sql`
    insert into duplicate_keys (org_id, kind, key, record_id)
    select ${ctx.org.id}::uuid, ${kind}, k.key, k.id from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, key]) => key)}::text[]) k (id, key)
    on conflict do nothing`.execute(ctx.db);
  await sql`
    insert into duplicate_marks (org_id, record_id, kind, mark)
    select a.org_id, a.id, ${kind}, ${MARK[kind]} from ${TABLE[kind]} a where a.org_id = ${ctx.org.id} and a.id = any (${ids}::uuid[])
    on conflict (org_id, record_id) do update set mark = excluded.mark`.execute(ctx.db);
}

/** Records that share a key with some others, those others first. A key that very many share finds nobody. */
export async function meeting(ctx: Ctx, ids: readonly string[]): Promise<[string, string][]> {
  const found = await sql<{ one: string; other: string }>`
    select distinct k.record_id as one, x.record_id as other
      from duplicate_keys k
      cross join lateral (
        select o.record_id, count(*) over () as many from (
          select record_id from duplicate_keys o where o.org_id = k.org_id and o.kind = k.kind and o.key = k.key limit ${TOO_COMMON + 1}) o) x
     where k.org_id = ${ctx.org.id} and k.record_id = any (${[...ids]}::uuid[]) and x.many <= ${TOO_COMMON} and x.record_id <> k.record_id`.execute(
    ctx.db,
  );
  return found.rows.map((row) => [row.one, row.other]);
}

/** Records with one of the keys; a key that very many share finds nobody. */
export async function recordsWith(ctx: Ctx, kind: Kind, keys: readonly string[]): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select distinct x.record_id as id from unnest(${[...keys]}::text[]) k (key)
      cross join lateral (
        select o.record_id, count(*) over () as many from (
          select record_id from duplicate_keys o where o.org_id = ${ctx.org.id} and o.kind = ${kind} and o.key = k.key limit ${TOO_COMMON + 1}) o) x
     where x.many <= ${TOO_COMMON}`.execute(ctx.db);
  return found.rows.map((row) => row.id);
}

export interface NewPair extends Likeness {
  one: string;
  other: string;
}

/** Open pairs of these records become the ones given; what somebody decided stays decided. */
export async function savePairs(
  ctx: Ctx,
  kind: Kind,
  ids: readonly string[],
  pairs: readonly NewPair[],
): Promise<void> {
  const sides = pairs.map((pair) => [pair.one, pair.other].sort() as [string, string]);
  const [ones, others] = [sides.map(([one]) => one), sides.map(([, other]) => other)];
  await sql`
    delete from duplicate_pairs p where p.org_id = ${ctx.org.id} and p.state = 'open' and p.kind = ${kind}
       and (p.one_id = any (${[...ids]}::uuid[]) or p.other_id = any (${[...ids]}::uuid[]))
       and (p.one_id, p.other_id) not in (select * from unnest(${ones}::uuid[], ${others}::uuid[]))`.execute(ctx.db);
  await ctx.client.query(
    `insert into duplicate_pairs as p (org_id, id, kind, one_id, other_id, score, reasons, loose_score, shared, state, found_at)
     select current_org(), u.id, $1, u.one, u.other, u.score, u.reasons::jsonb, u.loose, array(select jsonb_array_elements_text(u.shared::jsonb)::uuid), 'open', $2
       from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::float8[], $7::text[], $8::float8[], $9::text[]) u (id, one, other, score, reasons, loose, shared)
     on conflict (org_id, one_id, other_id) do update
       set score = excluded.score, reasons = excluded.reasons, loose_score = excluded.loose_score, shared = excluded.shared
        where (p.score, p.reasons, p.loose_score, p.shared) is distinct from (excluded.score, excluded.reasons, excluded.loose_score, excluded.shared)`,
    [
      ...[kind, ctx.now],
      ...[
        pairs.map(() => newId()),
        ones,
        others,
        pairs.map((pair) => pair.score),
        pairs.map((pair) => json(pair.reasons)),
        pairs.map((pair) => pair.looseScore),
        pairs.map((pair) => json(pair.shared)),
      ],
    ],
  );
}
