import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';

/** What can happen to an account in this room. */
export type AccountEvent =
  | 'made'
  | 'moved'
  | 'leadChanged'
  | 'teamJoined'
  | 'teamEnded'
  | 'excluded'
  | 'included'
  | 'changed'
  | 'termsChanged';

/**
 * Something that happened to accounts, set-based: a subquery in parentheses with `account_id`, `record_id`, `params` (jsonb; ids of people below `people`, of accounts
 * below `accounts`) and `text` (words of a person about it, or null).
 */
type Listener = (ctx: Ctx, event: AccountEvent, source: RawBuilder<unknown>) => Promise<void>;

const listeners: Listener[] = [];

/** A later room says here that it keeps what happens to accounts; it is told in the same transaction. Call it once, when the module loads. */
export function hearsAccounts(listener: Listener): void {
  listeners.push(listener);
}

/** Tells the later rooms that something happened to accounts. */
export const tell: Listener = async (ctx, event, source) => {
  for (const listener of listeners) await listener(ctx, event, source);
};
