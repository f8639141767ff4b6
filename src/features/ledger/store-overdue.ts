import type { Ctx } from '../../kernel/ctx.ts';
import { formatMinor } from '../../pure/money.ts';
import { loadOpenDocuments } from './store-balance.ts';
import { isKnown, loadKnowledge } from './store-open.ts';
import { loadMembers } from './store-read-accounts.ts';

/** A document that is overdue today. */
export interface OverdueDocument {
  id: string;
  number: string;
  due: string;
  days: number;
  amount: string;
  currency: string;
}

/** The overdue documents of an account by itself, the oldest first; the reader must see it under ledger.read (NotFound). */
export async function overdueOf(ctx: Ctx, accountId: string, limit: number): Promise<OverdueDocument[]> {
  const members = await loadMembers(ctx, accountId, false);
  const knowledge = await loadKnowledge(ctx, members, ctx.today);
  if (!isKnown(knowledge)) return [];
  const { rows } = await loadOpenDocuments(ctx, members.ids, ctx.today, knowledge, { overdue: true, limit });
  return rows.map(({ id, number, due, days, open, currency }) => ({
    ...{ id, number, due: due!, days: days!, currency },
    amount: formatMinor(open, currency),
  }));
}
