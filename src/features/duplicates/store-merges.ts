import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { NotFound } from '../../pure/refusal.ts';
import { mayReadContact } from '../contacts/public.ts';
import type { Kind } from './contract.ts';

export type Wish = Readonly<Record<string, 'absorbed' | 'both'>>;

export interface MergeRow {
  id: string;
  kind: Kind;
  survivor_id: string;
  absorbed_id: string;
  survivor_name: string;
  absorbed_name: string;
  state: 'waiting' | 'merged' | 'undoing' | 'undone' | 'failed';
  wish: Wish;
  progress: number;
  is_erased: boolean;
  reason: string;
  problem: string | null;
  mark: string | null;
  merged_by: string | null;
  merged_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
  undo_reason: string;
  version: number;
}

/** True for merges (`m`) of records that the reader may see under the verb: the survivor, where it is now, and the absorbed one where it is there again. */
export function mayReadMerge(ctx: Ctx, verb: string) {
  const account = (id: string) => mayReadAccount(ctx, verb, id);
  const contact = sql`exists (select from contacts c where c.org_id = m.org_id and c.id = s.now_id and ${mayReadContact(ctx, verb)})`;
  const other = sql`exists (select from contacts c where c.org_id = m.org_id and c.id = m.absorbed_id and ${mayReadContact(ctx, verb)})`;
  return sql<boolean>`case m.kind
    when 'account' then s.now_id in (select id from accounts where org_id = m.org_id) and ${account('s.now_id')} and (m.state <> 'undone' or ${account('m.absorbed_id')})
    else ${contact} and (m.state <> 'undone' or ${other}) end`;
}

const from = sql`merges m cross join lateral (
  select coalesce((select r.account_id from account_redirects r where r.org_id = m.org_id and r.id = m.survivor_id),
                  (select r.contact_id from contact_redirects r where r.org_id = m.org_id and r.id = m.survivor_id), m.survivor_id) as now_id) s`;

export async function loadMerge(ctx: Ctx, id: string, verb: string, lock = false): Promise<MergeRow> {
  const found = await sql<MergeRow>`
    select m.* from ${from} where m.org_id = ${ctx.org.id} and m.id = ${id}::uuid and ${mayReadMerge(ctx, verb)} ${lock ? sql`for update of m` : sql``}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** A merge that waits to be done or undone by its job, which is the only one; null: that has been done. The row itself stays free for its progress. */
export async function loadMergeForWork(ctx: Ctx, id: string): Promise<MergeRow | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 31))`.execute(ctx.db);
  const found = await sql<MergeRow>`
    select * from merges where org_id = ${ctx.org.id} and id = ${id}::uuid and state in ('waiting', 'undoing')`.execute(
    ctx.db,
  );
  return found.rows[0] ?? null;
}

export async function loadMerges(
  ctx: Ctx,
  asked: { kind: Kind | null; recordId: string | null },
  after: string | null,
  limit: number,
): Promise<MergeRow[]> {
  const found = await sql<MergeRow>`
    select m.* from ${from} where m.org_id = ${ctx.org.id} and ${mayReadMerge(ctx, 'duplicates.read')}
       ${asked.kind === null ? sql`` : sql`and m.kind = ${asked.kind}`}
       ${asked.recordId === null ? sql`` : sql`and ${asked.recordId}::uuid in (m.survivor_id, m.absorbed_id)`}
       ${after === null ? sql`` : sql`and m.id < ${after}::uuid`}
     order by m.id desc limit ${limit}`.execute(ctx.db);
  return found.rows;
}

export async function insertMerge(ctx: Ctx, row: Partial<MergeRow> & { id: string }): Promise<void> {
  await ctx.db
    .insertInto('merges')
    .values({
      org_id: ctx.org.id,
      merged_by: ctx.actor.userId,
      merged_at: ctx.now,
      ...row,
      wish: json(row.wish),
    } as never)
    .execute();
}

export async function saveMerge(ctx: Ctx, id: string, changes: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('merges')
    .set({ ...changes, version: sql`version + 1` } as never)
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', id)
    .execute();
}

/** A later merge that stands on this one: it has the same survivor, absorbed it, or changed a row that this one moved. */
export async function laterMerge(ctx: Ctx, row: MergeRow): Promise<string | null> {
  const found = await sql<{ absorbed_name: string; survivor_name: string }>`
    select n.absorbed_name, n.survivor_name from merges n
     where n.org_id = ${ctx.org.id} and n.id > ${row.id}::uuid and n.state in ('waiting', 'merged', 'undoing')
       and (${row.survivor_id}::uuid in (n.survivor_id, n.absorbed_id) or ${row.absorbed_id}::uuid in (n.survivor_id, n.absorbed_id)
         or exists (select from merge_rows a join merge_rows b on b.org_id = a.org_id and b.merge_id = ${row.id}::uuid and b.table_name = a.table_name and b.row_key = a.row_key
                     where a.org_id = n.org_id and a.merge_id = n.id and a.table_name not in ('ledger_documents', 'ledger_payments', 'timeline_entries')))
     order by n.id desc limit 1`.execute(ctx.db);
  const [later] = found.rows;
  return later ? `${later.absorbed_name} → ${later.survivor_name}` : null;
}

