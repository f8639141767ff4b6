import { type RawBuilder, sql } from 'kysely';
import { readerNames } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { readsAs } from '../../kernel/secrecy.ts';
import { NotFound, Refusal } from '../../pure/refusal.ts';
import type { Role } from '../people/contract.ts';
import type { Choice, FieldType, FieldValue, RecordKind } from './contract.ts';

/** A field as it is kept. */
export interface FieldRecord {
  id: string;
  recordKind: RecordKind;
  key: string;
  type: FieldType;
  labels: Record<string, string>;
  helps: Record<string, string>;
  choices: Choice[];
  currency: string | null;
  isRequired: boolean;
  preset: FieldValue | null;
  readers: Role[] | null;
  class: string | null;
  position: number;
  archivedAt: Date | null;
  version: number;
}

const COLUMNS = sql`f.id, f.record_kind as "recordKind", f.key, f.type, f.labels, f.helps, f.choices, f.currency, f.is_required as "isRequired",
  f.preset, f.readers, f.class, f.position, f.archived_at as "archivedAt", f.version`;

/** SQL over a row `f` of fields: the actor's own roles read its values, and they are cleared for its class. What a substitute is handed over does not open it. */
export const mayReadField = (ctx: Ctx): RawBuilder<boolean> =>
  sql<boolean>`((f.readers is null or f.readers && ${[...ctx.actor.roles]}::text[]) and (f.class is null or f.class = any (${readerNames(ctx)})))`;

/** Whether the actor's own roles read the values of a field. */
export const readsField = (ctx: Ctx, field: Pick<FieldRecord, 'readers' | 'class'>): boolean =>
  (field.readers === null || field.readers.some((role) => ctx.actor.roles.includes(role))) &&
  (field.class === null || readsAs(ctx.org.classes, ctx.actor).includes(field.class));

/** All fields in order, of a kind of record or of all kinds; without archived ones unless they are wanted. */
export async function loadFields(ctx: Ctx, kind: RecordKind | null, archived = false): Promise<FieldRecord[]> {
  const found = await sql<FieldRecord>`
    select ${COLUMNS} from fields f
     where f.org_id = ${ctx.org.id} and (${kind}::text is null or f.record_kind = ${kind}) and (${archived} or f.archived_at is null)
     order by f.record_kind, f.position, f.id`.execute(ctx.db);
  return found.rows;
}

/** One field, archived or not; NotFound where there is none. */
export async function loadField(ctx: Ctx, id: string): Promise<FieldRecord> {
  const found = await sql<FieldRecord>`
    select ${COLUMNS} from fields f where f.org_id = ${ctx.org.id} and f.id = ${id}::uuid for update`.execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

export type FieldChanges = Partial<
  Pick<FieldRecord, 'labels' | 'helps' | 'choices' | 'isRequired' | 'preset' | 'readers' | 'class' | 'archivedAt'>
>;

function columnsOf(changes: FieldChanges): Record<string, unknown> {
  const { labels, helps, choices, isRequired, preset, readers, class: classId, archivedAt } = changes;
  return {
    ...(labels === undefined ? {} : { labels: json(labels) }),
    ...(helps === undefined ? {} : { helps: json(helps) }),
    ...(choices === undefined ? {} : { choices: json(choices) }),
    ...(isRequired === undefined ? {} : { is_required: isRequired }),
    ...(preset === undefined ? {} : { preset: preset === null ? null : json(preset) }),
    ...(readers === undefined ? {} : { readers }),
    ...(classId === undefined ? {} : { class: classId }),
    ...(archivedAt === undefined ? {} : { archived_at: archivedAt }),
  };
}

/** Adds a field as the last of its kind; refuses a key that is there. Gives its id. */
export async function insertField(
  ctx: Ctx,
  field: Pick<FieldRecord, 'recordKind' | 'key' | 'type' | 'currency'> & FieldChanges,
): Promise<string> {
  const id = newId(ctx.now.getTime());
  const { recordKind, key, type, currency, ...rest } = field;
  const kept = { record_kind: recordKind, key, type, currency, ...columnsOf(rest) };
  await sql`select pg_advisory_xact_lock(hashtextextended(${`fields ${ctx.org.id} ${recordKind}`}, 0))`.execute(ctx.db);
  const last = await sql<{ taken: boolean; position: number }>`
    select coalesce(bool_or(key = ${key}), false) as taken, coalesce(max(position), 0)::int as position
      from fields where org_id = ${ctx.org.id} and record_kind = ${recordKind}`.execute(ctx.db);
  if (last.rows[0]!.taken)
    throw new Refusal('fields.keyTaken', `A field with the key ${key} is there already, perhaps archived.`, { key });
  const row = { org_id: ctx.org.id, id, ...kept, position: last.rows[0]!.position + 1, created_at: ctx.now };
  await ctx.db
    .insertInto('fields')
    .values(row as never)
    .execute();
  ctx.note({ recordKind: 'field', recordId: id, after: { recordKind, key, type, currency, ...rest } });
  return id;
}

/** Saves a field; refuses a stale version. */
export async function updateField(ctx: Ctx, id: string, version: number, changes: FieldChanges): Promise<void> {
  await tracked(ctx, 'fields', { id }, version, columnsOf(changes), { recordKind: 'field', always: ['key'] });
}

/** Puts fields of a kind in order: these first, the others after them as they are. */
export async function placeFields(ctx: Ctx, kind: RecordKind, ids: readonly string[]): Promise<void> {
  await sql`
    update fields f set position = o.place from (
      select id, row_number() over (order by array_position(${[...ids]}::uuid[], id), position, id) as place
        from fields where org_id = ${ctx.org.id} and record_kind = ${kind}) o
     where f.org_id = ${ctx.org.id} and f.id = o.id and f.position <> o.place`.execute(ctx.db);
  ctx.note({ recordKind: 'fields', recordId: null, after: { recordKind: kind, ids } });
}
