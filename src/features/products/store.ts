import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { ProductRow } from './contract.ts';
import type { Place } from './rules.ts';

const sortedName = sql<string>`lower(name)`;

function products(ctx: Ctx) {
  return ctx.db
    .selectFrom('products')
    .select(['id', 'external_id as externalId', 'code', 'name', 'group_name as groupName', 'unit', 'price', 'cost'])
    .select('cost_currency as currency')
    .where('org_id', '=', ctx.org.id);
}

/** Products by name, from a place on; `q` is part of the name, or the beginning of code or number. */
export async function loadProducts(
  ctx: Ctx,
  filter: { q?: string | undefined; group?: string | undefined },
  slice: { after: Place | null; limit: number },
): Promise<(ProductRow & { place: string })[]> {
  let query = products(ctx).select(sortedName.as('place')).orderBy(sortedName).orderBy('id').limit(slice.limit);
  if (slice.after !== null) {
    query = query.where(sql<boolean>`(${sortedName}, id) > (${slice.after.name}, ${slice.after.id}::uuid)`);
  }
  if (filter.group !== undefined) query = query.where('group_name', '=', filter.group);
  const text = filter.q?.trim().toLowerCase() ?? '';
  if (text !== '') {
    const like = text.replaceAll(/[\\%_]/g, '\\$&');
    query = query.where(
      sql<boolean>`(lower(name) like ${`%${like}%`} or lower(code) like ${`${like}%`} or lower(external_id) like ${`${like}%`})`,
    );
  }
  return query.execute();
}

/** The names of the product groups, in order. */
export async function loadGroups(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('products')
    .select('group_name')
    .distinct()
    .where('org_id', '=', ctx.org.id)
    .where('group_name', 'is not', null)
    .orderBy('group_name')
    .execute();
  return rows.map((row) => row.group_name!);
}

/** One product with its prices; NotFound when this organisation has none with this id. */
export async function loadProduct(ctx: Ctx, id: string) {
  const product = await products(ctx).select(['barcode', 'source']).where('id', '=', id).executeTakeFirst();
  if (!product) throw new NotFound();
  const prices = await ctx.db
    .selectFrom('product_prices')
    .select(['price_type as type', 'price', 'currency'])
    .where('org_id', '=', ctx.org.id)
    .where('product_id', '=', id)
    .orderBy('price_type')
    .execute();
  return { ...product, prices };
}

/** Names of products by id; ids that are not there are left out. */
export async function loadNames(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return ctx.db
    .selectFrom('products')
    .select(['id', 'name', 'code', 'unit', 'group_name as groupName'])
    .where('org_id', '=', ctx.org.id)
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .execute();
}
