import { coveredAccounts, reachesOne, seenBy } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { fitsAsSubstitute, loadStandIns } from '../../kernel/stand-ins.ts';
import type { InputOf } from '../../pure/operation.ts';
import { daysBetween, isBusinessDay } from '../../pure/period.ts';
import { Forbidden, Invalid, NotFound, Refusal } from '../../pure/refusal.ts';
import { keepsAccounts, largestOf, loadAccountNames } from '../accounts/public.ts';
import { knowsStandIns } from '../approvals/public.ts';
import { actsInPlace, namesRecords } from '../audit/public.ts';
import { guardsNotices, notify } from '../notices/public.ts';
import { memberNames } from '../people/public.ts';
import { textsOf } from '../timeline/public.ts';
import { answered } from './answers.ts';
import { briefOf } from './brief.ts';
import * as contract from './contract.ts';
import { lookAnew, tellSubstitutions } from './public.ts';
import { checkClashes, checkDecides, MOST_DAYS, timeOf } from './rules.ts';
import * as store from './store.ts';
import './store-moving.ts';
import './store-texts.ts';

keepsAccounts('substitution_accounts');

// Who may do everything in somebody's place decides in their place too.
knowsStandIns(async (ctx) => {
  const found = new Map<string, string[]>();
  for (const [substituteId, standIns] of await loadStandIns(ctx))
    for (const { absentId, rights } of standIns)
      if (rights === null) found.set(absentId, [...(found.get(absentId) ?? []), substituteId]);
  return found;
});

namesRecords(async (ctx, ids) => {
  const names = new Map<string, { name: string; path: string | null }>();
  if (!ctx.can('substitutions.read')) return names;
  for (const { id, absent, substitute } of await answered(ctx, await store.loadNamed(ctx, ids)))
    names.set(id, { name: `${absent.name} – ${substitute.name}`, path: `/substitutions?open=${id}` });
  return names;
});

const seen = async (ctx: Ctx, ids: readonly string[]) =>
  new Set(ctx.can('substitutions.read') ? (await store.loadNamed(ctx, ids)).map(({ id }) => id) : []);
guardsNotices('substitutions', seen);
guardsNotices('substitutions?open', seen);

type Wish = Omit<InputOf<typeof contract.createSubstitution>, 'absentId'>;

const answer = async (ctx: Ctx, id: string) => (await answered(ctx, [await store.loadSubstitution(ctx, id)]))[0]!;

/** The days of a wish: of the calendar, in order, not before today (`begun`: the first day of one that has begun stays). */
function checkDays(ctx: Ctx, wish: Wish, begun: string | null): void {
  for (const field of ['since', 'until', 'orderDate'] as const) {
    const day = wish[field];
    if (day && !isBusinessDay(day))
      throw new Invalid([{ field, expected: 'a day of the calendar', found: day, rule: 'day' }]);
  }
  if (wish.until < wish.since) throw new Refusal('substitutions.endsBeforeStart', 'The last day is before the first.');
  if (begun === null ? wish.since < ctx.today : wish.since !== begun || wish.until < ctx.today)
    throw new Refusal('substitutions.past', 'What has been cannot be changed: the days begin today at the earliest.');
  if (daysBetween(wish.since, wish.until) > MOST_DAYS)
    throw new Refusal('substitutions.tooLong', `At most ${MOST_DAYS} days at once.`, { days: MOST_DAYS });
}

/** Checks a wish against people, accounts and the other substitutions, which stay as they are until the end of the transaction. */
async function checkWish(ctx: Ctx, absentId: string, wish: Wish, exceptId: string | null): Promise<void> {
  const { substituteId } = wish;
  if (absentId === substituteId) throw new Refusal('substitutions.oneself', 'Nobody stands in for themselves.');
  const roles = await store.lockMembers(ctx, [absentId, substituteId]);
  if (!fitsAsSubstitute(ctx, roles.get(substituteId)!, roles.get(absentId)!))
    throw new Refusal(
      'substitutions.doesNotFit',
      'This colleague reads no accounts, or reads figures that the absent person may not see. Choose somebody in a like position.',
    );
  const accountIds = wish.accountIds ?? null;
  if (accountIds !== null) {
    const seen = ctx.can('accounts.read') ? await loadAccountNames(ctx, accountIds) : new Map();
    if (seen.size < accountIds.length) throw new NotFound();
    const absent = seenBy(ctx, { userId: absentId, roles: roles.get(absentId)!, standsIn: [] });
    for (const id of accountIds)
      if (!(await reachesOne(absent, 'accounts.read', id)))
        throw new Refusal(
          'substitutions.notTheirs',
          `${seen.get(id).name} is not among the accounts of the absent person.`,
          {
            account: seen.get(id).name,
          },
        );
  }
  const { since, until, rights = null } = wish;
  const cover = { absentId, substituteId, since, until, accountIds, rights };
  const above = accountIds === null ? [] : await store.loadAbove(ctx, accountIds);
  checkClashes(cover, above, await store.loadOthers(ctx, cover, exceptId));
}

