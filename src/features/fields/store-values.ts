import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Stored } from './rules.ts';
import type { FieldRecord } from './store.ts';

/** A value with its place. */
export interface ValueRow extends Stored {
  field_id: string;
  record_id: string;
  has_value: boolean;
  version: number;
}

/** The values of records in these fields, also cleared ones. `lock`: they are about to be changed. */
export async function loadValues(
  ctx: Ctx,
  fieldIds: readonly string[],
  recordIds: readonly string[],
  lock = false,
): Promise<ValueRow[]> {
  if (fieldIds.length === 0 || recordIds.length === 0) return [];
  const found = await sql<ValueRow>`
    select v.field_id, v.record_id, v.text, v.text_key, v.number, v.day, v.choice, v.choices, v.person_id, v.has_value, v.version from field_values v
     where v.org_id = ${ctx.org.id} and v.record_id = any (${[...recordIds]}::uuid[]) and v.field_id = any (${[...fieldIds]}::uuid[])
     ${lock ? sql`order by v.record_id, v.field_id for update` : sql``}`.execute(ctx.db);
  return found.rows;
}

/** Writes one value, by hand; gives false where somebody else wrote it at the same moment. `version`: that of the row that is there, null: none is. */
export async function putValue(
  ctx: Ctx,
  place: { fieldId: string; recordId: string; version: number | null },
  value: Stored,
): Promise<boolean> {
  const { text, text_key, number, day, choice, choices, person_id } = value;
  const { fieldId, recordId, version } = place;
  const done =
    version === null
      ? await sql`
          insert into field_values (org_id, field_id, record_id, text, text_key, number, day, choice, choices, person_id)
          values (${ctx.org.id}, ${fieldId}, ${recordId}, ${text}, ${text_key}, ${number}, ${day}, ${choice}, ${choices}, ${person_id})
          on conflict do nothing`.execute(ctx.db)
      : await sql`
          update field_values set text = ${text}, text_key = ${text_key}, number = ${number}, day = ${day}, choice = ${choice},
                 choices = ${choices}, person_id = ${person_id}, import_id = null, version = version + 1
           where org_id = ${ctx.org.id} and field_id = ${fieldId} and record_id = ${recordId} and version = ${version}`.execute(
          ctx.db,
        );
  return done.numAffectedRows === 1n;
}

/** Takes all that fields say of a record away for good. */
export async function dropValues(ctx: Ctx, recordId: string): Promise<void> {
  await sql`delete from field_values where org_id = ${ctx.org.id} and record_id = ${recordId}::uuid`.execute(ctx.db);
}

/** The members that are there among these ids. */
export async function membersAmong(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const found = await sql<{ id: string }>`
    select user_id as id from memberships where org_id = ${ctx.org.id} and ended_at is null and user_id = any (${[...ids]}::uuid[])`.execute(
    ctx.db,
  );
  return new Set(found.rows.map(({ id }) => id));
}

/** What each of these fields said of a record over time, as the audit keeps it; oldest first. */
export async function loadEntries(
  ctx: Ctx,
  fields: readonly FieldRecord[],
  recordId: string,
): Promise<
  { at: Date; fieldId: string; changes: { field: string; before: unknown; after: unknown; person?: string }[] }[]
> {
  const found = await sql<{ at: Date; fieldId: string; changes: { field: string; before: unknown; after: unknown }[] }>`
    select at, record_id as "fieldId", changes from audit_entries
     where org_id = ${ctx.org.id} and record_kind = 'fieldValue' and record_id = any (${fields.map(({ id }) => id)}::uuid[])
       and changes @> ${JSON.stringify([{ field: 'record', after: recordId }])}::jsonb order by id`.execute(ctx.db);
  return found.rows;
}
