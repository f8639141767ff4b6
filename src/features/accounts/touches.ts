import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** SQL over the id of an account: a room knows that one of us was in touch with it on that day or later, as far as the actor may read. */
export type Touch = (ctx: Ctx, accountId: RawBuilder<unknown>, since: string) => RawBuilder<boolean>;

const all: Touch[] = [];

/** A room says what counts as contact with an account (the filter `notMetDays`). Call it once, when the module loads. */
export function countsAsTouch(touch: Touch): void {
  all.push(touch);
}

export const touches = (): readonly Touch[] => all;
