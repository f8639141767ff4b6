import { inBulk } from '../../kernel/bulk.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { makeUnknownCustomers } from '../accounts/store-merge.ts';
import { makeUnknownProducts } from '../products/store-merge.ts';
import { checkLedgerStages, type LedgerMerged, mergeLedger, namedInStages, settleLedgerStages } from './merge.ts';
import type { Stage, Staged } from './rules-staging.ts';
import { type MergeOptions, openStages } from './store-staging.ts';

/** Rows by stage, as a file would have given them. */
export type StagedRows = { [S in Stage]?: Staged<S>[] };

/** Puts rows into the stages of this transaction, numbered from 2 as in a file with a header. */
export async function stageRows(ctx: Ctx, rows: StagedRows): Promise<void> {
  let tbl = 0;
  for (const [stage, staged] of Object.entries(rows)) {
    tbl++;
    for (const [index, row] of staged.entries()) {
      const columns = Object.keys(row);
      await ctx.client.query(
        `insert into stage_${stage} (tbl, row, ${columns.join(', ')}) values ($1, $2, ${columns.map((_, at) => `$${at + 3}`).join(', ')})`,
        [tbl, index + 2, ...Object.values(row)],
      );
    }
  }
}

/** A row of flat sales in EUR: so many pieces at 10, which cost 6. */
export const flatSale = (
  number: string,
  customer: string,
  date: string,
  product: string,
  quantity: string,
): Staged<'lines'> => ({
  series: 'sale',
  number,
  account_external_id: customer,
  doc_date: date,
  currency: 'EUR',
  product_external_id: product,
  quantity,
  unit_price: '10',
  cost: String(6 * Number(quantity)),
});

export interface Ledgered extends LedgerMerged {
  importId: string;
  rejects: { tbl: number; row: string; field: string; value: string; code: string; message: string }[];
}

/** Merges rows into the ledger as an import does, without files: for tests and the sample company. */
export async function makeLedger(
  ctx: Ctx,
  rows: StagedRows,
  options: { unknownCustomers?: 'create' | 'reject' } = {},
): Promise<Ledgered> {
  const merge = {
    importId: newId(),
    source: 'ledger',
    baseCurrency: ctx.org.baseCurrency,
    unknownCustomers: options.unknownCustomers ?? ('create' as const),
    unknownProducts: 'create' as const,
    now: ctx.now,
  };
  await openStages(ctx.client);
  await stageRows(ctx, rows);
  const merged = await inBulk(ctx.client, () => mergeStages(ctx, merge));
  const { rows: rejects } = await ctx.client.query('select * from stage_rejects order by tbl, row');
  return { ...merged, importId: merge.importId, rejects };
}

async function mergeStages(ctx: Ctx, merge: MergeOptions): Promise<LedgerMerged> {
  await settleLedgerStages(ctx);
  await checkLedgerStages(ctx, merge);
  await makeUnknownCustomers(ctx, merge, namedInStages.customers);
  await makeUnknownProducts(ctx.client, merge, namedInStages.products);
  return mergeLedger(ctx, merge, async () => {});
}