const columnsOf = (wish: Wish) => ({
  substitute_id: wish.substituteId,
  since: wish.since,
  until: wish.until,
  order_number: (wish.orderNumber ?? '').trim(),
  order_date: wish.orderDate ?? null,
  all_accounts: (wish.accountIds ?? null) === null,
  rights: wish.rights ?? null,
});

const readsAll = (ctx: Ctx) => ctx.ownScope('accounts.read') === 'all';

/** Whoever is signed in is looked at anew, and both sides hear of what has begun or ended. */
async function announce(ctx: Ctx, userIds: readonly string[]): Promise<void> {
  await lookAnew(ctx, userIds);
  await tellSubstitutions(ctx);
}

export const handlers = [
  handle(contract.listSubstitutions, async (ctx, input) => {
    const cursor = fromCursor(input.after, ['day', 'id']);
    const after = cursor && { since: String(cursor[0]), id: String(cursor[1]) };
    const limit = input.limit ?? 50;
    const filter = { time: input.time ?? null, mine: input.mine ?? false };
    const found = await store.loadSubstitutions(ctx, filter, after, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.since, row.id]);
    const can = { propose: ctx.can('substitutions.propose'), manage: store.manages(ctx) };
    return { rows: await answered(ctx, rows), next, can };
  }),

  handle(contract.getSubstitution, (ctx, input) => answer(ctx, input.id)),

  handle(contract.createSubstitution, async (ctx, input) => {
    const { absentId = ctx.actor.userId!, ...wish } = input;
    const isManaged = store.manages(ctx);
    if (absentId !== ctx.actor.userId && !isManaged) throw new Forbidden();
    checkDays(ctx, wish, null);
    await checkWish(ctx, absentId, wish, null);
    if (isManaged) checkDecides(ctx.actor.userId, wish.substituteId, readsAll(ctx));
    const decided = isManaged ? { decided_by: ctx.actor.userId, decided_at: ctx.now } : {};
    const state = isManaged ? 'confirmed' : 'proposed';
    const values = { absent_id: absentId, ...columnsOf(wish), state, proposed_by: ctx.actor.userId, ...decided };
    const id = await store.addSubstitution(ctx, values, wish.accountIds ?? []);
    await announce(ctx, [absentId, wish.substituteId]);
    return answer(ctx, id);
  }),

  handle(contract.saveSubstitution, async (ctx, input) => {
    const { id, version, ...wish } = input;
    const before = await store.loadSubstitution(ctx, id);
    const isOwn = before.absent_id === ctx.actor.userId && before.state === 'proposed';
    if (!isOwn && !store.manages(ctx)) throw new Forbidden();
    const time = timeOf(before, ctx.today);
    if (time === 'past') throw new Refusal('substitutions.over', 'This substitution is over. Make a new one.');
    if (time === 'running' && wish.substituteId !== before.substitute_id)
      throw new Refusal('substitutions.begun', 'It has begun: end it and make another one for somebody else.');
    checkDays(ctx, wish, time === 'running' ? before.since : null);
    await checkWish(ctx, before.absent_id, wish, id);
    if (!isOwn) checkDecides(ctx.actor.userId, wish.substituteId, readsAll(ctx));
    await store.saveSubstitution(ctx, id, version, columnsOf(wish));
    await store.setAccounts(ctx, id, wish.accountIds ?? []);
    await announce(ctx, [before.absent_id, before.substitute_id, wish.substituteId]);
    return answer(ctx, id);
  }),

  handle(contract.decideSubstitution, async (ctx, input) => {
    const before = await store.loadSubstitution(ctx, input.id);
    if (timeOf(before, ctx.today) !== 'waiting')
      throw new Refusal('substitutions.decided', 'Nothing is to be decided here any more.');
    const isConfirmed = input.decision === 'confirm';
    if (isConfirmed) {
      checkDecides(ctx.actor.userId, before.substitute_id, readsAll(ctx));
      await store.lockMembers(ctx, [before.absent_id, before.substitute_id]);
    }
    const reason = (input.reason ?? '').trim();
    const decided = { reason, decided_by: ctx.actor.userId, decided_at: ctx.now };
    const state = isConfirmed ? 'confirmed' : 'declined';
    await store.saveSubstitution(ctx, input.id, input.version, { state, ...decided });
    const names = await memberNames(ctx, [before.substitute_id]);
    const kind = isConfirmed ? 'substitutions.confirmed' : 'substitutions.declined';
    const params = { person: names.get(before.substitute_id) ?? '' };
    if (before.absent_id !== ctx.actor.userId)
      await notify(ctx, before.absent_id, { kind, params, path: `/substitutions?open=${input.id}` });
    await announce(ctx, [before.absent_id, before.substitute_id]);
    return answer(ctx, input.id);
  }),

  handle(contract.endSubstitution, async (ctx, input) => {
    const before = await store.loadSubstitution(ctx, input.id);
    if (before.absent_id !== ctx.actor.userId && !store.manages(ctx)) throw new Forbidden();
    if (timeOf(before, ctx.today) === 'past') throw new Refusal('substitutions.over', 'This substitution is over.');
    const until = before.since <= ctx.today ? ctx.today : before.until;
    const ended = { state: 'ended', until, ended_by: ctx.actor.userId, ended_at: ctx.now };
    await store.saveSubstitution(ctx, input.id, input.version, ended);
    await announce(ctx, [before.absent_id, before.substitute_id]);
    return answer(ctx, input.id);
  }),

  handle(contract.getBrief, async (ctx, input) => {
    const row = await store.loadSubstitution(ctx, input.id);
    if (!ctx.can('accounts.read')) throw new Forbidden();
    const cursor = fromCursor(input.after, ['text', 'id']);
    if (cursor && !/^-?\d{1,18}$/.test(String(cursor[0])))
      throw new Invalid([{ field: 'after', expected: 'the `next` of a page' }]);
    const after = cursor && { revenue: String(cursor[0]), id: String(cursor[1]) };
    const limit = input.limit ?? 10;
    const covered = coveredAccounts(ctx, {
      ...{ id: row.id, absentId: row.absent_id, allAccounts: row.all_accounts },
      roles: await store.loadRoles(ctx, row.absent_id),
    });
    const found = pageOf(await largestOf(ctx, covered, after, limit + 1), limit, (one) => [
      String(one.revenue),
      one.id,
    ]);
    return {
      substitution: (await answered(ctx, [row]))[0]!,
      rows: await briefOf(ctx, row.absent_id, found.rows),
      next: found.next,
    };
  }),

  handle(contract.getDigest, async (ctx, input) => {
    const row = await store.loadSubstitution(ctx, input.id);
    if (!ctx.can('accounts.read')) throw new Forbidden();
    const limit = input.limit ?? 50;
    const before = fromCursor(input.after, ['id']);
    const asked = { userId: row.substitute_id, absentId: row.absent_id, since: row.since, until: row.until };
    const acts = await actsInPlace(ctx, asked, before && String(before[0]), limit + 1);
    const { rows, next } = pageOf(acts, limit, (act) => [act.id]);
    const names = await loadAccountNames(ctx, [...new Set(rows.map((act) => act.account_id))]);
    const texts = await textsOf(
      ctx,
      rows.flatMap((act) => act.record_id ?? []),
    );
    return {
      substitution: (await answered(ctx, [row]))[0]!,
      rows: rows.map((act) => ({
        id: act.id,
        at: act.at.toISOString(),
        account: { id: act.account_id, name: names.get(act.account_id)!.name },
        operation: act.operation,
        word: act.word,
        reason: act.reason,
        text: act.record_id === null ? null : (texts.get(act.record_id) ?? null),
      })),
      next,
    };
  }),
] as const;
