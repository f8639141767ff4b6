import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import type { KnownAccount } from '../accounts/public.ts';
import { peopleToHandle } from '../contacts/public.ts';
import { newestChanges } from '../dossiers/public.ts';
import { overdueOf } from '../ledger/public.ts';
import { newestNotes } from '../notes/public.ts';
import { openProjectsOf } from '../projects/public.ts';
import { proposedTiers } from '../segmentation/public.ts';
import { openTasksOf } from '../tasks/public.ts';
import type { BriefAccount } from './contract-shapes.ts';

/** So many notes, changes and overdue documents of an account stand in a brief; the account's page has the rest. */
const EACH = 3;
const OVERDUE = 5;

const of = <T extends { accountId: string }>(rows: readonly T[], accountId: string) =>
  rows.filter((row) => row.accountId === accountId).map(({ accountId: _, ...row }) => row);

/** What one must know of some accounts to look after them for a while in somebody's place, each part as far as the reader may see it. */
export async function briefOf(ctx: Ctx, absentId: string, accounts: readonly KnownAccount[]): Promise<BriefAccount[]> {
  const ids = accounts.map((account) => account.id);
  const seesLedger = ctx.can('ledger.read');
  const money = (minor: bigint) => ({
    amount: formatMinor(minor, ctx.org.baseCurrency),
    currency: ctx.org.baseCurrency,
  });
  const tasks = ctx.can('tasks.read') ? await openTasksOf(ctx, absentId, ids) : [];
  const people = ctx.can('contacts.read') ? await peopleToHandle(ctx, ids) : [];
  const notes = await newestNotes(ctx, ids, EACH);
  const changes = ctx.can('dossiers.read') ? await newestChanges(ctx, ids, EACH) : [];
  const projects = ctx.can('projects.read') ? await openProjectsOf(ctx, ids) : [];
  const proposals = await proposedTiers(ctx, ids);
  const rows: BriefAccount[] = [];
  for (const { id, name, tier, revenue, openBalance, lastDocument } of accounts) {
    rows.push({
      id,
      name,
      tier: ctx.can('segmentation.read') ? tier : null,
      proposal: proposals.get(id) ?? null,
      revenue: seesLedger ? money(revenue) : null,
      open: seesLedger && openBalance !== null ? money(openBalance) : null,
      lastDocument: seesLedger ? lastDocument : null,
      tasks: of(tasks, id).map(({ dueOn, ...task }) => ({ ...task, due: dueOn })),
      projects: of(projects, id),
      // What is open of each account is asked by itself, which costs: not where nothing is.
      overdue: seesLedger && (openBalance ?? 1n) > 0n ? await overdueOf(ctx, id, OVERDUE) : [],
      contacts: of(people, id),
      notes: of(notes, id).map((note) => ({ ...note, at: note.at.toISOString() })),
      changes: of(changes, id),
    });
  }
  return rows;
}
