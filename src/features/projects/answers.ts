import { reachesOne } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import type { Project, ProjectRow } from './contract.ts';
import { progressOf, risksOf, type Standing } from './rules.ts';
import { loadContacts, type ProjectRecord } from './store.ts';

/** Days to the hundredth as a whole number. */
const hundredths = (days: string | null): bigint | null =>
  days === null ? null : BigInt(Math.round(Number(days) * 100));
const plain = (days: string | null): string | null => (days === null ? null : String(Number(days)));

/** What the rules must know of a project. */
export const standingOf = (row: ProjectRecord): Standing => ({
  state: row.state,
  beginsOn: row.begins_on,
  dueOn: row.due_on,
  milestones: row.milestones,
  tasks: { done: row.tasks_done, all: row.tasks_all },
  tasksLate: row.tasks_late,
  budget: { planned: row.budget_planned, used: row.budget_used },
  days: { planned: hundredths(row.days_planned), used: hundredths(row.days_used) },
});

/** Projects as lists say them. */
export async function rowAnswers(ctx: Ctx, rows: readonly ProjectRecord[]): Promise<ProjectRow[]> {
  const names = await memberNames(
    ctx,
    rows.flatMap((row) => row.members.map((one) => one.userId)),
  );
  const former = formerColleague(ctx.org.language);
  return rows.map((row) => {
    const standing = standingOf(row);
    return {
      id: row.id,
      account: { id: row.account_id, name: row.account_name },
      name: row.name,
      state: row.state,
      beginsOn: row.begins_on,
      dueOn: row.due_on,
      closedOn: row.closed_on,
      progress: progressOf(standing),
      milestones: row.milestones,
      tasks: standing.tasks,
      risks: risksOf(standing, ctx.today),
      members: row.members.map(({ userId, role }) => ({ id: userId, name: names.get(userId) ?? former, role })),
      changedAt: row.changed_at.toISOString(),
      version: row.version,
    };
  });
}

/** One project as its page says it. */
export async function answer(ctx: Ctx, row: ProjectRecord): Promise<Project> {
  const money = (minor: bigint | null) => (minor === null ? null : formatMinor(minor, row.currency));
  const author = row.created_by;
  const name = author === null ? undefined : (await memberNames(ctx, [author])).get(author);
  return {
    ...(await rowAnswers(ctx, [row]))[0]!,
    goal: row.goal,
    stateReason: row.state_reason,
    resources: {
      currency: row.currency,
      budgetPlanned: money(row.budget_planned),
      budgetUsed: money(row.budget_used),
      daysPlanned: plain(row.days_planned),
      daysUsed: plain(row.days_used),
      otherPlanned: row.other_planned,
      otherUsed: row.other_used,
    },
    contacts: ctx.can('contacts.read') ? await loadContacts(ctx, row) : [],
    createdAt: row.created_at.toISOString(),
    createdBy: author !== null && name !== undefined ? { id: author, name } : null,
    can: { edit: ctx.can('projects.edit') && (await reachesOne(ctx, 'projects.edit', row.account_id)) },
  };
}
