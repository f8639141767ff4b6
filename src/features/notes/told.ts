import type { Ctx } from '../../kernel/ctx.ts';

/** A note whose readers changed, or that was removed or brought back. */
export interface ToldNote {
  id: string;
  accountId: string;
  readers: readonly string[] | null;
  teamReads: boolean;
  isRemoved: boolean;
}

type Listener = (ctx: Ctx, note: ToldNote) => Promise<void>;

const listeners: Listener[] = [];

/** A later room says here that something of its own hangs on notes; it is told in the same transaction. Call it once, when the module loads. */
export function hearsNotes(listener: Listener): void {
  listeners.push(listener);
}

/** Tells the later rooms what became of a note. */
export const tell: Listener = async (ctx, note) => {
  for (const listener of listeners) await listener(ctx, note);
};
