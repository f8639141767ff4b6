import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { changeMany, fieldChange, putBackMany } from '../fields/public.ts';
import * as contract from './contract-bulk.ts';
import { countBulk, loadBulk, type Target } from './store-bulk.ts';
import { checkMayUse } from './store-list.ts';

const VERB = 'accounts.edit';
/** So many accounts change at once: each is in the audit by itself, and the undo fits into one answer. */
const MOST_AT_ONCE = 2000;

function targetOf(ctx: Ctx, target: Target): Target {
  if ((target.ids === undefined) === (target.filter === undefined))
    throw new Invalid([{ field: 'ids', expected: 'either ids or filter' }]);
  if (target.filter !== undefined) checkMayUse(ctx, target.filter);
  return target;
}

export const handlers = [
  handle(contract.previewBulkAccounts, async (ctx, input) => {
    const { ids, field, newValue = '', ...filter } = input;
    const target = targetOf(ctx, ids === undefined ? { filter } : { ids });
    const change = await fieldChange(ctx, 'account', field, newValue);
    const open = await countBulk(ctx, VERB, target, change);
    const seen = ctx.can('accounts.read') ? await countBulk(ctx, 'accounts.read', target, change) : open;
    return {
      ...open,
      same: open.matching - open.changing,
      refused: Math.max(0, seen.matching - open.matching),
    };
  }),

  handle(contract.bulkAccounts, async (ctx, { ids, filter, field, newValue }) => {
    const target = targetOf(ctx, { ids, filter });
    const change = await fieldChange(ctx, 'account', field, newValue);
    const found = await loadBulk(ctx, VERB, target, change, MOST_AT_ONCE + 1);
    if (found.length > MOST_AT_ONCE)
      throw new Refusal('accounts.tooMany', `At most ${MOST_AT_ONCE} accounts at once: narrow the filter.`, {
        most: MOST_AT_ONCE,
      });
    const before = await changeMany(ctx, 'account', change, found);
    await ctx.announce({ kind: 'accounts', verb: VERB });
    return { changed: before.reduce((sum, { records }) => sum + records.length, 0), before };
  }),

  handle(contract.undoBulkAccounts, async (ctx, { field, before }) => {
    const ids = [...new Set(before.flatMap(({ records }) => records.map(({ id }) => id)))];
    if (ids.length > MOST_AT_ONCE)
      throw new Invalid([{ field: 'before', expected: 'the `before` of one answer of bulkAccounts' }]);
    const found = await loadBulk(ctx, VERB, { ids }, null, ids.length);
    const changed = await putBackMany(ctx, 'account', field, before, found);
    await ctx.announce({ kind: 'accounts', verb: VERB });
    return { changed, left: ids.length - changed };
  }),
] as const;
