import type { Ctx } from '../../kernel/ctx.ts';
import { laterImports, putBack } from '../../kernel/journal.ts';
import { Refusal } from '../../pure/refusal.ts';
import { loosenUnused, mergedOf, rebuildStructure, refreshFigures, unusedAccounts } from '../accounts/public.ts';
import { allocatedBy, broughtAgainBy, publishBalances, undoLedger, usedMasters } from '../ledger/public.ts';
import { stillPriced } from '../products/public.ts';
import { REVIEW_JOB } from '../settings/public.ts';
import { takeBackEntries } from '../timeline/public.ts';
import { loadImport, saveImport } from './store.ts';
import { planFor, putRatesBack } from './store-perform.ts';
import { lockOrganisation } from './store-runs.ts';
import { clearJournal, loadNames, workedOnSince } from './store-undo.ts';

/** The later imports without whose undo this one cannot be undone: they changed the same facts, or paid documents with them. */
export async function loadLater(ctx: Ctx, importId: string): Promise<{ id: string; name: string }[]> {
  const later = new Set([
    ...(await laterImports(ctx.client, importId)),
    ...(await allocatedBy(ctx, importId)),
    ...(await broughtAgainBy(ctx, importId)),
  ]);
  return later.size === 0 ? [] : loadNames(ctx, [...later]);
}

/**
 * Puts back what was there before an import. Refused while a later import stands that changed the same facts, or paid documents with them (`imports.changedLater` names them). Customers and
 * products that other facts or people's work need stay; what people changed since then stays as it is now.
 */
export async function undo(ctx: Ctx, importId: string): Promise<void> {
  await lockOrganisation(ctx.client);
  const stored = await loadImport(ctx, importId, true);
  if (stored.state !== 'done')
    throw new Refusal('imports.notDone', 'Only an import that is done can be undone.', { state: stored.state });
  const later = await loadLater(ctx, importId);
  if (later.length > 0) {
    const names = later.map(({ name }) => name);
    throw new Refusal(
      'imports.changedLater',
      `Later imports changed the same facts: ${names.join(', ')}. Undo those first.`,
      { imports: later.map(({ id }) => id), names },
    );
  }
  const merged = await mergedOf(ctx, importId);
  if (merged.length > 0)
    throw new Refusal(
      'imports.merged',
      `Customers that it brought were merged into others since: ${merged.join(', ')}. Undo those merges first.`,
      { names: merged },
    );
  await planFor(ctx.client, stored.view.report?.files.reduce((sum, file) => sum + file.rows, 0) ?? 0);
  await takeBackEntries(ctx, importId);
  const counts = await undoLedger(ctx, importId);
  const kept = usedMasters();
  await putBack(ctx.client, importId, 'product_prices');
  await putBack(ctx.client, importId, 'products', `${kept.products} or ${stillPriced}`, workedOnSince);
  await putBack(ctx.client, importId, 'salespeople', kept.salespeople);
  await putRatesBack(ctx, importId);
  await loosenUnused(ctx.client, importId, kept.accounts);
  await putBack(ctx.client, importId, 'field_values', 'false', 't.import_id is distinct from $1');
  const accounts = await putBack(
    ctx.client,
    importId,
    'accounts',
    `not (${unusedAccounts(kept.accounts)})`,
    workedOnSince,
  );
  if (accounts.removed + accounts.restored > 0) await rebuildStructure(ctx, null);
  await refreshFigures(ctx, null);
  await publishBalances(ctx);
  await clearJournal(ctx, importId);
  await saveImport(ctx, importId, { state: 'undone', undone_at: ctx.now, undone_by: ctx.actor.userId });
  ctx.note({
    recordKind: 'import',
    recordId: importId,
    before: { state: 'done' },
    after: { state: 'undone', ...counts },
  });
  await ctx.enqueue(REVIEW_JOB, { cause: 'undo' }, { key: `${REVIEW_JOB}:${ctx.org.id}` });
}
