import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, NotFound, Refusal } from '../../pure/refusal.ts';
import {
  handLeads,
  keepsAccounts,
  largestOf,
  leadsOn,
  loadAccountNames,
  lockTeams,
  takeBackLeads,
} from '../accounts/public.ts';
import { namesRecords } from '../audit/public.ts';
import { notify, sendsNotices } from '../notices/public.ts';
import { formerColleague, memberNames } from '../people/public.ts';
import { briefOf } from '../substitutions/public.ts';
import { openTasksOf } from '../tasks/public.ts';
import { answeredLoad, answeredMoves, revenueOf } from './answers.ts';
import * as contract from './contract.ts';
import { languageGap } from './rules.ts';
import { loadCardsOf, loadHeld, loadNorms, loadPeople } from './store.ts';
import * as store from './store-moves.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };
import './store-moving.ts';
import './store-texts.ts';

sendsNotices('portfolios', { received: 'once', given: 'once', undone: 'once' }, { en: en.notice, ru: ru.notice });

keepsAccounts('portfolio_move_accounts');

namesRecords(async (ctx, ids) => {
  if (!ctx.can('portfolios.read')) return new Map();
  const moves = await answeredMoves(ctx, await store.loadNamed(ctx, ids));
  return new Map(moves.map((move) => [move.id, { name: `→ ${move.to.name}`, path: '/portfolio?view=moves' }]));
});

/** So many open tasks stand in a preview. */
const TASKS = 50;

/** The first day of a move: today, or a later one of the calendar. */
function dayOf(ctx: Ctx, since: string | undefined): string {
  const day = since ?? ctx.today;
  if (!isBusinessDay(day))
    throw new Invalid([{ field: 'since', expected: 'a day of the calendar', found: day, rule: 'day' }]);
  if (day < ctx.today)
    throw new Refusal('portfolios.past', 'Accounts change hands today at the earliest: what has been stays.');
  return day;
}

const moveNow = async (ctx: Ctx, id: string) => (await answeredMoves(ctx, [await store.loadMove(ctx, id)]))[0]!;

/** Tells everybody who gains or loses accounts, except who did it: how many, never which, as not all of them see the accounts on that day. */
async function tellManagers(
  ctx: Ctx,
  kind: 'moved' | 'undone',
  move: { id: string; toId: string; since: string; fromIds: readonly (string | null)[] },
): Promise<void> {
  const { id, toId, since, fromIds } = move;
  const people = [...new Set([toId, ...fromIds])].filter((one) => one !== null);
  const names = await memberNames(ctx, people);
  const name = (one: string) => names.get(one) ?? formerColleague(ctx.org.language);
  const path = `/portfolio/moves/${id}/brief`;
  for (const one of people) {
    if (one === ctx.actor.userId || !names.has(one)) continue;
    const count = one === toId ? fromIds.length : fromIds.filter((from) => from === one).length;
    if (kind === 'undone') await notify(ctx, one, { kind: 'portfolios.undone', params: { count }, path: '/portfolio' });
    else if (one === toId) await notify(ctx, one, { kind: 'portfolios.received', params: { count, since }, path });
    else await notify(ctx, one, { kind: 'portfolios.given', params: { count, since, person: name(toId) }, path });
  }
}

