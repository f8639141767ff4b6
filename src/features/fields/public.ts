import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Cell } from '../../kernel/exchange/table.ts';
import { Invalid } from '../../pure/refusal.ts';
import { memberNames } from '../people/public.ts';
import type { FieldAnswer, RecordKind } from './contract.ts';
import { inLanguage, saidOf, textOf } from './rules.ts';
import { conditionOf, partsOf } from './rules-where.ts';
import { type FieldRecord, loadFields, readsField } from './store.ts';
import { dropValues, loadEntries, loadValues, type ValueRow } from './store-values.ts';
import { type FieldSort, fits, sortBy } from './store-where.ts';

export { changeMany, type FieldChange, fieldChange, isChanged, putBackMany } from './bulk.ts';
export { keepsFields } from './keepers.ts';
export { withFields } from './store-found.ts';
export { type ImportedFields, importedFields, mergeFieldValues } from './store-import.ts';
export type { FieldSort } from './store-where.ts';
export { writeFields } from './writing.ts';

/** The fields in use that the actor may read, in order: nothing else of a field shows anywhere. */
export async function readableFields(ctx: Ctx, kind: RecordKind | null): Promise<FieldRecord[]> {
  return (await loadFields(ctx, kind)).filter((field) => readsField(ctx, field));
}

/** Those of the fields that were asked for, as they were asked for; Invalid for one that is not there for the actor. */
async function fieldsNamed(ctx: Ctx, kind: RecordKind, keys: readonly string[] | undefined): Promise<FieldRecord[]> {
  if (keys === undefined || keys.length === 0) return [];
  const open = new Map((await readableFields(ctx, kind)).map((field) => [field.key, field]));
  return keys.map((key) => {
    const field = open.get(key);
    if (field === undefined) throw new Invalid([{ field: 'fields', expected: 'the keys of known fields', found: key }]);
    return field;
  });
}

async function answersOf(
  ctx: Ctx,
  fields: readonly FieldRecord[],
  rows: readonly ValueRow[],
): Promise<Map<string, FieldAnswer[]>> {
  const people = await memberNames(
    ctx,
    rows.flatMap((row) => row.person_id ?? []),
  );
  const answers = new Map<string, FieldAnswer[]>();
  const byField = new Map(fields.map(({ id }) => [id, [] as ValueRow[]]));
  for (const row of rows) byField.get(row.field_id)!.push(row);
  for (const field of fields)
    for (const row of byField.get(field.id)!) {
      const answer = {
        key: field.key,
        value: saidOf(field, row),
        text: textOf(field, row, ctx.actor.language, people),
        version: row.version,
      };
      answers.set(row.record_id, [...(answers.get(row.record_id) ?? []), answer]);
    }
  return answers;
}

/** The values of one record that the actor may read, also cleared ones (their versions go on). */
export async function fieldsOf(ctx: Ctx, kind: RecordKind, recordId: string): Promise<FieldAnswer[]> {
  const fields = await readableFields(ctx, kind);
  const rows = await loadValues(
    ctx,
    fields.map(({ id }) => id),
    [recordId],
  );
  return (await answersOf(ctx, fields, rows)).get(recordId) ?? [];
}

/** The fields that a list brings with its rows. */
export interface ShownFields {
  /** The values of records, by their ids; also cleared ones (their versions go on). */
  of(recordIds: readonly string[]): Promise<ReadonlyMap<string, FieldAnswer[]>>;
  /** Heads of an export. */
  heads: string[];
  /** Cells of an export, in the order of the heads. */
  cells(answers: readonly FieldAnswer[] | undefined): Cell[];
}

/** Refuses (Invalid) a key that is not that of a field which the actor may read. */
export async function shownFields(
  ctx: Ctx,
  kind: RecordKind,
  keys: readonly string[] | undefined,
): Promise<ShownFields> {
  const fields = await fieldsNamed(ctx, kind, keys);
  const ids = fields.map(({ id }) => id);
  return {
    async of(recordIds) {
      const rows = await loadValues(ctx, ids, recordIds);
      return answersOf(ctx, fields, rows);
    },
    heads: fields.map(({ labels, currency }) => {
      const label = inLanguage(labels, ctx.actor.language);
      return currency === null ? label : `${label} (${currency})`;
    }),
    cells: (answers = []) =>
      fields.map((field) =>
        cellOf(
          field,
          answers.find((answer) => answer.key === field.key),
        ),
      ),
  };
}

