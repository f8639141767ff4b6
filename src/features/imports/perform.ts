import type { Ctx } from '../../kernel/ctx.ts';
import { makeUnknownCustomers, mergeCustomers, publishFigures, refreshImported } from '../accounts/public.ts';
import { importedFields } from '../fields/public.ts';
import {
  BALANCE_COLUMNS,
  checkLedgerStages,
  gatherBalances,
  type LedgerMerged,
  type MergeOptions,
  mergeLedger,
  namedInStages,
  openStages,
  remarksOf,
  settleDuplicates,
  settleLedgerStages,
  tellImported,
} from '../ledger/public.ts';
import { makeUnknownProducts, mergePrices, mergeProducts } from '../products/public.ts';
import { keepBaseCurrency } from '../settings/public.ts';
import { mappingFor, type OpenFiles, openFiles } from './detect.ts';
import { compileMapping } from './rules-compile.ts';
import type { Mapping } from './rules-mapping.ts';
import type { ImportView, StoredImport } from './store.ts';
import { collisions } from './store-collisions.ts';
import { StageFiller } from './store-fill.ts';
import { mergeRates, prepareMerge, takeBack } from './store-perform.ts';
import { countsByTable, keepRejects, reasonsOf, totalsOf } from './store-report.ts';

export type Report = NonNullable<ImportView['report']>;

/** Where a run reports to, and what can stop it. */
export interface Watch {
  signal: AbortSignal;
  /** Rows read so far, in all tables. */
  rows(count: number): void;
  phase(phase: string): Promise<void>;
}

/**
 * Brings the files of an import into the ledger within the transaction of `ctx`: staging, checks, merges by natural keys, roll-ups, report. With `dryRun`
 * all of it happens and is taken back, so that the report is exact, and so it is when nothing was usable; rejected rows are kept in each case.
 */
export async function performImport(ctx: Ctx, stored: StoredImport, dryRun: boolean, watch: Watch): Promise<Report> {
  const began = performance.now();
  await keepBaseCurrency(ctx);
  await openStages(ctx.client);
  const open = await openFiles(ctx.files, stored.files);
  try {
    const files = await fillStages(ctx, stored, open, watch);
    await prepareMerge(
      ctx.client,
      files.reduce((sum, file) => sum + file.report.rows, 0),
    );
    const tables = files.map((file, at) => ({ tbl: at + 1, fileId: file.fileId, tableId: file.report.table }));
    const merged = await mergeAll(ctx, stored, watch);
    const report = await gatherReport(ctx, files, merged, began);
    for (const [at, warnings] of await collisions(ctx, stored, tables)) report.files[at]!.warnings.push(...warnings);
    for (const [tbl, warnings] of await remarksOf(ctx.client)) report.files[tbl - 1]!.warnings.push(...warnings);
    if (dryRun || isFruitless(report)) await takeBack(ctx);
    await keepRejects(ctx.client, stored.id, tables);
    return report;
  } finally {
    await open.close();
  }
}

/** True when rows were there, all of them were rejected, and none took a document back. */
export function isFruitless(report: Report): boolean {
  return (
    report.rejected > 0 &&
    !report.removedDocuments &&
    report.files.every((file) => file.inserted + file.updated + file.unchanged + file.duplicates === 0)
  );
}

interface FilledFile {
  fileId: string;
  report: Report['files'][number];
}

