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

/** SQL over a row of products: its code, else the number under which files name it; null where that is all that is known, and is its name. */
export const productCode = (alias: string) => `coalesce(${alias}.code, nullif(${alias}.external_id, ${alias}.name))`;

/** Products by id; those that are not there are left out. */
export async function loadProductNames(ctx: Ctx, ids: readonly string[]): Promise<Map<string, NamedProduct>> {
  const rows = await loadNames(ctx, ids);
  return new Map(rows.map((row) => [row.id, row]));
}
