import type { Organisation } from '../../kernel/ctx.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { type Asked, resolveQuestion } from './facts.ts';
import { reviewNow } from './reviews.ts';
import { answerOf } from './rules-answer.ts';

/** Who is key, with every account, as `vitalfew key-accounts --json` prints it. Computed from the ledger, nothing is kept. */
export async function keyAccountsAnswer(house: House, org: Organisation, asked: Asked) {
  return asSystem(house, org, async (ctx) => {
    const question = await resolveQuestion(ctx, asked);
    const { review } = await reviewNow(ctx, question);
    return { ...answerOf(review, question.showing), fallback: question.isFallback };
  });
}

export type KeyAccountsAnswer = Awaited<ReturnType<typeof keyAccountsAnswer>>;
