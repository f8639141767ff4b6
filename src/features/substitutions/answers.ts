import type { Ctx } from '../../kernel/ctx.ts';
import { loadAccountNames } from '../accounts/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import type { Substitution } from './contract-shapes.ts';
import { timeOf } from './rules.ts';
import { manages, type SubstitutionRow } from './store.ts';

/** Substitutions as their readers see them: of chosen accounts those that they may see. */
export async function answered(ctx: Ctx, rows: readonly SubstitutionRow[]): Promise<Substitution[]> {
  const people = rows.flatMap((row) => [
    row.absent_id,
    row.substitute_id,
    row.proposed_by,
    row.decided_by,
    row.ended_by,
  ]);
  const names = await memberNames(
    ctx,
    people.filter((id) => id !== null),
  );
  const accountIds = [...new Set(rows.flatMap((row) => row.account_ids))];
  const accounts = ctx.can('accounts.read') ? await loadAccountNames(ctx, accountIds) : new Map();
  const person = (id: string) => ({ id, name: names.get(id) ?? formerColleague(ctx.org.language) });
  const maybe = (id: string | null) => (id === null ? null : person(id));
  const me = ctx.actor.userId;
  return rows.map((row) => {
    const time = timeOf(row, ctx.today);
    const isOpen = time !== 'past';
    return {
      id: row.id,
      absent: person(row.absent_id),
      substitute: person(row.substitute_id),
      since: row.since,
      until: row.until,
      orderNumber: row.order_number,
      orderDate: row.order_date,
      allAccounts: row.all_accounts,
      accounts: row.account_ids.flatMap((id) => {
        const account = accounts.get(id);
        return account ? [{ id, name: account.name }] : [];
      }),
      rights: row.rights,
      state: row.state,
      time,
      reason: row.reason,
      proposedBy: maybe(row.proposed_by),
      decidedBy: maybe(row.decided_by),
      endedBy: maybe(row.ended_by),
      endedAt: row.ended_at?.toISOString() ?? null,
      version: row.version,
      can: {
        change: isOpen && (manages(ctx) || (row.absent_id === me && row.state === 'proposed')),
        decide: time === 'waiting' && manages(ctx),
        end: isOpen && (manages(ctx) || row.absent_id === me),
        brief: ctx.can('accounts.read'),
      },
    };
  });
}
