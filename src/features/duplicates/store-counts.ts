import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Kind } from './contract.ts';
import type { MergeRow } from './store-merges.ts';

/** A table of which a preview says how many rows move: only those that everybody who sees the record may know of. */
interface Counted {
  table: string;
  column: string;
  /** SQL over `t`. */
  open?: string;
  verb?: string;
  /** SQL over `t` and the id `mark`: that the row was added after the merge. */
  since: string;
  key: readonly string[];
}

const SINCE_ID = 't.id > m.mark';
const byId = { key: ['id'], since: SINCE_ID };

const OF_ACCOUNT: readonly Counted[] = [
  { table: 'ledger_documents', column: 'account_id', verb: 'ledger.read', ...byId },
  { table: 'ledger_payments', column: 'account_id', verb: 'ledger.read', ...byId },
  { table: 'contact_positions', column: 'account_id', ...byId },
  { table: 'relationship_people', column: 'account_id', ...byId },
  { table: 'notes', column: 'account_id', open: 't.readers is null and t.removed_at is null', ...byId },
  { table: 'files', column: 'account_id', open: 't.readers is null and t.removed_at is null', ...byId },
  { table: 'tasks', column: 'account_id', open: 'not t.is_private', ...byId },
  { table: 'timeline_entries', column: 'account_id', open: 't.readers is null', ...byId },
  {
    ...{ table: 'dossier_sections', column: 'account_id', key: ['account_id', 'section', 'class'] },
    open: `t.class = '00000000-0000-0000-0000-000000000000'`,
    since: 't.saved_at > m.merged_at',
  },
  {
    ...{ table: 'dossier_years', column: 'account_id', key: ['account_id', 'year'] },
    since: 't.saved_at > m.merged_at',
  },
  { table: 'dossier_changes', column: 'account_id', ...byId },
  { table: 'account_addresses', column: 'account_id', ...byId },
  { table: 'account_identifiers', column: 'account_id', ...byId },
  { table: 'account_team', column: 'account_id', ...byId },
  { table: 'account_tiers', column: 'account_id', ...byId },
  { table: 'accounts', column: 'parent_id', ...byId },
];
const OF_CONTACT: readonly Counted[] = [
  { table: 'contact_positions', column: 'contact_id', ...byId },
  { table: 'relationship_people', column: 'contact_id', ...byId },
  { table: 'files', column: 'record_id', open: 't.readers is null and t.removed_at is null', ...byId },
];

const counted = (kind: Kind) => (kind === 'account' ? OF_ACCOUNT : OF_CONTACT);

function open(ctx: Ctx, kind: Kind, { open: more = 'true', verb }: Counted): RawBuilder<unknown> {
  if (verb !== undefined && !ctx.can(verb)) return sql`false`;
  const place = kind === 'contact' ? mayReadAccount(ctx, 'duplicates.merge', 't.account_id') : sql`true`;
  return sql`${sql.raw(more)} and ${place}`;
}

export interface Count {
  table: string;
  count: number;
}

const some = (rows: readonly Count[]) => rows.filter((row) => row.count > 0);

/** How much hangs on a record, table by table. */
export async function countMoving(ctx: Ctx, kind: Kind, recordId: string): Promise<Count[]> {
  const found: Count[] = [];
  for (const each of counted(kind)) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(each.table)} t
       where t.org_id = ${ctx.org.id} and ${sql.ref(`t.${each.column}`)} = ${recordId}::uuid and ${open(ctx, kind, each)}`.execute(
      ctx.db,
    );
    found.push({ table: each.table, count: rows[0]!.count });
  }
  return some(found);
}

/** More rows of facts than this are moved by a job. */
const MOST_AT_ONCE = 20_000;

export async function isLong(ctx: Ctx, kind: Kind, recordId: string): Promise<boolean> {
  if (kind === 'contact') return false;
  const found = await sql<{ count: number }>`
    select ((select count(*) from (select from ledger_lines where org_id = ${ctx.org.id} and account_id = ${recordId}::uuid limit ${MOST_AT_ONCE}) l)
          + (select count(*) from (select from timeline_entries where org_id = ${ctx.org.id} and account_id = ${recordId}::uuid limit ${MOST_AT_ONCE}) e))::int as count`.execute(
    ctx.db,
  );
  return found.rows[0]!.count >= MOST_AT_ONCE;
}

/** What an undo would bring back, and what was added since and stays, table by table. */
export async function countUndo(ctx: Ctx, row: MergeRow): Promise<{ back: Count[]; stay: Count[] }> {
  const back: Count[] = [];
  const stay: Count[] = [];
  for (const each of counted(row.kind)) {
    // Looked up in one list of the journal, not row by row.
    const own = sql.raw(each.key.map((column) => `t.${column}::text`).join(', '));
    const kept = sql.raw(each.key.map((column) => `r.row_key->>'${column}'`).join(', '));
    const journal = sql`(${own}) in (select ${kept} from merge_rows r where r.org_id = ${ctx.org.id} and r.merge_id = ${row.id}::uuid
      and r.table_name = ${each.table} and r.act = 'set')`;
    const { rows } = await sql<{ back: number; stay: number }>`
      select count(*) filter (where ${journal})::int as back,
             count(*) filter (where ${sql.raw(each.since)} and not (${journal}))::int as stay
        from merges m join ${sql.table(each.table)} t on t.org_id = m.org_id
       where m.org_id = ${ctx.org.id} and m.id = ${row.id}::uuid and ${sql.ref(`t.${each.column}`)} = m.survivor_id and ${open(ctx, row.kind, each)}`.execute(
      ctx.db,
    );
    back.push({ table: each.table, count: rows[0]!.back });
    stay.push({ table: each.table, count: rows[0]!.stay });
  }
  return { back: some(back), stay: some(stay) };
}
