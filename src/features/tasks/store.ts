import { type RawBuilder, sql } from 'kysely';
import { onBehalf, selfAndBelow } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import { moveFiles } from '../files/public.ts';
import type { Role } from '../people/contract.ts';
import type { Item, Repeat } from './contract-shapes.ts';
import type { Kind, State, TOPICS } from './contract-words.ts';
import { countTasks } from './store-counts.ts';
import { isInPlace, mayReadTask } from './store-visible.ts';

/** A row of tasks, without what only the database needs. */
export interface TaskRecord {
  id: string;
  kind: Kind;
  state: State;
  title: string;
  text: string;
  topic: (typeof TOPICS)[number] | null;
  account_id: string | null;
  project_id: string | null;
  is_private: boolean;
  priority: number;
  giver_id: string;
  owner_id: string | null;
  department: Role | null;
  due_on: string | null;
  due_minute: number | null;
  timezone: string | null;
  due_ms: number | null;
  checklist: Item[];
  repeat: Repeat | null;
  repeat_from: string | null;
  repeat_number: number;
  next_id: string | null;
  created_at: Date;
  changed_at: Date;
  closed_at: Date | null;
  closed_by: string | null;
  version: number;
  /** The actor stands in for its owner, and may do it in their place. */
  in_place: boolean;
}

/** The columns of a TaskRecord; the deadline as milliseconds, null without one. */
export const columns = (
  ctx: Ctx,
): RawBuilder<unknown> => sql`t.id, t.kind, t.state, t.title, t.text, t.topic, t.account_id, t.project_id, t.is_private, t.priority, t.giver_id, t.owner_id, t.department,
  t.due_on, t.due_minute, t.timezone, case when t.due_on is null then null else extract(epoch from t.due_at)::float8 * 1000 end as due_ms,
  t.checklist, t.repeat, t.repeat_from, t.repeat_number, t.next_id, t.created_at, t.changed_at, t.closed_at, t.closed_by, t.version,
  ${isInPlace(ctx)} as in_place`;

/** One task; NotFound unless it exists and the actor may see it. `lock`: nobody else changes it until the end of the transaction. */
export async function loadTask(ctx: Ctx, id: string, lock = false): Promise<TaskRecord> {
  const found = await sql<TaskRecord>`
    select ${columns(ctx)} from tasks t where t.org_id = ${ctx.org.id} and t.id = ${id}::uuid and ${mayReadTask(ctx)}
    ${lock ? sql`for update of t` : sql``}`.execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** Those of the tasks that the actor may see, locked, in the order of their ids so that two who change many do not wait for each other. */
export async function loadTasks(ctx: Ctx, ids: readonly string[], lock: boolean): Promise<TaskRecord[]> {
  const found = await sql<TaskRecord>`
    select ${columns(ctx)} from tasks t where t.org_id = ${ctx.org.id} and t.id = any (${[...ids]}::uuid[]) and ${mayReadTask(ctx)}
     order by t.id ${lock ? sql`for update of t` : sql``}`.execute(ctx.db);
  return found.rows;
}

/** What the audit shows of a task: of its deadline the date and time, not the moment; of the checklist its lines. Who may not see the task sees no entry (operations.ts). */
export function shown(row: Record<string, unknown>): Record<string, unknown> {
  const { due_at: _at, escalated_at: _told, changed_at: _when, checklist, repeat_from: _from, ...rest } = row;
  const list = typeof checklist === 'string' ? JSON.parse(checklist) : checklist;
  const lines = (list as Item[] | undefined)?.map((item) => `${item.done ? '+' : '–'} ${item.text}`);
  return lines === undefined ? rest : { ...rest, checklist: lines };
}

const accountOf = (row: Record<string, unknown> | TaskRecord) => (row.account_id as string | null | undefined) ?? null;

/** Adds a task. `values`: columns of the table without org and id. Gives its id. */
export async function addTask(ctx: Ctx, values: Record<string, unknown> & { title: string }): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('tasks')
    .values({ org_id: ctx.org.id, id, created_at: ctx.now, changed_at: ctx.now, ...values } as never)
    .execute();
  ctx.note({ recordKind: 'task', recordId: id, accountId: accountOf(values), after: shown(values) });
  await countTasks(ctx, [values.project_id as string | null | undefined]);
  return id;
}

