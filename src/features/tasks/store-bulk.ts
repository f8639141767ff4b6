import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { shown, type TaskRecord } from './store.ts';
import { countTasks } from './store-counts.ts';

/** The columns that many tasks change at once. */
export interface Columns {
  owner_id?: string | null;
  priority?: number;
  due_on?: string | null;
  due_minute?: number | null;
  timezone?: string | null;
  due_at?: Date | string;
}

const COLUMNS = ['owner_id', 'priority', 'due_on', 'due_minute', 'timezone', 'due_at'] as const;

/** Saves columns of tasks that are locked, all of the same ones, in one statement. The audit is the caller's. */
export async function changeMany(ctx: Ctx, rows: readonly { task: TaskRecord; columns: Columns }[]): Promise<void> {
  if (rows.length === 0) return;
  const named = COLUMNS.filter((name) => name in rows[0]!.columns).map((name) => sql.ref(name));
  const values = rows.map(({ task, columns }) => ({ id: task.id, ...columns }));
  await sql`
    update tasks t set ${sql.join(named.map((name) => sql`${name} = x.${name}`))}, version = t.version + 1, changed_at = ${ctx.now}
      from jsonb_to_recordset(${json(values)}::jsonb)
           x (id uuid, owner_id uuid, priority int, due_on date, due_minute int, timezone text, due_at timestamptz)
     where t.org_id = ${ctx.org.id} and t.id = x.id`.execute(ctx.db);
  await countTasks(
    ctx,
    rows.map(({ task }) => task.project_id),
  );
}

/** Notes what was changed of one of them. */
export function noteChange(ctx: Ctx, task: TaskRecord, columns: Columns): void {
  const was = Object.fromEntries(Object.keys(columns).map((name) => [name, task[name as keyof TaskRecord]]));
  const note = { recordKind: 'task', recordId: task.id, accountId: task.account_id };
  ctx.note({ ...note, before: shown(was), after: shown({ ...columns }) });
}

/** Those of the people who are members now. */
export async function membersAmong(ctx: Ctx, userIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (userIds.length === 0) return new Set();
  const found = await sql<{ user_id: string }>`
    select user_id from memberships
     where org_id = ${ctx.org.id} and user_id = any (${[...new Set(userIds)]}::uuid[]) and ended_at is null`.execute(
    ctx.db,
  );
  return new Set(found.rows.map((row) => row.user_id));
}
