import type { Ctx } from '../../kernel/ctx.ts';
import { type FieldProblem, Invalid, StaleVersion } from '../../pure/refusal.ts';
import { memberNames } from '../people/public.ts';
import type { FieldsInput, RecordKind } from './contract.ts';
import { inLanguage, isWrong, NOTHING, readValue, type Stored, saidOf, textOf } from './rules.ts';
import { type FieldRecord, loadFields, readsField } from './store.ts';
import { loadValues, membersAmong, putValue, type ValueRow } from './store-values.ts';

/** The record whose fields are written. */
export interface About {
  kind: RecordKind;
  recordId: string;
  /** On which the entries of the audit hang. */
  accountId: string | null;
  /** The record is a person: what the audit keeps is sealed, so that it can be erased. */
  isPerson?: boolean;
  /** New records begin with presets, and lack nothing that is required. */
  isNew?: boolean;
}

export interface Change {
  field: FieldRecord;
  before: ValueRow | undefined;
  after: Stored;
}

/**
 * Writes fields of a record, by their own versions: two people at different fields do not meet, at the same one the later is told. A field that the actor may not read is unknown.
 * All or nothing: Invalid names every wrong field by its key (`fields.key`) and label. Gives whether anything changed.
 */
export async function writeFields(ctx: Ctx, about: About, input: FieldsInput | undefined): Promise<boolean> {
  if (!about.isNew && (input === undefined || Object.keys(input).length === 0)) return false;
  const all = await loadFields(ctx, about.kind);
  if (all.length === 0 && input === undefined) return false;
  const open = new Map(all.filter((field) => readsField(ctx, field)).map((field) => [field.key, field]));
  // What a hidden field is asked to say is neither read nor compared: its key is unknown.
  const known = Object.fromEntries(Object.entries(input ?? {}).filter(([key]) => open.has(key)));
  const said = withPresets(all, known, about.isNew === true);
  const named = all.filter((field) => said.has(field.key));
  const rows = await loadValues(
    ctx,
    named.map(({ id }) => id),
    [about.recordId],
    true,
  );
  const now = new Map(rows.map((row) => [row.field_id, row]));
  checkVersions(named, now, known);
  const problems: FieldProblem[] = Object.keys(input ?? {})
    .filter((key) => !open.has(key))
    .map((key) => ({ field: `fields.${key}`, expected: 'is not known' }));
  const changes: Change[] = [];
  for (const field of named) {
    const wish = said.get(field.key)!;
    const before = now.get(field.id);
    if (wish === null) {
      if (field.isRequired && before?.has_value)
        problems.push(problemAt(ctx, field, { expected: 'is required', rule: 'required' }));
      else if (before?.has_value) changes.push({ field, before, after: NOTHING });
      continue;
    }
    const after = readValue(field, wish, before);
    if (isWrong(after)) problems.push({ ...problemAt(ctx, field, after), found: JSON.stringify(wish).slice(0, 80) });
    else if (before === undefined || !isSame(field, before, after)) changes.push({ field, before, after });
  }
  problems.push(...(await strangers(ctx, changes)));
  if (about.isNew) {
    const lacking = [...open.values()].filter((field) => field.isRequired && (said.get(field.key) ?? null) === null);
    problems.push(...lacking.map((field) => problemAt(ctx, field, { expected: 'is required', rule: 'required' })));
  }
  if (problems.length > 0) throw new Invalid(problems);
  for (const change of changes) await saveValue(ctx, about, change);
  return changes.length > 0;
}

/** What is written, by key: what the input says, and presets of a new record. */
function withPresets(all: readonly FieldRecord[], input: FieldsInput, isNew: boolean) {
  const said = new Map(Object.entries(input).map(([key, { value }]) => [key, value]));
  if (isNew)
    for (const field of all) if (field.preset !== null && !said.has(field.key)) said.set(field.key, field.preset);
  return said;
}

export const problemAt = (
  ctx: Ctx,
  field: FieldRecord,
  { expected, rule }: Pick<FieldProblem, 'expected' | 'rule'>,
): FieldProblem => ({
  field: `fields.${field.key}`,
  expected: `${inLanguage(field.labels, ctx.actor.language)}: ${expected}`,
  ...(rule ? { rule } : {}),
});

export const isSame = (field: FieldRecord, a: Stored, b: Stored) =>
  JSON.stringify(saidOf(field, a)) === JSON.stringify(saidOf(field, b));

function checkVersions(fields: readonly FieldRecord[], now: ReadonlyMap<string, ValueRow>, input: FieldsInput): void {
  const stale = fields.filter((field) => {
    const given = input[field.key];
    return given !== undefined && (now.get(field.id)?.version ?? undefined) !== given.version;
  });
  if (stale.length === 0) return;
  const shown = (of: (field: FieldRecord) => unknown) => ({
    fields: Object.fromEntries(stale.map((field) => [field.key, of(field)])),
  });
  throw new StaleVersion(
    shown((field) => saidOf(field, now.get(field.id) ?? NOTHING)),
    shown((field) => input[field.key]!.value),
  );
}

/** People who are no members. */
export async function strangers(
  ctx: Ctx,
  changes: readonly Pick<Change, 'field' | 'after'>[],
): Promise<FieldProblem[]> {
  const named = changes.filter(({ after }) => after.person_id !== null);
  const members = await membersAmong(
    ctx,
    named.map(({ after }) => after.person_id!),
  );
  return named
    .filter(({ after }) => !members.has(after.person_id!))
    .map(({ field }) => problemAt(ctx, field, { expected: 'the id of a member of the organisation', rule: 'choose' }));
}

/** Writes one value over what was read; StaleVersion where somebody wrote it at the same moment. */
export async function saveValue(ctx: Ctx, about: About, { field, before, after }: Change): Promise<void> {
  const place = { fieldId: field.id, recordId: about.recordId, version: before?.version ?? null };
  if (!(await putValue(ctx, place, after)))
    throw new StaleVersion({}, { fields: { [field.key]: saidOf(field, after) } });
  const people = await memberNames(
    ctx,
    [before?.person_id, after.person_id].flatMap((id) => id ?? []),
  );
  const shown = (value: Stored | undefined) =>
    value === undefined ? null : textOf(field, value, ctx.org.language, people) || null;
  ctx.note({
    recordKind: 'fieldValue',
    recordId: field.id,
    accountId: about.accountId,
    before: { record: about.recordId, value: shown(before) },
    after: { record: about.recordId, value: shown(after) },
    always: ['record'],
    ...(about.isPerson ? { person: { id: about.recordId, fields: ['value'] } } : {}),
  });
}
