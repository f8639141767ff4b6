import { sql } from 'kysely';
import type pg from 'pg';
import type { Ctx } from '../../kernel/ctx.ts';
import { keepBefore } from '../../kernel/journal.ts';
import type { FieldType } from './contract.ts';
import { inLanguage, isWrong, readValue, typedValue } from './rules.ts';
import { loadFields } from './store.ts';

/** What a field is to an import. */
export interface ImportedField {
  id: string;
  key: string;
  type: FieldType;
  /** In the reader's language. */
  label: string;
  /** All names by which a column may mean it. */
  names: string[];
  /** A cell as the merge takes it (JSON), or what was expected. */
  read(text: string): { value: Record<string, unknown> } | { expected: string };
}
export type ImportedFields = ReadonlyMap<string, ImportedField>;

const digits = (_name: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);

/**
 * The fields of customers that files may bring, by key: those that whoever reads the account reads. What is confidential never comes by file, for everybody who runs imports
 * reads the file.
 */
export async function importedFields(ctx: Ctx): Promise<ImportedFields> {
  const fields = (await loadFields(ctx, 'account')).filter((field) => field.readers === null && field.class === null);
  if (fields.length === 0) return new Map();
  const people = await sql<{ id: string; name: string; email: string }>`
    select c.id, lower(c.name) as name, lower(c.email) as email from colleagues c join memberships m on m.org_id = c.org_id and m.user_id = c.id
     where c.org_id = ${ctx.org.id} and m.ended_at is null`.execute(ctx.db);
  const known = new Map(
    people.rows.flatMap(
      ({ id, name, email }) =>
        [
          [name, id],
          [email, id],
        ] as [string, string][],
    ),
  );
  const ids = new Set(known.values());
  return new Map(
    fields.map((field) => [
      field.key,
      {
        id: field.id,
        key: field.key,
        type: field.type,
        label: inLanguage(field.labels, ctx.actor.language),
        names: [field.key, ...Object.values(field.labels)],
        read(text) {
          const value = readValue(field, typedValue(field, text, known));
          if (isWrong(value)) return { expected: value.expected };
          if (value.person_id !== null && !ids.has(value.person_id))
            return { expected: 'the name or the address of a member of the organisation' };
          return { value: JSON.parse(JSON.stringify(value, digits)) as Record<string, unknown> };
        },
      },
    ]),
  );
}

const VALUES = ['text', 'text_key', 'number', 'day', 'choice', 'choices', 'person_id'];
const list = (alias: string) => VALUES.map((column) => `${alias}.${column}`).join(', ');

/**
 * Merges what `in_customers` says in `fields` (JSON: id of a field -> a value), once the ids of the customers are known. What it changes stands in `changed_values`
 * (record_id), and is kept before, so that the import can be undone.
 */
export async function mergeFieldValues(client: pg.ClientBase, importId: string): Promise<void> {
  await client.query(
    `create temp table changed_values on commit drop as
     select c.id as record_id, e.key::uuid as field_id, ${list('r')}
       from in_customers c cross join lateral jsonb_each(c.fields::jsonb) e
       cross join lateral jsonb_to_record(e.value) as r (text text, text_key text, number bigint, day date, choice text, choices text[], person_id uuid)
       left join field_values v on v.org_id = current_org() and v.field_id = e.key::uuid and v.record_id = c.id
      where c.fields is not null and (v.field_id is null or (${list('v')}) is distinct from (${list('r')}))`,
  );
  await keepBefore(
    client,
    importId,
    'field_values',
    '(t.field_id, t.record_id) in (select c.field_id, c.record_id from changed_values c)',
  );
  await client.query(
    `insert into field_values (org_id, field_id, record_id, ${VALUES.join(', ')}, import_id)
     select current_org(), c.field_id, c.record_id, ${list('c')}, $1 from changed_values c
     on conflict (org_id, field_id, record_id) do update
        set ${VALUES.map((column) => `${column} = excluded.${column}`).join(', ')}, import_id = excluded.import_id, version = field_values.version + 1`,
    [importId],
  );
}
