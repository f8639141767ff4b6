import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { parseAmount } from '../../pure/money.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import type { Money } from '../../pure/shapes.ts';
import { checkAccountVisible, keepsAccounts } from '../accounts/public.ts';
import { guardsRecords, namesRecords } from '../audit/public.ts';
import { guardsNotices } from '../notices/public.ts';
import { approvalAnswer, rowAnswers } from './answers.ts';
import * as contract from './contract.ts';
import { EXCEPTION } from './exceptions.ts';
import { handlers as procedureHandlers } from './operations-procedures.ts';
import { unmeasured } from './rules-procedure.ts';
import { changeRequest, checkOpen, close, decide, fileRequest } from './steps.ts';
import { addAct, loadRequest, loadSeats, type RequestRecord } from './store.ts';
import { countWaiting, loadPage, loadTitles } from './store-list.ts';
import { mayReadEntry } from './store-visible.ts';
import { tell } from './tell.ts';
import './store-moving.ts';
import './store-texts.ts';

keepsAccounts('approval_requests');
namesRecords(async (ctx, ids) => {
  const titles = await loadTitles(ctx, ids);
  return new Map([...titles].map(([id, name]) => [id, { name, path: `/approvals/${id}` }]));
});
guardsRecords('approval', mayReadEntry);
guardsNotices('approvals', loadTitles);

/** An amount in the base currency as minor units: limits of authority are in no other. */
function minorOf(ctx: Ctx, amount: Money | null | undefined): bigint | null {
  if (!amount) return null;
  if (amount.currency !== ctx.org.baseCurrency) {
    const expected = `an amount in ${ctx.org.baseCurrency}`;
    throw new Invalid([{ field: 'amount', expected, found: amount.currency, rule: 'currency' }]);
  }
  const minor = parseAmount(amount.amount, amount.currency);
  if (minor <= 0n)
    throw new Invalid([
      { field: 'amount', expected: 'more than nothing', found: amount.amount, rule: 'exclusiveMinimum', limit: 0 },
    ]);
  return minor;
}

const said = (request: Pick<RequestRecord, 'asked' | 'currency'>): string =>
  request.asked === null || request.currency === null
    ? '–'
    : `${unmeasured(request.asked, request.currency).amount} ${request.currency}`;

export const handlers = [
  handle(contract.listApprovals, async (ctx, input) => {
    if (input.accountId !== undefined) await checkAccountVisible(ctx, input.accountId, 'accounts.read');
    const after = fromCursor(input.after, ['id']);
    const { box = 'waiting', limit = 50, ...filter } = input;
    const { rows, next } = await loadPage(ctx, { ...filter, box }, after ? String(after[0]) : null, limit);
    return { rows: await rowAnswers(ctx, rows), next };
  }),

  handle(contract.countApprovals, async (ctx) => ({ waiting: await countWaiting(ctx) })),

  handle(contract.getApproval, async (ctx, input) => approvalAnswer(ctx, await loadRequest(ctx, input.id))),

  handle(contract.askForException, async (ctx, input) => {
    const { accountId = null } = input;
    if (accountId !== null) await checkAccountVisible(ctx, accountId, 'accounts.read');
    return fileRequest(ctx, {
      ...{ kind: EXCEPTION, title: input.title.trim(), reason: input.reason.trim(), accountId, payload: {} },
      path: accountId === null ? null : `/accounts/${accountId}`,
      asked: minorOf(ctx, input.amount),
    });
  }),

  handle(contract.changeException, async (ctx, input) => {
    const request = await loadRequest(ctx, input.id, true);
    if (request.requester_id !== ctx.actor.userId || request.kind !== EXCEPTION)
      throw new Refusal('approvals.notYoursToChange', 'Only whoever asked changes what is asked.');
    checkOpen(request);
    if (request.round !== input.round)
      throw new Refusal('approvals.changed', 'What is asked has changed in the meantime. Read it again.');
    const asked = input.amount === undefined ? request.asked : minorOf(ctx, input.amount);
    const currency = asked === null ? null : ctx.org.baseCurrency;
    const { title = request.title, reason = request.reason } = input;
    const wish = { title: title.trim(), reason: reason.trim(), asked, currency };
    const isSame = wish.title === request.title && wish.reason === request.reason && asked === request.asked;
    if (isSame) return { round: request.round, state: request.state };
    const words = asked === request.asked ? '' : `${said(request)} → ${said(wish)}`;
    const { round, state } = await changeRequest(ctx, request, wish, words);
    return { round, state };
  }),

  handle(contract.decideApproval, async (ctx, input) => {
    const request = await loadRequest(ctx, input.id, true);
    const { decision, round, reason = '' } = input;
    const { state, step } = await decide(ctx, request, { decision, round, reason: reason.trim() });
    return { state, step };
  }),

  handle(contract.withdrawApproval, async (ctx, input) => {
    const request = await loadRequest(ctx, input.id, true);
    if (request.requester_id !== ctx.actor.userId)
      throw new Refusal('approvals.notYoursToChange', 'Only whoever asked takes it back.');
    checkOpen(request);
    await addAct(ctx, request, 'withdraw', { words: (input.reason ?? '').trim() });
    await close(ctx, request, 'withdrawn');
    return { done: true as const };
  }),

  handle(contract.commentApproval, async (ctx, input) => {
    const request = await loadRequest(ctx, input.id);
    const id = await addAct(ctx, request, 'comment', { words: input.text.trim() });
    ctx.note({ recordKind: 'approval', recordId: request.id, accountId: request.account_id });
    const seats = (await loadSeats(ctx, [request.id])).get(request.id)!;
    await tell(ctx, request, [request.requester_id, ...seats.map(({ userId }) => userId)], 'comment');
    return { id };
  }),

  ...procedureHandlers,
] as const;
