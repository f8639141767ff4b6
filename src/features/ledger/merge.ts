import type { Ctx } from '../../kernel/ctx.ts';
import { joinAwaiting, nameDocuments } from './store-merge-awaited.ts';
import { checkDocuments } from './store-merge-check.ts';
import { gatherDocuments, gatherStates, writeDocuments } from './store-merge-documents.ts';
import { gatherLines, insertNewLines, mergeKnownLines } from './store-merge-lines.ts';
import { mergeAllocations, mergePayments, mergeSalespeople, mergeTargets } from './store-merge-money.ts';
import { rejectAllocations, rejectEmptyLines } from './store-merge-money-check.ts';
import { countJoinedItems, settleOpenItems } from './store-merge-open-items.ts';
import { settleOverlaps } from './store-merge-overlaps.ts';
import { removeWithdrawn } from './store-merge-withdrawn.ts';
import { moveState, rollUpTouched } from './store-rollups.ts';
import {
  hasNumberedLines,
  type MergeCounts,
  type MergeOptions,
  namedInLines,
  openTouched,
  settleDuplicates,
} from './store-staging.ts';

type Counts = Omit<MergeCounts, 'duplicates' | 'removed'>;

/** What a merge did, by kind of record. */
export interface LedgerMerged {
  /** Documents and payments that were taken out, since the source took them back. */
  withdrawn: number;
  salespeople: Counts;
  documents: Counts;
  lines: Counts & { removed: number };
  payments: Counts;
  allocations: Counts;
  targets: Counts;
}

/** Drops exact repeats and rejects contradicting rows in the stages of the ledger; returns how many repeats, by stage. */
export async function settleLedgerStages(ctx: Ctx): Promise<Record<string, number>> {
  const { client } = ctx;
  return {
    salespeople: await settleDuplicates(client, 'salespeople', ['external_id']),
    documents:
      (await settleDuplicates(client, 'documents', ['series', 'number'], 's.open_only is null')) +
      (await settleOpenItems(client)),
    lines: (await settleNumberedLines(ctx)) + (await settleOverlaps(client)),
    payments: await settleDuplicates(client, 'payments', ['number']),
    targets: await settleDuplicates(client, 'targets', [
      'salesperson_external_id',
      'period_from',
      'period_to',
      'measure',
    ]),
  };
}

/** Lines with a number of their own are unique within their document; the others are told apart by product and occurrence. */
async function settleNumberedLines(ctx: Ctx): Promise<number> {
  if (!(await hasNumberedLines(ctx.client))) return 0;
  return settleDuplicates(ctx.client, 'lines', ['series', 'number', 'line_no'], 's.line_no is not null');
}

/** Rejects what only shows when rows are seen together. Customers and products of the same import must be merged before. */
export async function checkLedgerStages(ctx: Ctx, options: MergeOptions): Promise<void> {
  await rejectEmptyLines(ctx.client);
  await checkDocuments(ctx.client, options);
}

/** SQL of the customers and products that the stages name, for rooms that make the unknown ones. */
export const namedInStages = {
  customers: `select account_external_id as external_id, account_name as name from stage_documents
    union all ${namedInLines('customers', 'account_external_id', 'n.name')}
    union all select account_external_id, account_name from stage_payments`,
  products: `select product_external_id as external_id, null::text as name, null::text as group_name from stage_prices
    union all ${namedInLines('products', 'product_external_id', 'n.name, n.group_name')}`,
};

/**
 * Merges the stages of the ledger by natural keys in the transaction of the caller: salespeople, documents, lines, payments, allocations, targets; then the
 * roll-ups of what was touched. The same stages again change nothing.
 */
export async function mergeLedger(
  ctx: Ctx,
  options: MergeOptions,
  step: (phase: string) => Promise<void>,
): Promise<LedgerMerged> {
  const { client } = ctx;
  await openTouched(client);
  await step('merging');
  const withdrawn = await removeWithdrawn(client, options);
  const salespeople = await mergeSalespeople(client, options);
  await gatherDocuments(client, options);
  await gatherLines(client, options);
  const known = await mergeKnownLines(client, options);
  await gatherStates(client, options);
  const documents = await writeDocuments(client, options);
  await countJoinedItems(client);
  await step('lines');
  const inserted = await insertNewLines(client, options);
  const lines = { ...known, inserted: known.inserted + inserted };
  await nameDocuments(client, options);
  const payments = await mergePayments(client, options);
  await joinAwaiting(client, options);
  await rejectAllocations(client, options);
  const allocations = await mergeAllocations(client, options);
  const targets = await mergeTargets(client, options);
  await step('rollingUp');
  await rollUpTouched(client, true);
  await moveState(client, ctx.now);
  return { withdrawn, salespeople, documents, lines, payments, allocations, targets };
}
