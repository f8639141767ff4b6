import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import * as contract from './contract.ts';
import { readPlace, writePlace } from './rules.ts';
import { loadGroups, loadProduct, loadProducts } from './store.ts';
import { foundProducts } from './store-found.ts';

finds(foundProducts);

export const handlers = [
  handle(contract.listProducts, async (ctx, input) => {
    const limit = input.limit ?? 50;
    const after = input.after === undefined ? null : readPlace(input.after);
    const found = await loadProducts(ctx, input, { after, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return { rows: found.slice(0, limit), next: last ? writePlace({ name: last.place, id: last.id }) : null };
  }),

  handle(contract.listProductGroups, async (ctx) => ({ groups: await loadGroups(ctx) })),

  handle(contract.getProduct, (ctx, input) => loadProduct(ctx, input.id)),
] as const;
