import { sql } from 'kysely';
import { tracked, withoutKey } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { pageOf } from '../../kernel/cursor.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { Change, ChangeKind, Source } from './contract-shapes.ts';

export interface ChangeRow {
  kind: ChangeKind;
  happened_on: string;
  text: string;
  source: Source;
}

const about = (accountId: string, changeId: string) => ({
  recordKind: 'businessChange',
  recordId: changeId,
  accountId,
});

/** Changes in the business of an account, newest first. */
export async function loadChanges(
  ctx: Ctx,
  accountId: string,
  slice: { before: readonly (string | number | null)[] | null; limit: number },
) {
  const [day, id] = slice.before ?? [null, null];
  const found = await sql<
    ChangeRow & {
      id: string;
      author_id: string | null;
      author_name: string | null;
      added_at: Date;
      told: { id: string; name: string }[];
      plan: Change['plan'];
      plan_note: string;
      plan_by: string | null;
      plan_by_name: string | null;
      plan_at: Date | null;
      version: number;
    }
  >`
    select c.id, c.kind, c.happened_on, c.text, c.source, c.author_id, a.name as author_name, c.added_at, c.plan, c.plan_note, c.plan_by,
           d.name as plan_by_name, c.plan_at, c.version,
           coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.name, p.id) from colleagues p
                      where p.org_id = c.org_id and p.id = any (c.told)), '[]') as told
      from dossier_changes c
      left join colleagues a on a.org_id = c.org_id and a.id = c.author_id
      left join colleagues d on d.org_id = c.org_id and d.id = c.plan_by
     where c.org_id = ${ctx.org.id} and c.account_id = ${accountId}::uuid
       and (${day}::date is null or (c.happened_on, c.id) < (${day}::date, ${id}::uuid))
     order by c.happened_on desc, c.id desc limit ${slice.limit + 1}`.execute(ctx.db);
  return pageOf(found.rows, slice.limit, (row) => [row.happened_on, row.id]);
}

/** Of how many changes nobody has said what they mean for the plan. */
export async function countOpenChanges(ctx: Ctx, accountId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select count(*)::int as count from dossier_changes where org_id = ${ctx.org.id} and account_id = ${accountId}::uuid and plan = 'open'`.execute(
    ctx.db,
  );
  return found.rows[0]!.count;
}

/** Records a change; its id. */
export async function insertChange(ctx: Ctx, accountId: string, row: ChangeRow, told: string[]): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('dossier_changes')
    .values({
      org_id: ctx.org.id,
      id,
      account_id: accountId,
      ...row,
      told,
      author_id: ctx.actor.userId,
      added_at: ctx.now,
    })
    .execute();
  ctx.note({ ...about(accountId, id), after: { ...row, told } });
  return id;
}

/** Corrects a change that was read. Throws NotFound, StaleVersion. */
export async function updateChange(
  ctx: Ctx,
  accountId: string,
  changeId: string,
  version: number,
  changes: Partial<ChangeRow> &
    Partial<{ plan: string; plan_note: string; plan_by: string | null; plan_at: Date | null }>,
): Promise<number> {
  const key = { account_id: accountId, id: changeId };
  const after = await tracked(ctx, 'dossier_changes', key, version, changes, about(accountId, changeId));
  return after.version as number;
}

/** Removes a change that was read. Throws NotFound, StaleVersion. */
export async function deleteChange(ctx: Ctx, accountId: string, changeId: string, version: number): Promise<void> {
  const own = await ctx.db
    .selectFrom('dossier_changes')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .where('id', '=', changeId)
    .forUpdate()
    .executeTakeFirst();
  if (!own) throw new NotFound();
  if (own.version !== version) throw new StaleVersion(withoutKey(own), null);
  const { kind, happened_on, text, source } = own;
  await discard(ctx, 'businessChange', { recordId: changeId, accountId, title: text.trim().split('\n')[0]! });
  ctx.note({ ...about(accountId, changeId), before: { kind, happened_on, text, source } });
}
