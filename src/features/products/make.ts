import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';

let count = 0;

/** A product for tests and the sample company; what the wish leaves out is made up. Gives its id. */
export async function makeProduct(
  ctx: Ctx,
  wish: {
    name?: string;
    code?: string;
    groupName?: string;
    unit?: string;
    cost?: string;
    price?: string;
    externalId?: string;
    source?: string;
  } = {},
): Promise<string> {
  const id = newId();
  count += 1;
  await ctx.db
    .insertInto('products')
    .values({
      org_id: ctx.org.id,
      id,
      source: wish.source ?? 'made',
      external_id: wish.externalId ?? `P${String(count).padStart(5, '0')}`,
      code: wish.code ?? null,
      name: wish.name ?? `Product ${count}`,
      group_name: wish.groupName ?? null,
      unit: wish.unit ?? null,
      cost: wish.cost ?? null,
      cost_currency: wish.cost === undefined ? null : ctx.org.baseCurrency,
      price: wish.price ?? null,
      created_at: ctx.now,
    })
    .execute();
  return id;
}