async function fillStages(ctx: Ctx, stored: StoredImport, open: OpenFiles, watch: Watch): Promise<FilledFile[]> {
  await watch.phase('reading');
  const filler = new StageFiller(ctx.client);
  const filled: FilledFile[] = [];
  const own = await importedFields(ctx);
  for (const opened of open.tables) {
    const mapping = mappingFor(stored.mapping, opened);
    const kind = mapping?.kind ?? null;
    const report = {
      file: opened.file,
      table: opened.id,
      kind,
      rows: 0,
      inserted: 0,
      updated: 0,
      unchanged: 0,
      duplicates: 0,
      rejected: 0,
      skipped: null as string | null,
      warnings: [] as string[],
    };
    filled.push({ fileId: opened.fileId, report });
    if (mapping === null || kind === null) {
      report.skipped = 'left out: no kind is set for this table';
      continue;
    }
    const convert = compileMapping({ ...mapping, kind } as Mapping, opened.table, {
      today: ctx.today,
      baseCurrency: ctx.org.baseCurrency,
      own,
    });
    const counts = await filler.read(opened.table, filled.length, convert, watch.signal, (count) => watch.rows(count));
    report.rows = counts.rows;
    report.warnings = [...opened.table.warnings, ...disagreements(opened.table.totals)];
  }
  return filled;
}

/** Printed totals that the rows do not add up to, in words. */
function disagreements(totals: OpenFiles['tables'][number]['table']['totals']): string[] {
  return totals.flatMap((total) =>
    total.values
      .filter((value) => !value.agrees)
      .map(
        (value) => `Row ${total.number} "${total.label}" prints ${value.printed}; its rows add up to ${value.summed}.`,
      ),
  );
}

interface Merged extends LedgerMerged {
  made: { customers: number; products: number };
}

async function mergeAll(ctx: Ctx, stored: StoredImport, watch: Watch): Promise<Merged> {
  const { client } = ctx;
  const options: MergeOptions = {
    importId: stored.id,
    source: stored.source,
    baseCurrency: ctx.org.baseCurrency,
    unknownCustomers: stored.options.unknownCustomers ?? 'create',
    unknownProducts: stored.options.unknownProducts ?? 'create',
    now: ctx.now,
  };
  await watch.phase('checking');
  await settleDuplicates(client, 'customers', ['external_id']);
  await settleDuplicates(client, 'products', ['external_id']);
  await settleDuplicates(client, 'prices', ['product_external_id', 'price_type']);
  await settleDuplicates(client, 'rates', ['currency', 'valid_from']);
  await settleLedgerStages(ctx);
  await mergeRates(ctx, stored.id);
  await mergeCustomers(ctx, options);
  await mergeProducts(client, options);
  watch.signal.throwIfAborted();
  await checkLedgerStages(ctx, options);
  const made = {
    customers: await makeUnknownCustomers(ctx, options, namedInStages.customers),
    products: await makeUnknownProducts(client, options, namedInStages.products),
  };
  await mergePrices(client, options);
  watch.signal.throwIfAborted();
  const ledger = await mergeLedger(ctx, options, async (phase) => {
    watch.signal.throwIfAborted();
    await watch.phase(phase);
  });
  await watch.phase('finishing');
  const balances = { columns: BALANCE_COLUMNS, source: await gatherBalances(ctx) };
  await refreshImported(ctx, stored.id, balances);
  await publishFigures(ctx, balances.columns, balances.source);
  await tellImported(ctx, stored.id);
  return { ...ledger, made };
}

async function gatherReport(ctx: Ctx, files: FilledFile[], merged: Merged, began: number): Promise<Report> {
  const counts = await countsByTable(ctx.client);
  for (const [at, file] of files.entries()) {
    const counted = counts.get(at + 1);
    if (!counted) continue;
    Object.assign(file.report, {
      inserted: counted.inserted,
      updated: counted.updated,
      unchanged: counted.unchanged,
      rejected: counted.rejected,
    });
    file.report.duplicates = Math.max(
      0,
      file.report.rows - counted.inserted - counted.updated - counted.unchanged - counted.rejected,
    );
  }
  return {
    files: files.map((file) => file.report),
    ...(await totalsOf(ctx)),
    made: merged.made,
    removedDocuments: merged.withdrawn,
    removedLines: merged.lines.removed,
    rejected: files.reduce((sum, file) => sum + file.report.rejected, 0),
    reasons: await reasonsOf(ctx.client),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  };
}
