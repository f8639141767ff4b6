import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { newId } from '../../kernel/id.ts';
import { handle } from '../../kernel/run.ts';
import { Invalid, NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import { checkAccountVisible, MERGED_COLUMNS } from '../accounts/public.ts';
import { hearsErasedContacts, keepsPersonalData, MERGED_FIELDS, readableContacts } from '../contacts/public.ts';
import { lockImports } from '../imports/public.ts';
import { answered, asideOf, canBoth, columnOf, fieldsBeside, SHOWN_ASIDE } from './answers.ts';
import * as contract from './contract.ts';
import { MERGE_JOB } from './public.ts';
import { countMoving, countUndo, isLong } from './store-counts.ts';
import * as store from './store-merges.ts';
import { lockBoth, perform, performUndo } from './store-merging.ts';
import { loadFound, loadRecords } from './store-records.ts';

hearsErasedContacts(store.forgetPerson);
keepsPersonalData('merges', store.loadMergesOf);

type Which = { kind: contract.Kind; survivorId: string; absorbedId: string };

const fieldsOf = (kind: contract.Kind): string[] =>
  kind === 'account' ? MERGED_COLUMNS.map((column) => column as string) : MERGED_FIELDS.map(columnOf);

/** Both must be there and be seen under the right to merge. */
async function checkBoth(ctx: Ctx, { kind, survivorId, absorbedId }: Which): Promise<void> {
  if (survivorId === absorbedId) throw new Refusal('duplicates.oneself', 'A record cannot be merged with itself.');
  for (const id of [survivorId, absorbedId])
    if (kind === 'account') await checkAccountVisible(ctx, id, 'duplicates.merge');
    else if ((await readableContacts(ctx, [id], 'duplicates.merge')).length === 0) throw new NotFound();
}

/** The choices by column (accounts) or field (contacts); refuses a field that is not there, and both of what is one. */
function wishFrom(kind: contract.Kind, fields: Readonly<Record<string, 'absorbed' | 'both'>>): store.Wish {
  const known = new Set<string>(kind === 'account' ? MERGED_COLUMNS : MERGED_FIELDS);
  const wish: Record<string, 'absorbed' | 'both'> = {};
  for (const [field, which] of Object.entries(fields)) {
    const name = kind === 'account' ? columnOf(field) : field;
    if (!known.has(name))
      throw new Invalid([{ field: `fields.${field}`, expected: 'a field of the record', found: field }]);
    if (which === 'both' && !canBoth(kind, field))
      throw new Invalid([{ field: `fields.${field}`, expected: 'absorbed', found: 'both' }]);
    wish[name] = which;
  }
  return wish;
}

const isChosen = (row: store.MergeRow, field: string): 'survivor' | 'absorbed' | 'both' =>
  row.wish[row.kind === 'account' ? columnOf(field) : field] ?? 'survivor';

async function problemOf(ctx: Ctx, row: store.MergeRow): Promise<Refusal | null> {
  if (row.is_erased)
    return new Refusal('duplicates.erased', 'The personal data were erased: the merge cannot be undone any more.');
  if (row.state !== 'merged') return new Refusal('duplicates.notMerged', 'Only a merge that is done can be undone.');
  const later = await store.laterMerge(ctx, row);
  if (later === null) return null;
  return new Refusal('duplicates.later', `A later merge stands on this one: ${later}. Undo that one first.`, {
    merge: later,
  });
}

const answer = async (ctx: Ctx, id: string, verb: string) =>
  (await answered(ctx, [await store.loadMerge(ctx, id, verb)]))[0]!;

export const handlers = [
  handle(contract.previewMerge, async (ctx, input) => {
    await checkBoth(ctx, input);
    const { kind, survivorId, absorbedId } = input;
    const records = await loadRecords(ctx, kind, [survivorId, absorbedId]);
    const found = await loadFound(ctx, kind, [survivorId, absorbedId], 'duplicates.merge');
    const [survivor, absorbed] = [records.get(survivorId)!, records.get(absorbedId)!];
    const side = (id: string, record: Record<string, unknown>) => ({
      ...found.get(id)!,
      version: record.version as number,
    });
    return {
      kind,
      survivor: side(survivorId, survivor),
      absorbed: side(absorbedId, absorbed),
      fields: fieldsBeside(ctx, kind, fieldsOf(kind), survivor, absorbed),
      moving: await countMoving(ctx, kind, absorbedId),
      isLong: await isLong(ctx, kind, absorbedId),
    };
  }),

  handle(contract.mergeRecords, async (ctx, input) => {
    const { kind, survivorId, absorbedId } = input;
    await checkBoth(ctx, input);
    const wish = wishFrom(kind, input.fields ?? {});
    const rows = await lockBoth(ctx, kind, [survivorId, absorbedId]);
    const [survivor, absorbed] = [rows.get(survivorId)!, rows.get(absorbedId)!];
    for (const [row, version] of [
      [survivor, input.survivorVersion],
      [absorbed, input.absorbedVersion],
    ] as const)
      if (row.version !== version) throw new StaleVersion({ version: row.version }, { version });
    const id = newId();
    const isLater = await isLong(ctx, kind, absorbedId);
    const names = { survivor_name: String(survivor.name), absorbed_name: String(absorbed.name) };
    await store.insertMerge(ctx, {
      ...{ id, kind, survivor_id: survivorId, absorbed_id: absorbedId, ...names, state: 'waiting', wish },
      reason: (input.reason ?? '').trim(),
    });
    if (isLater) await ctx.enqueue(MERGE_JOB, { mergeId: id }, { key: `${MERGE_JOB}:${id}` });
    else await perform(ctx, (await store.loadMergeForWork(ctx, id))!);
    const after = { survivorId, absorbedId, kind, fields: Object.keys(wish) };
    ctx.note({ recordKind: 'merge', recordId: id, accountId: kind === 'account' ? survivorId : null, after });
    return answer(ctx, id, 'duplicates.read');
  }),

  handle(contract.listMerges, async (ctx, input) => {
    const cursor = fromCursor(input.after, ['id']);
    const limit = input.limit ?? 50;
    const asked = { kind: input.kind ?? null, recordId: input.recordId ?? null };
    const found = await store.loadMerges(ctx, asked, cursor && String(cursor[0]), limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.id]);
    return { rows: await answered(ctx, rows), next };
  }),

  handle(contract.getMerge, async (ctx, input) => {
    const row = await store.loadMerge(ctx, input.id, 'duplicates.read');
    const before = await store.loadBefore(ctx, row);
    const now = (await loadRecords(ctx, row.kind, [row.survivor_id])).get(row.survivor_id) ?? {};
    const fields =
      before.absorbed === null
        ? []
        : fieldsBeside(ctx, row.kind, fieldsOf(row.kind), { ...now, ...before.survivor }, before.absorbed).map(
            (field) => ({
              ...field,
              chosen: isChosen(row, field.field),
            }),
          );
    const mayUndo = ctx.can('duplicates.merge') && ['merged', 'undoing'].includes(row.state);
    const problem = mayUndo ? await problemOf(ctx, row) : null;
    return {
      ...(await answered(ctx, [row]))[0]!,
      fields,
      aside: (await store.loadAside(ctx, row.id, SHOWN_ASIDE)).map(asideOf),
      undo: mayUndo ? { ...(await countUndo(ctx, row)), problem: problem?.message ?? null } : null,
    };
  }),

  handle(contract.undoMerge, async (ctx, input) => {
    await lockImports(ctx.client);
    const row = await store.loadMerge(ctx, input.id, 'duplicates.merge', true);
    if (row.version !== input.version) throw new StaleVersion({ version: row.version }, { version: input.version });
    const problem = await problemOf(ctx, row);
    if (problem !== null) throw problem;
    const undone = { undone_by: ctx.actor.userId, undone_at: ctx.now, undo_reason: input.reason.trim(), progress: 0 };
    await store.saveMerge(ctx, row.id, { ...undone, state: 'undoing' });
    if (await isLong(ctx, row.kind, row.survivor_id))
      await ctx.enqueue(MERGE_JOB, { mergeId: row.id }, { key: `${MERGE_JOB}:${row.id}` });
    else await performUndo(ctx, row);
    const { kind, survivor_id: survivorId, absorbed_id: absorbedId } = row;
    ctx.note({
      ...{ recordKind: 'merge', recordId: row.id, accountId: kind === 'account' ? survivorId : null },
      before: { state: 'merged' },
      after: { state: 'undone', survivorId, absorbedId },
    });
    return answer(ctx, row.id, 'duplicates.read');
  }),
] as const;