export const handlers = [
  handle(contract.previewMove, async (ctx, input) => {
    const since = dayOf(ctx, input.since);
    const seen = await loadAccountNames(ctx, input.ids, 'accounts.assign');
    if (seen.size < input.ids.length) throw new NotFound();
    const leads = await leadsOn(ctx, input.ids, since);
    const cards = await loadCardsOf(ctx, input.ids);
    const userIds = [...new Set([input.toId, ...leads.values()])];
    const people = await loadPeople(ctx, userIds);
    const to = people.get(input.toId);
    if (!to) throw new NotFound();
    const { norms } = await loadNorms(ctx);
    const moved = { ids: input.ids, toId: input.toId };
    const before = await loadHeld(ctx, userIds, since);
    const after = await loadHeld(ctx, userIds, since, moved);
    const person = (id: string) => ({ id, name: people.get(id)?.name ?? formerColleague(ctx.org.language) });
    const tasks = [];
    for (const fromId of new Set(leads.values())) {
      if (fromId === input.toId) continue;
      const theirs = input.ids.filter((id) => leads.get(id) === fromId);
      for (const { id, accountId, title, kind, dueOn } of await openTasksOf(ctx, fromId, theirs))
        tasks.push({ id, title, kind, due: dueOn, person: person(fromId), account: seen.get(accountId)!.name });
    }
    return {
      accounts: cards.map((card) => {
        const fromId = leads.get(card.id);
        const gap = languageGap(card.languages, people.get(fromId ?? '')?.languages ?? [], to.languages);
        return {
          ...{ id: card.id, name: card.name, from: fromId === undefined ? null : person(fromId) },
          ...{ revenue: revenueOf(ctx, card.revenue), languages: card.languages },
          ...{ missing: gap?.missing ?? null, lost: gap?.lost ?? [] },
        };
      }),
      since,
      changes: userIds.flatMap((id) => {
        const known = people.get(id);
        const load = (held: typeof before) => answeredLoad(ctx, known!, held.get(id) ?? [], norms);
        return known ? [{ person: person(id), before: load(before), after: load(after) }] : [];
      }),
      revenue: revenueOf(
        ctx,
        cards.reduce((sum, card) => sum + card.revenue, 0n),
      ),
      tasks: tasks.slice(0, TASKS),
    };
  }),

  handle(contract.moveAccounts, async (ctx, input) => {
    const since = dayOf(ctx, input.since);
    const ids = [...new Set(input.accounts.map((account) => account.id))];
    const seen = await loadAccountNames(ctx, ids, 'accounts.assign');
    if (seen.size < ids.length) throw new NotFound();
    await lockTeams(ctx, ids);
    const leads = await leadsOn(ctx, ids, ctx.today);
    const changed = input.accounts.filter(({ id, leadId }) => (leads.get(id) ?? null) !== leadId);
    if (changed.length > 0) {
      const accounts = changed.map(({ id }) => seen.get(id)!.name).join(', ');
      throw new Refusal(
        'portfolios.movedMeanwhile',
        `Somebody else gave these accounts to another manager meanwhile: ${accounts}.`,
        { accounts },
      );
    }
    const handed = await handLeads(ctx, input.toId, ids, since);
    if (handed.length === 0)
      throw new Refusal('portfolios.nothing', 'This colleague leads these accounts on that day already.');
    const move = { toId: input.toId, since, reason: input.reason?.trim() ?? '' };
    const id = await store.addMove(ctx, move, handed);
    await tellManagers(ctx, 'moved', { id, ...move, fromIds: handed.map((one) => one.fromId) });
    await ctx.announce({ kind: 'accounts', verb: 'accounts.assign' });
    return moveNow(ctx, id);
  }),

  handle(contract.listMoves, async (ctx, input) => {
    const cursor = fromCursor(input.after, ['id']);
    const limit = input.limit ?? 50;
    const found = await store.loadMoves(ctx, cursor && String(cursor[0]), limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.id]);
    return { rows: await answeredMoves(ctx, rows), next };
  }),

  handle(contract.undoMove, async (ctx, input) => {
    const move = await store.loadMove(ctx, input.id);
    const handed = await store.loadHanded(ctx, input.id);
    const seen = await loadAccountNames(
      ctx,
      handed.map((one) => one.accountId),
      'accounts.assign',
    );
    if (seen.size < handed.length) throw new NotFound();
    if (move.undone_at !== null) throw new Refusal('portfolios.undoneAlready', 'This move has been undone already.');
    const changed = await takeBackLeads(ctx, handed, { toId: move.to_id, since: move.since });
    if (changed.length > 0) {
      const accounts = changed.map((id) => seen.get(id)!.name).join(', ');
      throw new Refusal(
        'portfolios.changedSince',
        `The managers of these accounts changed since: ${accounts}. Move them by hand.`,
        { accounts },
      );
    }
    await store.markUndone(ctx, input.id, input.version);
    const fromIds = handed.map((one) => one.fromId);
    await tellManagers(ctx, 'undone', { id: move.id, toId: move.to_id, since: move.since, fromIds });
    await ctx.announce({ kind: 'accounts', verb: 'accounts.assign' });
    return moveNow(ctx, input.id);
  }),

  handle(contract.getMoveBrief, async (ctx, input) => {
    const move = await moveNow(ctx, input.id);
    const cursor = fromCursor(input.after, ['text', 'id']);
    if (cursor !== null && !/^-?\d{1,18}$/.test(String(cursor[0])))
      throw new Invalid([{ field: 'after', expected: 'the `next` of an answer of this list' }]);
    const after = cursor && { revenue: String(cursor[0]), id: String(cursor[1]) };
    const limit = Math.min(input.limit ?? 10, 25);
    const found = await largestOf(ctx, store.accountsOf(ctx, input.id), after, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [String(row.revenue), row.id]);
    const fromOf = new Map(move.accounts.map((account) => [account.id, account.from?.id ?? move.to.id]));
    const briefs = [];
    for (const row of rows) briefs.push(...(await briefOf(ctx, fromOf.get(row.id) ?? move.to.id, [row])));
    return { move, rows: briefs, next };
  }),
] as const;
