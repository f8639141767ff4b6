import type { Ctx } from '../../kernel/ctx.ts';
import { readersOf } from '../../kernel/readers.ts';
import { parseAmount } from '../../pure/money.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { memberNames } from '../people/public.ts';
import type { Milestone, Resources } from './contract.ts';
import { problemsOf } from './rules.ts';
import { contactsOn, type ProjectRecord } from './store.ts';

/** The days and milestones of a project as they would be. Throws Invalid with everything that is wrong. */
export function checkPlan(
  ctx: Ctx,
  plan: { beginsOn: string | null; dueOn: string | null; milestones: readonly Milestone[] },
): void {
  const days: [string, string | null][] = [
    ['beginsOn', plan.beginsOn],
    ['dueOn', plan.dueOn],
    ...plan.milestones.flatMap((one): [string, string | null][] => [
      ['milestones', one.dueOn],
      ['milestones', one.doneOn],
    ]),
  ];
  const wrong = days.find(([, day]) => day !== null && !isBusinessDay(day));
  if (wrong) throw new Invalid([{ field: wrong[0], expected: 'a day of the calendar', found: wrong[1]!, rule: 'day' }]);
  const problems = problemsOf(plan, ctx.today);
  if (problems.length > 0) throw new Invalid(problems);
}

/** The columns of resources. Throws Invalid for a negative budget, or one with more digits than the currency has. */
export function resourceColumns(resources: Resources): Record<string, unknown> {
  const money = (field: 'budgetPlanned' | 'budgetUsed') => {
    const text = resources[field];
    if (text === null) return null;
    let minor: bigint;
    try {
      minor = parseAmount(text, resources.currency);
    } catch {
      throw new Invalid([{ field: `resources.${field}`, expected: `an amount in ${resources.currency}`, found: text }]);
    }
    if (minor < 0n || minor > 10n ** 17n)
      throw new Invalid([{ field: `resources.${field}`, expected: 'an amount of nothing or more', found: text }]);
    return minor;
  };
  return {
    currency: resources.currency,
    budget_planned: money('budgetPlanned'),
    budget_used: money('budgetUsed'),
    days_planned: resources.daysPlanned,
    days_used: resources.daysUsed,
    other_planned: resources.otherPlanned.trim(),
    other_used: resources.otherUsed.trim(),
  };
}

/**
 * Refuses new members who may not see the account: a project hangs on it, and being a member opens nothing. Says whom to put on the team first. Members from before stay,
 * though they may have lost the account since.
 */
export async function checkMembers(
  ctx: Ctx,
  accountId: string,
  wanted: readonly { userId: string }[],
  before: ProjectRecord['members'] = [],
): Promise<string[]> {
  if (new Set(wanted.map((one) => one.userId)).size < wanted.length)
    throw new Invalid([{ field: 'members', expected: 'each colleague once', rule: 'uniqueItems' }]);
  const known = new Set(before.map((one) => one.userId));
  const added = wanted.map((one) => one.userId).filter((id) => !known.has(id));
  if (added.length === 0) return [];
  const readers = new Set((await readersOf(ctx, 'projects.read', accountId)).map(({ userId }) => userId));
  const stranger = added.find((id) => !readers.has(id));
  if (stranger !== undefined) {
    const name = (await memberNames(ctx, [stranger])).get(stranger);
    if (name === undefined) throw new Invalid([{ field: 'members', expected: 'colleagues', found: stranger }]);
    throw new Refusal(
      'projects.memberCannotSee',
      `${name} may not see this account, and so not its projects. Put them on the team of the account first.`,
      { name },
    );
  }
  return added;
}

/** Refuses people who have nothing to do with the account. Those from before stay. */
export async function checkContacts(
  ctx: Ctx,
  accountId: string,
  wanted: readonly { contactId: string }[],
  before: readonly string[] = [],
): Promise<void> {
  const ids = wanted.map((one) => one.contactId);
  if (new Set(ids).size < ids.length)
    throw new Invalid([{ field: 'contacts', expected: 'each person once', rule: 'uniqueItems' }]);
  const added = ids.filter((id) => !before.includes(id));
  const found = added.length === 0 ? new Set<string>() : await contactsOn(ctx, accountId, added);
  const stranger = added.find((id) => !found.has(id));
  if (stranger !== undefined)
    throw new Invalid([
      { field: 'contacts', expected: 'people with a position on the account or below it', found: stranger },
    ]);
}
