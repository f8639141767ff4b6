import type { Ctx } from '../../kernel/ctx.ts';
import type { Group, State } from './contract-shapes.ts';
import { addSubstitution } from './store.ts';

/** A substitution for tests and the sample company, on any days; what the wish leaves out is a confirmed one for everything. Gives its id. */
export function makeSubstitution(
  ctx: Ctx,
  wish: {
    absentId: string;
    substituteId: string;
    since: string;
    until: string;
    accountIds?: readonly string[];
    rights?: readonly Group[];
    state?: State;
    orderNumber?: string;
    orderDate?: string;
    isTold?: boolean;
  },
): Promise<string> {
  const told = wish.isTold ?? false;
  return addSubstitution(
    ctx,
    {
      ...{ absent_id: wish.absentId, substitute_id: wish.substituteId, since: wish.since, until: wish.until },
      order_number: wish.orderNumber ?? '',
      order_date: wish.orderDate ?? null,
      all_accounts: wish.accountIds === undefined,
      rights: wish.rights ? [...wish.rights] : null,
      state: wish.state ?? 'confirmed',
      ...{ told_begin: told, told_end: told },
    },
    wish.accountIds ?? [],
  );
}
