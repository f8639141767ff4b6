import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { backedTables } from '../src/kernel/backup-tables.ts';
import { newId } from '../src/kernel/id.ts';

interface Column {
  name: string;
  type: string;
  required: boolean;
  checks: string[];
  references: { table: string; column: string; constraint: string } | null;
}

/** Values that a CHECK asks for in a way that cannot be read off it. */
const special: Record<string, (mark: string) => unknown> = {
  'organisations.slug': (mark) => `fill-${mark}`,
  'users.email': (mark) => `fill-${mark}@example.com`,
  'stored_files.sha256': () => randomBytes(32).toString('hex'),
  'dossier_years.year': () => 2024,
  'fields.key': () => 'filled',
  'projects.closed_on': () => null,
  'organisation_settings.logs_days': () => 1095,
  'organisation_settings.classes': () => '[]',
};

/**
 * Puts at least one row of a fresh organisation into every table, values by the types of the columns: whatever tables there are. Gives
 * the organisation's id. `client` belongs to the owner of the tables.
 */
export async function fillEveryTable(client: pg.Client): Promise<string> {
  const org = newId();
  const mark = randomBytes(4).toString('hex');
  await client.query('begin');
  await client.query("select set_config('vitalfew.org', $1, true), set_config('vitalfew.gate', 'on', true)", [org]);
  const rows = new Map<string, Record<string, unknown>>();
  for (const table of await backedTables(client)) {
    const columns = await columnsOf(client, table.name);
    const values: Record<string, unknown> = {};
    for (const column of columns) {
      const parent = column.references && rows.get(column.references.table);
      if (column.name === 'org_id') values.org_id = org;
      else if (parent) values[column.name] = parent[column.references!.column];
      else if (column.references) {
        if (column.required) throw new Error(`${table.name}.${column.name} needs a row of ${column.references.table}`);
      } else if (table.name === 'organisations' && column.name === 'id') values.id = org;
      else values[column.name] = sampleOf(table.name, column, mark);
    }
    if (table.name === 'substitutions') values.substitute_id = await anotherMember(client, rows, mark);
    if (table.name === 'relationship_lines') values.to_id = await anotherCard(client, rows);
    rows.set(table.name, await insert(client, table.name, values));
  }
  await client.query('commit');
  return org;
}

/** Nobody stands in for himself: a second person, like the first. */
async function anotherMember(client: pg.Client, rows: Map<string, Record<string, unknown>>, mark: string) {
  const user = await insert(client, 'users', { ...rows.get('users'), id: newId(), email: `other-${mark}@example.com` });
  await insert(client, 'memberships', { ...rows.get('memberships'), user_id: user.id });
  return user.id;
}

/** No line leads from somebody to himself: a second card. */
async function anotherCard(client: pg.Client, rows: Map<string, Record<string, unknown>>) {
  const card = { ...rows.get('relationship_people'), id: newId(), contact_id: null };
  return (await insert(client, 'relationship_people', card)).id;
}

/** Gives the row as the database keeps it. */
async function insert(client: pg.Client, table: string, values: Record<string, unknown>) {
  const names = Object.keys(values);
  const { rows } = await client.query(
    `insert into ${pg.escapeIdentifier(table)} (${names.map(pg.escapeIdentifier).join(', ')})
     values (${names.map((_name, index) => `$${index + 1}`).join(', ')}) returning *`,
    Object.values(values),
  );
  return rows[0] as Record<string, unknown>;
}

function sampleOf(table: string, column: Column, mark: string): unknown {
  const known = special[`${table}.${column.name}`];
  if (known) return known(mark);
  for (const check of column.checks) {
    const word = /= ANY \(ARRAY\['([^']*)'/.exec(check);
    if (word) return word[1];
  }
  switch (column.type) {
    case 'uuid':
      return newId();
    case 'text':
      return `${mark} \\ tab\t line\n "quote" Ж`;
    case 'bpchar':
      return 'EUR';
    case 'date':
      return '2026-02-28';
    case 'timestamptz':
      return new Date('2026-02-28T12:34:56.789Z');
    case 'bool':
      return true;
    case 'bytea':
      return randomBytes(32);
    case 'jsonb':
      return '{"a": [1, null, "Ж"]}';
    case '_text':
      return ['admin', `${mark}, "x"`];
    case '_int8':
      return [1, 2];
    case '_uuid':
      return [newId()];
    case 'numeric':
      return '1.2345';
    case 'float8':
      return 0.1;
    default:
      return 1;
  }
}

async function columnsOf(client: pg.Client, table: string): Promise<Column[]> {
  const { rows } = await client.query(
    `select a.attname::text as name, t.typname::text as type, a.attnotnull as required,
            coalesce((select array_agg(pg_get_constraintdef(k.oid)) from pg_constraint k
              where k.conrelid = a.attrelid and k.contype = 'c' and k.conkey = array[a.attnum]), '{}') as checks,
            (select jsonb_build_object('table', f.confrelid::regclass::text, 'constraint', f.conname, 'column',
                      (select p.attname from pg_attribute p where p.attrelid = f.confrelid and p.attnum = f.confkey[array_position(f.conkey, a.attnum)]))
               from pg_constraint f where f.conrelid = a.attrelid and f.contype = 'f' and a.attnum = any(f.conkey) and a.attname <> 'org_id'
              limit 1) as references
       from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum`,
    [table],
  );
  return rows;
}
