import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Place } from '../../kernel/cursor.ts';
import { fieldSort } from '../fields/public.ts';
import type { SORTS as SORT_WORDS, Sort } from './contract-shapes.ts';

/** `right`: the verb that reading it needs. */
export type Sorting = {
  by: RawBuilder<unknown>;
  type: Place;
  right?: string;
  turned?: true;
  join?: RawBuilder<unknown>;
};

/** How each sort reads its index: the expression must be that of the migration, letter by letter. */
export const SORTS: Readonly<Record<(typeof SORT_WORDS)[number], Sorting>> = {
  name: { by: sql`f.name_key`, type: 'text' },
  externalId: { by: sql`f.external_id`, type: 'text' },
  country: { by: sql`case when f.country is null then '' else f.country end`, type: 'text' },
  lead: { by: sql`f.lead_name`, type: 'text' },
  revenue: { by: sql`f.revenue`, type: 'bigint', right: 'ledger.read' },
  growth: {
    by: sql`case when f.growth is null then '-infinity' else f.growth end`,
    type: 'float8',
    right: 'ledger.read',
  },
  lastDocument: {
    by: sql`case when f.last_document is null then '-infinity' else f.last_document end`,
    type: 'date',
    right: 'ledger.read',
  },
  openBalance: {
    by: sql`case when f.open_balance is null then 0 else f.open_balance end`,
    type: 'bigint',
    right: 'ledger.read',
  },
  rank: { by: sql`case when f.rank is null then 2147483647 else f.rank end`, type: 'int', right: 'segmentation.read' },
  share: {
    by: sql`case when f.rank is null then 2147483647 else f.rank end`,
    type: 'int',
    right: 'segmentation.read',
    turned: true,
  },
  tier: {
    by: sql`case f.tier when 'key' then 0 when 'emerging' then 1 when 'standard' then 2 when 'prospect' then 3 else 4 end`,
    type: 'int',
    right: 'segmentation.read',
  },
  completeness: { by: sql`f.completeness`, type: 'float8', right: 'dossiers.read' },
  freshness: {
    by: sql`case when f.freshness is null then -1 else f.freshness end`,
    type: 'float8',
    right: 'dossiers.read',
  },
  class: { by: sql`case when f.class is null then 'Z' else f.class end`, type: 'text', right: 'segmentation.read' },
};

/** The field of the organisation's own by which a list is sorted; null: by one of its columns. */
const fieldOfSort = (sort: Sort): string | null => (sort.startsWith('field:') ? sort.slice('field:'.length) : null);

/** Invalid where it is a field that is not there for the actor. */
export async function sortingOf(ctx: Ctx, sort: Sort): Promise<Sorting> {
  const key = fieldOfSort(sort);
  return key === null ? SORTS[sort as keyof typeof SORTS] : fieldSort(ctx, 'account', key, sql`f.account_id`);
}
