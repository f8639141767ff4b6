import { sql } from 'kysely';
import type { Searchable } from '../../kernel/search.ts';
import { productCode } from './public.ts';

export const foundProducts: Searchable = {
  kind: 'product',
  verb: 'products.read',

  async find(ctx, sought) {
    if (sought.patterns.length === 0 || sought.narrowed) return [];
    const { rows } = await sql<{
      id: string;
      name: string;
      code: string | null;
      external_id: string;
      barcode: string | null;
    }>`
      select p.id, p.name, p.code, p.external_id, p.barcode from products p where p.org_id = ${ctx.org.id} and p.id in (
        select search_products(${ctx.org.id}, ${sought.starts}, ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}))`.execute(
      ctx.db,
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      numbers: [row.code, row.external_id, row.barcode].filter((number) => number !== null),
      accountId: null,
    }));
  },

  async show(ctx, ids) {
    const { rows } = await sql<{
      id: string;
      name: string;
      code: string | null;
      group_name: string | null;
      barcode: string | null;
    }>`
      select p.id, p.name, ${sql.raw(productCode('p'))} as code, p.group_name, p.barcode from products p
       where p.org_id = ${ctx.org.id} and p.id = any (${ids}::uuid[])`.execute(ctx.db);
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      detail: [row.code, row.group_name].filter(Boolean).join(' · ') || null,
      mark: null,
      texts: [row.code, row.barcode].filter((text) => text !== null),
      path: `/products?open=${row.id}`,
      account: null,
      at: null,
    }));
  },
};