/** Amounts and numbers as numbers, days as days. */
function cellOf(field: FieldRecord, answer: FieldAnswer | undefined): Cell {
  if (answer === undefined || answer.value === null) return null;
  const { value, text } = answer;
  if (typeof value === 'object' && 'amount' in value) return Number(value.amount);
  if (field.type === 'number') return Number(value);
  return field.type === 'date' ? { date: String(value) } : text;
}

/**
 * SQL of each condition of a filter over the id of a record. Invalid for what is no condition, and for a field that is not there for the actor: a hidden one is as unknown as
 * one that never was.
 */
export async function fieldConditions(
  ctx: Ctx,
  kind: RecordKind,
  where: readonly string[] | undefined,
  id: RawBuilder<unknown>,
): Promise<RawBuilder<boolean>[]> {
  if (where === undefined || where.length === 0) return [];
  const open = new Map((await readableFields(ctx, kind)).map((field) => [field.key, field]));
  return where.map((said) => {
    const parts = partsOf(said);
    const field = parts === null ? undefined : open.get(parts.key);
    const bad = (expected: string) => new Invalid([{ field: 'where', expected, found: said.slice(0, 80) }]);
    if (parts === null || field === undefined) throw bad('a condition on a known field, key:is:value');
    const condition = conditionOf(field, parts.op, parts.value);
    if (typeof condition === 'string') throw bad(`${inLanguage(field.labels, ctx.actor.language)}: ${condition}`);
    return fits(ctx, field, condition, id);
  });
}

/** Refuses (Invalid) what is no condition for the actor: files are checked before they begin. */
export async function checkWhere(ctx: Ctx, kind: RecordKind, where: readonly string[] | undefined): Promise<void> {
  await fieldConditions(ctx, kind, where, sql`null`);
}

/**
 * What `key:value` of a search says about records of a kind, over the id of a record: words in a text, or exactly the value; null where the actor knows no such field,
 * `value` where it cannot be. Colleagues are given by who knows their names.
 */
export async function fieldSought(
  ctx: Ctx,
  kind: RecordKind,
  said: { key: string; value: string },
  people: (name: string) => Promise<string[]>,
  id: RawBuilder<unknown>,
): Promise<RawBuilder<boolean> | 'value' | null> {
  const field = (await readableFields(ctx, kind)).find((one) => one.key === said.key);
  if (field === undefined) return null;
  const isText = field.type === 'text' || field.type === 'link';
  const value = field.type === 'person' ? (await people(said.value)).join(',') : said.value;
  const condition = conditionOf(field, isText ? 'has' : 'is', value);
  return typeof condition === 'string' ? 'value' : fits(ctx, field, condition, id);
}

/** How a list is sorted by a field; Invalid for one that is not there for the actor, or that gives no order. */
export async function fieldSort(ctx: Ctx, kind: RecordKind, key: string, id: RawBuilder<unknown>): Promise<FieldSort> {
  const field = (await readableFields(ctx, kind)).find((one) => one.key === key);
  const sort = field === undefined ? null : sortBy(ctx, field, id);
  if (sort === null) throw new Invalid([{ field: 'sort', expected: 'a known field that gives an order', found: key }]);
  return sort;
}

/** Takes the values of a record away for good. */
export const eraseFields = (ctx: Ctx, recordId: string): Promise<void> => dropValues(ctx, recordId);

/** What fields said of a person over time, as far as the actor reads the fields; `open` unseals what the audit keeps. */
export async function fieldHistory(
  ctx: Ctx,
  kind: RecordKind,
  recordId: string,
  open: (field: string, sealed: unknown) => unknown,
): Promise<{ at: string; label: string; before: unknown; after: unknown }[]> {
  const fields = await readableFields(ctx, kind);
  const labels = new Map(fields.map(({ id, labels }) => [id, inLanguage(labels, ctx.actor.language)]));
  return (await loadEntries(ctx, fields, recordId)).flatMap(({ at, fieldId, changes }) => {
    const change = changes.find(({ field }) => field === 'value');
    if (change === undefined) return [];
    const value = (said: unknown) => (change.person === undefined ? said : open('value', said));
    return [
      { at: at.toISOString(), label: labels.get(fieldId)!, before: value(change.before), after: value(change.after) },
    ];
  });
}
