import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid, NotFound } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import { memberNames } from '../people/public.ts';
import { namer } from './answers.ts';
import * as contract from './contract-procedures.ts';
import { isWithinOwnLimit, planStep } from './rules.ts';
import { checkProcedure, measured, procedureOf } from './rules-procedure.ts';
import { loadChart } from './store-chart.ts';
import { loadProcedure, loadProcedures, saveProcedureRow } from './store-procedures.ts';

/** What somebody might ask for, as the measure of the kind reads it. */
function readAsked(ctx: Ctx, text: string | undefined, measure: 'amount' | 'share' | 'none') {
  const isMeasured = text !== undefined && measure !== 'none';
  return {
    value: isMeasured ? measured(text, measure, ctx.org.baseCurrency) : null,
    currency: isMeasured && measure === 'amount' ? ctx.org.baseCurrency : null,
  };
}

export const handlers = [
  handle(contract.listProcedures, async (ctx) => ({
    rows: (await loadProcedures(ctx)).map(({ kind, procedure, version }) => ({
      ...procedure,
      ...{ kind: kind.key, measure: kind.measure, isOptional: kind.isOptional, version },
    })),
    can: { manage: ctx.can('approvals.manage') },
  })),

  handle(contract.saveProcedure, async (ctx, input) => {
    const kept = await loadProcedure(ctx, input.kind);
    checkProcedure(input.procedure, kept.kind.measure, ctx.org.baseCurrency);
    const people = [...input.procedure.steps, ...input.procedure.limits].flatMap(({ userId }) => userId ?? []);
    const known = await memberNames(ctx, people);
    if (people.some((id) => !known.has(id)))
      throw new Invalid([{ field: 'procedure', expected: 'people of this organisation', rule: 'choose' }]);
    return { version: await saveProcedureRow(ctx, kept, input.version, input.procedure) };
  }),

  handle(contract.tryProcedure, async (ctx, input) => {
    const { kind, procedure: stored } = await loadProcedure(ctx, input.kind);
    if (input.accountId !== undefined) await checkAccountVisible(ctx, input.accountId, 'accounts.read');
    const chart = await loadChart(ctx, input.accountId ?? null);
    const requester = chart.members.get(input.requesterId);
    if (!requester) throw new NotFound();
    const asked = readAsked(ctx, input.asked, kind.measure);
    const procedure = procedureOf(stored, kind.measure);
    const name = await namer(ctx, [...chart.members.keys()]);
    const question = { requesterId: requester.id, asked };
    return {
      atOnce: isWithinOwnLimit(procedure, requester, asked),
      steps: procedure.steps.map((step) => {
        const plan = planStep(step, procedure, question, chart, new Set());
        return {
          ...{ needs: plan.needs, canBeDecided: plan.canBeDecided },
          deciders: plan.seats.map(({ userId, forId }) => ({
            ...name(userId),
            standsInFor: forId === userId ? null : name(forId),
          })),
          passed: plan.passed.map(({ userId, why }) => ({ ...name(userId), why })),
        };
      }),
    };
  }),
] as const;
