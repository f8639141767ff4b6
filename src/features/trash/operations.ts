import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { bringBack, purgeOne } from '../../kernel/trash.ts';
import { checkAccountVisible, keepsAccounts } from '../accounts/public.ts';
import { recordNames } from '../audit/public.ts';
import { keepsPersonalData } from '../contacts/public.ts';
import { memberNames } from '../people/public.ts';
import * as contract from './contract.ts';
import { daysLeft, goneBefore } from './rules.ts';
import { loadKeepDays, loadRecord, loadTrash, loadTrashOf, saveKeepDays, type TrashRecord } from './store.ts';
import './store-moving.ts';
import './store-texts.ts';

keepsPersonalData('trash', loadTrashOf);
keepsAccounts('trash_records');

/** What the audit says of a record of the trash; of what only some may know nothing but that it was. */
const about = (record: TrashRecord) => {
  const isOpen = record.readers === null;
  return {
    recordKind: record.kind,
    recordId: isOpen ? record.recordId : null,
    accountId: isOpen ? record.accountId : null,
  };
};

/** The page of an account that shows what has no page of its own. */
const TABS: Partial<Record<contract.Kind, string>> = {
  mapPerson: 'map',
  mapLine: 'map',
  mapTie: 'map',
  businessChange: 'dossier',
  dossierYear: 'dossier',
  address: 'overview',
  identifier: 'overview',
};

export const handlers = [
  handle(contract.listTrash, async (ctx, input) => {
    const { kind, by = null, accountId = null, days, q = '', limit = 50 } = input;
    if (accountId !== null) await checkAccountVisible(ctx, accountId, 'accounts.read');
    const { keepDays, version } = await loadKeepDays(ctx);
    const cursor = fromCursor(input.after, ['moment', 'id']);
    const found = await loadTrash(ctx, {
      ...{ by, accountId, q: q.trim(), limit: limit + 1, kinds: kind?.length ? kind : null },
      since: goneBefore(ctx.now, Math.min(days ?? keepDays, keepDays)),
      after: cursor && { at: String(cursor[0]), id: String(cursor[1]) },
    });
    const { rows, next } = pageOf(found, limit, (row) => [row.cursor, row.id]);
    const names = await memberNames(
      ctx,
      rows.flatMap((row) => row.removed_by ?? []),
    );
    return {
      rows: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        title: row.title,
        account: row.accountId === null ? null : { id: row.accountId, name: row.account_name ?? '' },
        removedAt: row.removed_at.toISOString(),
        removedBy:
          row.removed_by !== null && names.has(row.removed_by)
            ? { id: row.removed_by, name: names.get(row.removed_by)! }
            : null,
        daysLeft: daysLeft(row.removed_at, ctx.now, keepDays),
        hanging: row.hanging,
      })),
      next,
      ...{ keepDays, version, can: { manage: ctx.can('trash.manage') } },
    };
  }),

  handle(contract.restoreFromTrash, async (ctx, input) => {
    const record = await loadRecord(ctx, input.id);
    const done = await bringBack(ctx, record);
    ctx.note({ ...about(record), after: { removed: false, leftOut: done.leftOut } });
    const named = (await recordNames(ctx, [record.recordId])).get(record.recordId);
    const tab = record.accountId === null ? undefined : TABS[record.kind];
    return { ...done, path: tab ? `/accounts/${record.accountId}?tab=${tab}` : (named?.path ?? null) };
  }),

  handle(contract.purgeFromTrash, async (ctx, input) => {
    const record = await loadRecord(ctx, input.id);
    await purgeOne(ctx, record);
    ctx.note({ ...about(record), before: { removed: true } });
    return { done: true as const };
  }),

  handle(contract.setTrashDays, async (ctx, input) => ({
    version: await saveKeepDays(ctx, input.version, input.keepDays),
  })),
] as const;
