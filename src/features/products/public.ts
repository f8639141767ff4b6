export { makeUnknownProducts, mergePrices, mergeProducts, stillPriced } from './store-merge.ts';

import type { Ctx } from '../../kernel/ctx.ts';
import { loadNames } from './store.ts';

/** A product as other rooms name it. */
export interface NamedProduct {
  id: string;
  name: string;
  code: string | null;
  unit: string | null;
  groupName: string | null;
}

/** Products by id; those that are not there are left out. */
export async function loadProductNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, NamedProduct>> {
  const rows = await loadNames(ctx, ids);
  return new Map(rows.map((row) => [row.id, row]));
}
