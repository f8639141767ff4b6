import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { Milestone } from './contract.ts';
import type { State } from './contract-words.ts';

/** A project as it stands in its table, with the name of its account and its members. */
export interface ProjectRecord {
  id: string;
  account_id: string;
  account_name: string;
  name: string;
  goal: string;
  state: State;
  state_reason: string;
  begins_on: string | null;
  due_on: string | null;
  closed_on: string | null;
  currency: string;
  budget_planned: bigint | null;
  budget_used: bigint | null;
  days_planned: string | null;
  days_used: string | null;
  other_planned: string;
  other_used: string;
  milestones: Milestone[];
  tasks_all: number;
  tasks_done: number;
  tasks_late: boolean;
  created_at: Date;
  created_by: string | null;
  changed_at: Date;
  removed_at: Date | null;
  version: number;
  members: { userId: string; role: string }[];
  /** The name as the list sorts it; only in lists. */
  name_key: string;
  /** `changed_at` to the microsecond, for the next page. */
  cursor: string;
}

export const columns = (ctx: Ctx): RawBuilder<unknown> => sql`
  p.id, p.account_id, a.name as account_name, p.name, p.goal, p.state, p.state_reason, p.begins_on, p.due_on, p.closed_on, p.currency, p.budget_planned,
  p.budget_used, p.days_planned, p.days_used, p.other_planned, p.other_used, p.milestones, p.tasks_all, p.tasks_done, p.tasks_due_at <= ${ctx.now} as tasks_late,
  p.created_at, p.created_by, p.changed_at, p.removed_at, p.version,
  coalesce((select jsonb_agg(jsonb_build_object('userId', m.user_id, 'role', m.role) order by m.user_id) from project_members m
             where m.org_id = p.org_id and m.project_id = p.id), '[]') as members,
  to_char(p.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor`;

export const from = sql`projects p join accounts a on a.org_id = p.org_id and a.id = p.account_id`;

/** SQL over a row `p` of projects: true where the actor may see it. It hangs on its account; being a member opens nothing. */
export const mayReadProject = (ctx: Ctx, verb: string): RawBuilder<boolean> =>
  sql<boolean>`(p.org_id = ${ctx.org.id} and ${mayReadAccount(ctx, verb, 'p.account_id')})`;

/** One project that the actor may see under the verb; NotFound otherwise, and for one that was deleted unless that is wanted. `lock`: nobody else changes it meanwhile. */
export async function loadProject(
  ctx: Ctx,
  id: string,
  verb: string,
  { lock = false, removed = false } = {},
): Promise<ProjectRecord> {
  const found = await sql<ProjectRecord>`
    select ${columns(ctx)} from ${from}
     where p.id = ${id}::uuid and ${mayReadProject(ctx, verb)} and p.removed_at is ${removed ? sql`not null` : sql`null`}
     ${lock ? sql`for update of p` : sql``}`.execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** The names of those of the projects that the actor may see, by id. */
export async function loadNames(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0 || !ctx.can('projects.read')) return new Map<string, { id: string; name: string }>();
  const found = await sql<{ id: string; name: string }>`
    select p.id, p.name from projects p
     where p.id = any (${[...ids]}::uuid[]) and p.removed_at is null and ${mayReadProject(ctx, 'projects.read')}`.execute(
    ctx.db,
  );
  return new Map(found.rows.map((row) => [row.id, row]));
}

/** Those of the projects that the actor may change. */
export async function loadEditable(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (!ctx.can('projects.edit')) return new Set();
  const found = await sql<{ id: string }>`
    select p.id from projects p
     where p.id = any (${[...ids]}::uuid[]) and p.removed_at is null and ${mayReadProject(ctx, 'projects.edit')}`.execute(
    ctx.db,
  );
  return new Set(found.rows.map((row) => row.id));
}

/** What the audit shows of a project: milestones as lines; not what the tasks bring. */
export function shown(row: Record<string, unknown>): Record<string, unknown> {
  const { tasks_all: _a, tasks_done: _d, tasks_due_at: _t, late_told_for: _l, changed_at: _c, ...rest } = row;
  const list = typeof rest.milestones === 'string' ? JSON.parse(rest.milestones) : rest.milestones;
  const lines = (list as Milestone[] | undefined)?.map(
    (one) => `${one.doneOn ? '+' : '–'} ${one.name}${one.dueOn ? ` (${one.dueOn})` : ''}`,
  );
  return lines === undefined ? rest : { ...rest, milestones: lines };
}