/** A row of the journal as it is shown. */
export interface KeptRow {
  table_name: string;
  act: 'set' | 'taken' | 'left';
  before: Record<string, unknown>;
}

/** What gave way, of the tables that are shown to whoever sees the record, without what is for some classes of confidentiality only; the first few hundred. */
export async function loadAside(ctx: Ctx, id: string, tables: readonly string[]): Promise<KeptRow[]> {
  const found = await sql<KeptRow>`
    select table_name, act, before from merge_rows where org_id = ${ctx.org.id} and merge_id = ${id}::uuid and act in ('taken', 'left')
       and table_name = any (${[...tables]}::text[])
       and (table_name <> 'dossier_sections' or before->>'class' is not distinct from '00000000-0000-0000-0000-000000000000')
     order by step, id limit 300`.execute(ctx.db);
  return found.rows;
}

/** The merged record as it was, and what the survivor had in the columns that changed. */
export async function loadBefore(
  ctx: Ctx,
  row: MergeRow,
): Promise<{ absorbed: Record<string, unknown> | null; survivor: Record<string, unknown> }> {
  const table = row.kind === 'account' ? 'accounts' : 'contacts';
  const found = await sql<KeptRow & { row_key: { id: string } }>`
    select table_name, act, before, row_key from merge_rows where org_id = ${ctx.org.id} and merge_id = ${row.id}::uuid and table_name = ${table}
       and row_key->>'id' in (${row.absorbed_id}, ${row.survivor_id}) order by step limit 50`.execute(ctx.db);
  const taken = found.rows.find((one) => one.act === 'taken' && one.row_key.id === row.absorbed_id);
  const set = found.rows.filter((one) => one.act === 'set' && one.row_key.id === row.survivor_id);
  return { absorbed: taken?.before ?? null, survivor: Object.assign({}, ...set.map((one) => one.before)) };
}

/** The records that became one with a contact, as they were, for the complete export of the person's data. */
export async function loadMergesOf(ctx: Ctx, contactId: string): Promise<unknown[]> {
  const found = await sql`
    select m.merged_at as "mergedAt", m.absorbed_name as name, m.state, r.before as record from merges m
      left join merge_rows r on r.org_id = m.org_id and r.merge_id = m.id and r.table_name = 'contacts' and r.act = 'taken' and r.row_key->>'id' = m.absorbed_id::text
     where m.org_id = ${ctx.org.id} and m.kind = 'contact' and m.state = 'merged' and (m.survivor_id = ${contactId}::uuid
        or m.absorbed_id in (select id from contact_redirects where org_id = m.org_id and contact_id = ${contactId}::uuid))
     order by m.id`.execute(ctx.db);
  return found.rows;
}

/** Nothing of a person stays in the merges that brought their records together. */
export async function forgetPerson(ctx: Ctx, contactId: string): Promise<void> {
  const org = ctx.org.id;
  await sql`
    with recursive gone as (
      select m.id, m.absorbed_id from merges m where m.org_id = ${org} and m.kind = 'contact' and ${contactId}::uuid in (m.survivor_id, m.absorbed_id)
      union select m.id, m.absorbed_id from gone g join merges m on m.org_id = ${org} and m.kind = 'contact' and g.absorbed_id in (m.survivor_id, m.absorbed_id)),
    rows as (delete from merge_rows r using gone g where r.org_id = ${org} and r.merge_id = g.id),
    keys as (delete from audit_person_keys k using gone g where k.org_id = ${org} and k.person_id = g.absorbed_id)
    update merges m set is_erased = true, survivor_name = '', absorbed_name = '', wish = '{}', reason = '', undo_reason = '', version = version + 1
      from gone g where m.org_id = ${org} and m.id = g.id`.execute(ctx.db);
  await sql`delete from duplicate_keys where org_id = ${org} and record_id = ${contactId}::uuid`.execute(ctx.db);
  await sql`delete from duplicate_marks where org_id = ${org} and record_id = ${contactId}::uuid`.execute(ctx.db);
  await sql`delete from duplicate_pairs where org_id = ${org} and ${contactId}::uuid in (one_id, other_id)`.execute(
    ctx.db,
  );
}
