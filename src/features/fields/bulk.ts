import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { Invalid } from '../../pure/refusal.ts';
import type { FieldValue, RecordKind } from './contract.ts';
import type { WasInField } from './contract-bulk.ts';
import { isWrong, NOTHING, readValue, type Stored, saidOf, typedValue } from './rules.ts';
import { type FieldRecord, loadFields, readsField } from './store.ts';
import { loadValues, type ValueRow } from './store-values.ts';
import { differsFrom } from './store-where.ts';
import { isSame, problemAt, saveValue, strangers } from './writing.ts';

/** One value that many records shall have in a field. */
export interface FieldChange {
  field: FieldRecord;
  after: Stored;
}

/** A record whose field is changed with others. */
export interface ManyOf {
  id: string;
  accountId: string | null;
}

async function openField(ctx: Ctx, kind: RecordKind, key: string): Promise<FieldRecord> {
  const field = (await loadFields(ctx, kind)).find((one) => one.key === key);
  if (field === undefined || !readsField(ctx, field))
    throw new Invalid([{ field: 'field', expected: 'the key of a known field', found: key }]);
  return field;
}

/** Reads what is asked for: a value as filters say it, nothing to clear the field. Invalid for a field that the actor does not know, and for what it cannot hold. */
export async function fieldChange(ctx: Ctx, kind: RecordKind, key: string, text: string): Promise<FieldChange> {
  const field = await openField(ctx, kind, key);
  const bad = (problem: Pick<ReturnType<typeof problemAt>, 'expected' | 'rule'>) =>
    new Invalid([{ ...problemAt(ctx, field, problem), field: 'newValue', found: text.slice(0, 80) }]);
  if (text.trim() === '') {
    if (field.isRequired) throw bad({ expected: 'is required', rule: 'required' });
    return { field, after: NOTHING };
  }
  const after = readValue(field, typedValue(field, text.trim()));
  if (isWrong(after)) throw bad(after);
  const [stranger] = await strangers(ctx, [{ field, after }]);
  if (stranger !== undefined) throw bad(stranger);
  return { field, after };
}

/** SQL over the id of a record: its field says something else. */
export const isChanged = (ctx: Ctx, { field, after }: FieldChange, id: RawBuilder<unknown>): RawBuilder<boolean> =>
  differsFrom(ctx, field, after, id);

/** Gives the records the value, and says what an undo needs to know. The caller has checked that the actor may change them; they come in the order of their ids. */
export async function changeMany(
  ctx: Ctx,
  kind: RecordKind,
  { field, after }: FieldChange,
  records: readonly ManyOf[],
): Promise<WasInField[]> {
  const now = await valuesNow(ctx, field, records);
  const was = new Map<string, WasInField>();
  for (const { id, accountId } of records) {
    const before = now.get(id);
    if (isSame(field, before ?? NOTHING, after)) continue;
    await saveValue(ctx, { kind, recordId: id, accountId, isPerson: kind === 'contact' }, { field, before, after });
    const value = saidOf(field, before ?? NOTHING);
    const key = JSON.stringify(value);
    const group = was.get(key) ?? { value, records: [] };
    group.records.push({ id, version: (before?.version ?? 0) + 1 });
    was.set(key, group);
  }
  return [...was.values()];
}

/** Puts the values back where nobody changed them since; gives how many. `records`: those that the actor may change. */
export async function putBackMany(
  ctx: Ctx,
  kind: RecordKind,
  key: string,
  was: readonly WasInField[],
  records: readonly ManyOf[],
): Promise<number> {
  const field = await openField(ctx, kind, key);
  // A choice that was retired since stood there all the same.
  const open = { ...field, choices: field.choices.map((choice) => ({ ...choice, isRetired: false })) };
  const wanted = new Map(was.flatMap(({ value, records: all }) => all.map((one) => [one.id, { ...one, value }])));
  const read = (value: FieldValue | null): Stored => {
    const stored = value === null ? NOTHING : readValue(open, value);
    if (isWrong(stored)) throw new Invalid([{ ...problemAt(ctx, field, stored), field: 'before' }]);
    return stored;
  };
  const stored = was.map(({ value }) => ({ field, after: read(value) }));
  const gone = await strangers(ctx, stored);
  if (gone.length > 0) throw new Invalid(gone.map((problem) => ({ ...problem, field: 'before' })));
  const now = await valuesNow(ctx, field, records);
  let changed = 0;
  for (const { id, accountId } of records) {
    const before = now.get(id);
    const { version, value } = wanted.get(id)!;
    if (before?.version !== version) continue;
    const change = { field, before, after: read(value) };
    await saveValue(ctx, { kind, recordId: id, accountId, isPerson: kind === 'contact' }, change);
    changed += 1;
  }
  return changed;
}

async function valuesNow(ctx: Ctx, field: FieldRecord, records: readonly ManyOf[]): Promise<Map<string, ValueRow>> {
  const ids = records.map(({ id }) => id);
  return new Map((await loadValues(ctx, [field.id], ids, true)).map((row) => [row.record_id, row]));
}
