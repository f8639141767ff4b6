import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { AccountName, EvidenceKind, Kind } from './contract-shapes.ts';
import { addressKey, nameStem, ownDomain, proposalStrength, TOO_COMMON, taxKey } from './rules.ts';
import { workOn } from './worked-on.ts';

const BATCH = 5000;

interface Identity {
  id: string;
  root_id: string;
  name: string;
  tax_id: string | null;
  postal_code: string | null;
  address: string | null;
  email: string | null;
  web: string | null;
}

/** What an account is compared by: kind of evidence and comparable text. */
function keysOf(account: Identity): [EvidenceKind, string][] {
  const domains = new Set([ownDomain(account.email), ownDomain(account.web)]);
  const keys: [EvidenceKind, string | null][] = [
    ['tax_id', taxKey(account.tax_id)],
    ['name', nameStem(account.name)],
    ['address', addressKey(account.postal_code, account.address)],
    ...[...domains].map((domain): [EvidenceKind, string | null] => ['mail_domain', domain]),
  ];
  return keys.filter((key): key is [EvidenceKind, string] => key[1] !== null);
}

async function fillKeys(ctx: Ctx): Promise<void> {
  await sql`create temporary table if not exists group_keys (kind text, value text, root_id uuid, account_id uuid) on commit drop`.execute(
    ctx.db,
  );
  await sql`delete from group_keys`.execute(ctx.db);
  await ctx.client.query(
    `declare compared no scroll cursor for
       select a.id, a.root_id, a.name, a.tax_id, a.postal_code, a.address, a.email, a.web
         from accounts a join account_figures f on f.org_id = a.org_id and f.account_id = a.id
        where a.org_id = $1 and not f.excluded`,
    [ctx.org.id],
  );
  for (;;) {
    const { rows } = await ctx.client.query<Identity>(`fetch ${BATCH} from compared`);
    const columns: [string[], string[], string[], string[]] = [[], [], [], []];
    for (const account of rows) {
      for (const [kind, value] of keysOf(account)) {
        columns[0].push(kind);
        columns[1].push(value.slice(0, 300));
        columns[2].push(account.root_id);
        columns[3].push(account.id);
      }
    }
    await ctx.client.query(
      'insert into group_keys select * from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[])',
      columns,
    );
    if (rows.length < BATCH) break;
  }
  await ctx.client.query('close compared');
  await sql`analyze group_keys`.execute(ctx.db).catch(() => {});
}

/**
 * Finds pairs anew, set-based: within each shared value every top of structure is paired with the first one (a group before others, the one with most below it).
 * Open proposals are replaced; a pair of tops that was declined is not proposed again. Returns how many are open, and how many values were too common.
 */
