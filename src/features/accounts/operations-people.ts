import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { addDays, isBusinessDay, isDay } from '../../pure/period.ts';
import { Invalid, NotFound, Refusal } from '../../pure/refusal.ts';
import * as contract from './contract-people.ts';
import { overfull, overlap } from './rules-team.ts';
import { loadName, loadNames } from './store.ts';
import { checkMayUse } from './store-list.ts';
import {
  addMember,
  changeLead,
  changeMember,
  checkMember,
  countLeadChanges,
  endMember,
  type LeadChoice,
  loadLeads,
  loadTeam,
  lockTeams,
} from './store-people.ts';

/** So many accounts get a manager by one act, so that its undo fits into one answer. */
const MOST_AT_ONCE = 20_000;
/** Up to so many, the audit names each account. */
const NAMED_IN_AUDIT = 200;

function checkDays(since: string, until: string | null): void {
  for (const [field, day] of Object.entries({ since, until })) {
    if (day !== null && !(field === 'since' ? isBusinessDay(day) : isDay(day)))
      throw new Invalid([{ field, expected: 'a day of the calendar', rule: 'day' }]);
  }
  if (until !== null && until < since) {
    throw new Refusal('accounts.endsBeforeStart', 'The last day is before the first.', { since, until });
  }
}

async function answer(ctx: Ctx, accountId: string) {
  const rows = await loadTeam(ctx, accountId);
  return { rows, overfull: overfull(rows, ctx.today) };
}

type Seat = Awaited<ReturnType<typeof loadTeam>>[number];

/** Refuses (`accounts.leadThen`) when somebody else leads on one of the days. */
function checkLead(others: readonly Seat[]): void {
  const [other] = others;
  if (other === undefined) return;
  throw new Refusal(
    'accounts.leadThen',
    `${other.user.name} leads this account from ${other.since}: choose days before, or end that first.`,
    { person: other.user.name, since: other.since },
  );
}

/** Changes the lead of many accounts, with an entry in the audit of each (few) or of all (many). */
async function assign(ctx: Ctx, userId: string | null, leads: { id: string; lead_id: string | null }[]): Promise<void> {
  await changeLead(
    ctx,
    userId,
    leads.map((lead) => lead.id),
  );
  if (leads.length > NAMED_IN_AUDIT) {
    ctx.note({ recordKind: 'accounts', recordId: null, after: { lead: userId, accounts: leads.length } });
    return;
  }
  for (const lead of leads) {
    ctx.note({
      recordKind: 'account',
      recordId: lead.id,
      accountId: lead.id,
      before: { lead: lead.lead_id },
      after: { lead: userId },
    });
  }
}

function choiceOf(input: LeadChoice): LeadChoice {
  if ((input.ids === undefined) === (input.filter === undefined)) {
    throw new Invalid([{ field: 'ids', expected: 'either ids or filter' }]);
  }
  return { ids: input.ids, filter: input.filter };
}

export const handlers = [
  handle(contract.listTeam, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.read');
    return answer(ctx, input.id);
  }),

  handle(contract.assignTeam, async (ctx, input) => {
    const since = input.since ?? ctx.today;
    const until = input.until ?? null;
    checkDays(since, until);
    await loadName(ctx, input.id, 'accounts.assign');
    await checkMember(ctx, input.userId);
    await lockTeams(ctx, [input.id]);
    const team = await loadTeam(ctx, input.id);
    const overlaps = team.filter((member) => overlap(member, { since, until }));
    if (overlaps.some((member) => member.user.id === input.userId && member.duty === input.duty)) {
      throw new Refusal('accounts.alreadyOnTeam', 'This person has this duty on the account already.');
    }
    if (input.duty === 'lead') {
      const leads = overlaps.filter((one) => one.duty === 'lead');
      checkLead(leads.filter((one) => one.since > since));
      for (const member of leads) {
        await endMember(ctx, input.id, member.id, member.version, addDays(since, -1));
      }
    }
    const { id: accountId, userId, duty, share, responsible } = input;
    await addMember(ctx, { accountId, userId, duty, since, until, share, responsible: responsible?.trim() });
    return answer(ctx, input.id);
  }),

  handle(contract.saveTeam, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.assign');
    await lockTeams(ctx, [input.id]);
    const team = await loadTeam(ctx, input.id);
    const seat = team.find((one) => one.id === input.memberId);
    if (!seat) throw new NotFound();
    const { since = seat.since, until = seat.until, share = seat.share } = input;
    const responsible = input.responsible?.trim() ?? seat.responsible;
    checkDays(since, until);
    const others = team.filter((one) => one.id !== seat.id && overlap(one, { since, until }));
    if (seat.duty === 'lead') checkLead(others.filter((one) => one.duty === 'lead'));
    else if (others.some((one) => one.user.id === seat.user.id && one.duty === seat.duty))
      throw new Refusal('accounts.alreadyOnTeam', 'This person has this duty on the account already.');
    const { id: accountId, memberId, version } = input;
    await changeMember(ctx, { accountId, memberId, version }, { since, until, share, responsible });
    return answer(ctx, input.id);
  }),

  handle(contract.endTeam, async (ctx, input) => {
    const until = input.until ?? addDays(ctx.today, -1);
    checkDays(until, null);
    await loadName(ctx, input.id, 'accounts.assign');
    await lockTeams(ctx, [input.id]);
    await endMember(ctx, input.id, input.memberId, input.version, until);
    return answer(ctx, input.id);
  }),

  handle(contract.previewLead, async (ctx, input) => {
    const { ids, userId, ...filter } = input;
    checkMayUse(ctx, filter);
    return countLeadChanges(ctx, userId ?? null, ids === undefined ? { filter } : { ids });
  }),

  handle(contract.assignLead, async (ctx, input) => {
    const choice = choiceOf(input);
    checkMayUse(ctx, input.filter ?? {});
    if (input.userId !== null) await checkMember(ctx, input.userId);
    const leads = await loadLeads(ctx, input.userId, choice, MOST_AT_ONCE);
    if (leads.length > MOST_AT_ONCE) {
      throw new Refusal('accounts.tooMany', `At most ${MOST_AT_ONCE} accounts at once: narrow the filter.`, {
        most: MOST_AT_ONCE,
      });
    }
    await assign(ctx, input.userId, leads);
    const before = new Map<string | null, string[]>();
    for (const { id, lead_id } of leads) {
      const same = before.get(lead_id);
      if (same) same.push(id);
      else before.set(lead_id, [id]);
    }
    await ctx.announce({ kind: 'accounts', verb: 'accounts.assign' });
    return {
      changed: leads.length,
      before: [...before].map(([userId, accountIds]) => ({ userId, accountIds })),
    };
  }),

  handle(contract.restoreLead, async (ctx, input) => {
    let changed = 0;
    for (const { userId, accountIds } of input.before) {
      const seen = await loadNames(ctx, accountIds, 'accounts.assign');
      const ids = seen.map((account) => account.id);
      const leads = await loadLeads(ctx, userId, { ids }, ids.length);
      const still = leads.filter((lead) => lead.lead_id === input.assigned);
      if (userId !== null && still.length > 0) await checkMember(ctx, userId);
      await assign(ctx, userId, still);
      changed += still.length;
    }
    await ctx.announce({ kind: 'accounts', verb: 'accounts.assign' });
    return { changed };
  }),
] as const;