/** Saves columns of a task that is locked: version and audit. A stale version is refused with both states, as people may see them. Gives the new version. */
export async function saveColumns(
  ctx: Ctx,
  task: TaskRecord,
  version: number,
  changes: Record<string, unknown>,
): Promise<number> {
  if (task.version !== version) {
    const { account_id: _hidden, project_id: _too, in_place: _mine, ...safe } = task;
    throw new StaleVersion(safe, { ...changes, version });
  }
  const after = await tracked(
    ctx,
    'tasks',
    { id: task.id },
    version,
    { ...changes, changed_at: ctx.now },
    {
      recordKind: 'task',
      accountId: accountOf({ ...task, ...changes }),
      show: shown,
    },
  );
  await countTasks(ctx, [task.project_id, after.project_id as string | null]);
  if (changes.account_id !== undefined) await moveFiles(ctx, task.id, changes.account_id as string | null);
  return after.version as number;
}

/** A file with which a report or an answer was given, and the number of its version then. */
export interface Evidence {
  id: string;
  number: number;
}

/** Notes in the task's history who did what. */
export async function addAct(
  ctx: Ctx,
  taskId: string,
  act: string,
  words = '',
  evidence: readonly Evidence[] = [],
): Promise<void> {
  const on_behalf_of = sql<
    string | null
  >`(select ${onBehalf(ctx, sql`t.account_id`)} from tasks t where t.org_id = ${ctx.org.id} and t.id = ${taskId}::uuid)`;
  await ctx.db
    .insertInto('task_acts')
    .values({
      org_id: ctx.org.id,
      id: newId(),
      task_id: taskId,
      at: ctx.now,
      user_id: ctx.actor.userId,
      on_behalf_of,
      act,
      words,
      evidence: json(evidence),
    })
    .execute();
}

/** What became of a task, oldest first. */
export async function loadActs(ctx: Ctx, taskId: string) {
  return ctx.db
    .selectFrom('task_acts')
    .select(['id', 'at', 'user_id', 'on_behalf_of', 'act', 'words', 'evidence'])
    .where('org_id', '=', ctx.org.id)
    .where('task_id', '=', taskId)
    .orderBy('id')
    .execute();
}

/** Takes back the next one of a repeated task, where nobody has touched it. True when it is gone. */
export async function removeUntouched(ctx: Ctx, id: string): Promise<boolean> {
  const gone = await sql<Record<string, unknown>>`
    delete from tasks where org_id = ${ctx.org.id} and id = ${id}::uuid and version = 1 and closed_at is null and state = 'open'
    returning *`.execute(ctx.db);
  const row = gone.rows[0];
  if (row) {
    ctx.note({ recordKind: 'task', recordId: id, accountId: accountOf(row), before: shown(row) });
    await countTasks(ctx, [row.project_id as string | null]);
  }
  return row !== undefined;
}

/** Whether all of these are members who are there. */
export async function areMembers(ctx: Ctx, userIds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(userIds)];
  if (wanted.length === 0) return true;
  const found = await sql<{ count: number }>`
    select count(*)::int as count from memberships
     where org_id = ${ctx.org.id} and user_id = any (${wanted}::uuid[]) and ended_at is null`.execute(ctx.db);
  return found.rows[0]!.count === wanted.length;
}

/** Whether somebody reports to the actor, at any depth. */
export async function reportsToActor(ctx: Ctx, userId: string): Promise<boolean> {
  const found = await sql<{ is: boolean }>`
    select ${userId}::uuid <> ${ctx.actor.userId}::uuid and ${userId}::uuid in ${selfAndBelow(ctx)} as is`.execute(
    ctx.db,
  );
  return found.rows[0]!.is;
}

/** A jsonb column's value as it is written. */
export const asJson = (value: unknown): string | null => (value === null ? null : json(value));

/** The project that a task belongs to. */
export async function loadProjectId(ctx: Ctx, taskId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('tasks')
    .select('project_id')
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', taskId)
    .executeTakeFirst();
  return row?.project_id ?? null;
}