export async function findProposals(ctx: Ctx): Promise<{ open: number; tooCommon: number }> {
  await fillKeys(ctx);
  const org = ctx.org.id;
  const limits = sql.join(Object.entries(TOO_COMMON).map(([kind, most]) => sql`(${kind}::text, ${most}::int)`));
  const common = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from group_keys k join (values ${limits}) m (kind, most) on m.kind = k.kind
       group by k.kind, k.value, m.most having count(distinct k.root_id) > m.most) c`.execute(ctx.db);
  const pairs = await sql<{ account_id: string; with_id: string; evidence: { kind: EvidenceKind; value: string }[] }>`
    with tops as (
      select kind, value, root_id, min(account_id::text)::uuid as account_id from group_keys group by kind, value, root_id),
    shared as (
      select kind, value from tops group by kind, value having count(*) > 1
         and count(*) <= (select most from (values ${limits}) m (kind, most) where m.kind = tops.kind)),
    ranked as (
      select t.*, first_value(t.root_id) over w as first_root, first_value(t.account_id) over w as first_account
        from tops t join shared s using (kind, value) join accounts r on r.org_id = ${org} and r.id = t.root_id
      window w as (partition by t.kind, t.value order by r.kind = 'group' desc, r.kind = 'entity' desc, t.root_id)),
    pairs as (
      select least(first_root, root_id) as one, greatest(first_root, root_id) as other, kind, min(value) as value,
             min((case when first_root < root_id then first_account else account_id end)::text)::uuid as account_id,
             min((case when first_root < root_id then account_id else first_account end)::text)::uuid as with_id
        from ranked where root_id <> first_root group by 1, 2, 3)
    select min(account_id::text)::uuid as account_id, min(with_id::text)::uuid as with_id,
           jsonb_agg(jsonb_build_object('kind', kind, 'value', value) order by kind) as evidence
      from pairs
     where not exists (
       select from group_proposals g join accounts a on a.org_id = g.org_id and a.id = g.account_id
                                     join accounts b on b.org_id = g.org_id and b.id = g.with_id
        where g.org_id = ${org} and g.state = 'declined'
          and least(a.root_id, b.root_id) = one and greatest(a.root_id, b.root_id) = other)
     group by one, other`.execute(ctx.db);
  await sql`delete from group_proposals where org_id = ${org} and state = 'open'`.execute(ctx.db);
  for (let from = 0; from < pairs.rows.length; from += BATCH) {
    const part = pairs.rows.slice(from, from + BATCH);
    await ctx.client.query(
      `insert into group_proposals (org_id, id, account_id, with_id, evidence, strength, proposed_at)
       select $1, u.id, u.account_id, u.with_id, u.evidence::jsonb, u.strength, $2
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::float8[]) u (id, account_id, with_id, evidence, strength)
       on conflict (org_id, account_id, with_id) do nothing`,
      [
        org,
        ctx.now,
        part.map(() => newId()),
        part.map((pair) => pair.account_id),
        part.map((pair) => pair.with_id),
        part.map((pair) => json(pair.evidence)),
        part.map((pair) => proposalStrength(pair.evidence)),
      ],
    );
  }
  const open = await sql<{ count: number }>`
    select count(*)::int as count from group_proposals where org_id = ${org} and state = 'open'`.execute(ctx.db);
  return { open: open.rows[0]!.count, tooCommon: common.rows[0]!.count };
}

type Party<P extends string> = Record<`${P}_id` | `${P}_name` | `${P}_external`, string> &
  Record<`${P}_kind`, Kind> &
  Record<`${P}_city` | `${P}_country`, string | null> &
  Record<`${P}_revenue`, bigint>;

export type ProposalRow = {
  id: string;
  evidence: { kind: EvidenceKind; value: string }[];
  strength: number;
  state: 'open' | 'accepted' | 'declined';
  decided_by: string | null;
  decider: string | null;
  decided_at: Date | null;
  group_id: string | null;
  group_name: string | null;
  group_kind: Kind | null;
} & Party<'a'> &
  Party<'b'>;

const party = (prefix: 'a' | 'b') => {
  const figures = `f${prefix}`;
  const column = (from: string, name: string, as: string) =>
    sql`${sql.ref(`${from}.${name}`)} as ${sql.ref(`${prefix}_${as}`)}`;
  return sql.join([
    column(prefix, 'id', 'id'),
    column(prefix, 'name', 'name'),
    column(prefix, 'external_id', 'external'),
    column(prefix, 'kind', 'kind'),
    column(prefix, 'city', 'city'),
    column(prefix, 'country', 'country'),
    column(figures, 'revenue', 'revenue'),
  ]);
};

/** Proposals of which the reader may see both sides, strongest first. */
export async function loadProposals(
  ctx: Ctx,
  state: string,
  slice: { after: { strength: number; id: string } | null; limit: number },
): Promise<ProposalRow[]> {
  const rows = await sql<ProposalRow>`
    select g.id, g.evidence, g.strength, g.state, g.decided_by, u.name as decider, g.decided_at,
           r.id as group_id, r.name as group_name, r.kind as group_kind, ${party('a')}, ${party('b')}
      from group_proposals g
      join accounts a on a.org_id = g.org_id and a.id = g.account_id
      join account_figures fa on fa.org_id = g.org_id and fa.account_id = g.account_id
      join accounts b on b.org_id = g.org_id and b.id = g.with_id
      join account_figures fb on fb.org_id = g.org_id and fb.account_id = g.with_id
      left join accounts r on r.org_id = g.org_id and r.id = g.group_id
      left join users u on u.id = g.decided_by
     where g.org_id = ${ctx.org.id} and g.state = ${state}
       and ${mayReadAccount(ctx, 'accounts.structure', 'g.account_id')} and ${mayReadAccount(ctx, 'accounts.structure', 'g.with_id')}
       ${slice.after === null ? sql`` : sql`and (g.strength < ${slice.after.strength} or (g.strength = ${slice.after.strength} and g.id > ${slice.after.id}::uuid))`}
     order by g.strength desc, g.id limit ${slice.limit}`.execute(ctx.db);
  return rows.rows;
}

/** The proposals of these ids, locked, weakest last; NotFound when one is missing or hidden. */
export async function lockProposals(ctx: Ctx, ids: readonly string[]) {
  const rows = await ctx.db
    .selectFrom('group_proposals')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('id', 'in', ids)
    .where(mayReadAccount(ctx, 'accounts.structure', 'account_id'))
    .where(mayReadAccount(ctx, 'accounts.structure', 'with_id'))
    .orderBy('strength', 'desc')
    .orderBy('id')
    .forUpdate()
    .execute();
  if (rows.length < ids.length) throw new NotFound();
  return rows;
}

/** The top of an account's structure, with how many stand below it. */
export async function loadTop(ctx: Ctx, accountId: string): Promise<AccountName & { below: number }> {
  const rows = await sql<AccountName & { below: number }>`
    select r.id, r.name, r.kind,
           (select count(*)::int - 1 from account_ancestors d where d.org_id = r.org_id and d.ancestor_id = r.id) as below
      from accounts a join accounts r on r.org_id = a.org_id and r.id = a.root_id
     where a.org_id = ${ctx.org.id} and a.id = ${accountId}`.execute(ctx.db);
  if (!rows.rows[0]) throw new NotFound();
  return rows.rows[0];
}

/** Records a decision (or takes it back to open). */
export async function saveDecision(
  ctx: Ctx,
  id: string,
  decision: { state: 'open' | 'accepted' | 'declined'; groupId?: string | null; madeGroup?: boolean; moved?: string[] },
): Promise<void> {
  await ctx.db
    .updateTable('group_proposals')
    .set({
      state: decision.state,
      decided_by: decision.state === 'open' ? null : ctx.actor.userId,
      decided_at: decision.state === 'open' ? null : ctx.now,
      group_id: decision.groupId ?? null,
      made_group: decision.madeGroup ?? false,
      moved: decision.moved ?? [],
    })
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', id)
    .execute();
}

/** Those of the accounts that still stand directly under the parent. */
export async function stillUnder(ctx: Ctx, accountIds: readonly string[], parentId: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('accounts')
    .select('id')
    .where('org_id', '=', ctx.org.id)
    .where('parent_id', '=', parentId)
    .where('id', 'in', accountIds.length > 0 ? accountIds : [parentId])
    .execute();
  return rows.map((row) => row.id);
}

/**
 * The proposal that made a group leaves it: the group is removed when nothing stands under it and nobody worked on it; else another proposal
 * that was accepted into it answers for it from now on.
 */
export async function leaveGroup(ctx: Ctx, proposalId: string, groupId: string): Promise<void> {
  const removed = await sql<{ name: string }>`
    delete from accounts a where a.org_id = ${ctx.org.id} and a.id = ${groupId} and a.source = 'hand' and a.kind = 'group'
       and not exists (select from accounts c where c.org_id = a.org_id and c.parent_id = a.id) and not ${sql.raw(workOn('a'))}
    returning a.name`.execute(ctx.db);
  const [group] = removed.rows;
  if (group) {
    const before = { name: group.name, kind: 'group' };
    ctx.note({ recordKind: 'account', recordId: groupId, accountId: groupId, before });
    return;
  }
  await sql`
    update group_proposals set made_group = true where org_id = ${ctx.org.id} and id = (
      select id from group_proposals where org_id = ${ctx.org.id} and group_id = ${groupId} and state = 'accepted' and id <> ${proposalId}
       order by id limit 1)`.execute(ctx.db);
}