/** Adds a project; its id. `values`: columns of the table. */
export async function insertProject(
  ctx: Ctx,
  values: Record<string, unknown> & { account_id: string; name: string },
): Promise<string> {
  const id = newId(ctx.now.getTime());
  const at = { created_at: ctx.now, created_by: ctx.actor.userId, changed_at: ctx.now };
  await ctx.db
    .insertInto('projects')
    .values({ org_id: ctx.org.id, id, ...values, ...at } as never)
    .execute();
  ctx.note({ recordKind: 'project', recordId: id, accountId: values.account_id, after: shown(values) });
  return id;
}

/** Saves columns of a project; a stale version is refused with both states. Gives the new version. */
export async function updateProject(
  ctx: Ctx,
  project: Pick<ProjectRecord, 'id' | 'account_id'>,
  version: number,
  changes: Record<string, unknown>,
): Promise<number> {
  const saved = await tracked(
    ctx,
    'projects',
    { id: project.id },
    version,
    { ...changes, changed_at: ctx.now },
    {
      recordKind: 'project',
      accountId: project.account_id,
      show: shown,
    },
  );
  return saved.version as number;
}

/** Makes these people the members, and nobody else. */
export async function setMembers(ctx: Ctx, projectId: string, members: readonly { userId: string; role: string }[]) {
  await ctx.db
    .deleteFrom('project_members')
    .where('org_id', '=', ctx.org.id)
    .where('project_id', '=', projectId)
    .execute();
  if (members.length === 0) return;
  await ctx.db
    .insertInto('project_members')
    .values(members.map(({ userId, role }) => ({ org_id: ctx.org.id, project_id: projectId, user_id: userId, role })))
    .execute();
}

/** Makes these the people of the customer, and nobody else. */
export async function setContacts(
  ctx: Ctx,
  projectId: string,
  contacts: readonly { contactId: string; role: string }[],
): Promise<void> {
  await ctx.db
    .deleteFrom('project_contacts')
    .where('org_id', '=', ctx.org.id)
    .where('project_id', '=', projectId)
    .execute();
  if (contacts.length === 0) return;
  const row = { org_id: ctx.org.id, project_id: projectId };
  await ctx.db
    .insertInto('project_contacts')
    .values(contacts.map(({ contactId, role }) => ({ ...row, contact_id: contactId, role })))
    .execute();
}

/** The customer's people in a project; the name null for whoever has no position on the account or below it any more, and for those who were erased. */
export async function loadContacts(ctx: Ctx, project: Pick<ProjectRecord, 'id' | 'account_id'>) {
  const found = await sql<{ id: string; name: string | null; role: string }>`
    select pc.contact_id as id, pc.role, case when ${belongs(sql`c.id`, project.account_id)} then nullif(c.name, '') end as name
      from project_contacts pc join contacts c on c.org_id = pc.org_id and c.id = pc.contact_id
     where pc.org_id = ${ctx.org.id} and pc.project_id = ${project.id}::uuid order by c.name_key, pc.contact_id`.execute(
    ctx.db,
  );
  return found.rows;
}

const belongs = (contact: RawBuilder<unknown>, accountId: string) => sql`exists (
  select from contact_positions q join account_ancestors d on d.org_id = q.org_id and d.account_id = q.account_id
   where q.org_id = current_org() and q.contact_id = ${contact} and d.ancestor_id = ${accountId}::uuid)`;

/** Those of the contacts who have or had a position on the account or below it, and are there. */
export async function contactsOn(ctx: Ctx, accountId: string, contactIds: readonly string[]): Promise<Set<string>> {
  const found = await sql<{ id: string }>`
    select c.id from contacts c where c.org_id = ${ctx.org.id} and c.id = any (${[...contactIds]}::uuid[]) and c.erased_at is null
       and ${belongs(sql`c.id`, accountId)}`.execute(ctx.db);
  return new Set(found.rows.map((row) => row.id));
}

/** In which projects a person of a customer takes part, on accounts that the reader may see: for the complete export of the person's data. */
export async function loadProjectsOf(ctx: Ctx, contactId: string): Promise<unknown[]> {
  const found = await sql`
    select p.account_id as "accountId", p.name, pc.role from project_contacts pc join projects p on p.org_id = pc.org_id and p.id = pc.project_id
     where pc.org_id = ${ctx.org.id} and pc.contact_id = ${contactId}::uuid and ${mayReadAccount(ctx, 'contacts.erase', 'p.account_id')}
     order by p.id`.execute(ctx.db);
  return found.rows;
}

/** A jsonb column's value as it is written. */
export const asJson = (value: unknown): string => json(value);
