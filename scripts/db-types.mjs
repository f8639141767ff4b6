// Prints src/kernel/schema.ts (kysely's table types) from a migrated database: node scripts/db-types.mjs URL
import pg from 'pg';

const TYPES = {
  uuid: 'string',
  text: 'string',
  bpchar: 'string',
  date: 'string',
  numeric: 'string',
  int8: 'bigint',
  int4: 'number',
  int2: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  jsonb: 'unknown',
  bytea: 'Buffer',
  _text: 'string[]',
  _int8: 'bigint[]',
  _uuid: 'string[]',
};

/** The text of src/kernel/schema.ts for the database behind `client`. */
export async function databaseTypes(client) {
  const { rows } = await client.query(`
    select c.relname as table, a.attname as column, t.typname as type, a.attnotnull as required, a.atthasdef as generated
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> 'schema_migrations'
    order by c.relname, a.attnum`);
  const tables = new Map();
  for (const row of rows) {
    const type = TYPES[row.type];
    if (!type) throw new Error(`no TypeScript type for ${row.table}.${row.column}: ${row.type}`);
    const nullable = row.required ? type : `${type} | null`;
    const column = row.generated ? `Generated<${nullable}>` : nullable;
    tables.set(row.table, [...(tables.get(row.table) ?? []), `  ${row.column}: ${column};`]);
  }
  const name = (table) =>
    table
      .split('_')
      .map((part) => part[0].toUpperCase() + part.slice(1))
      .join('');
  const lines = [
    '// Written by scripts/db-types.mjs from a migrated database. Do not edit.',
    "import type { Generated } from 'kysely';",
    '',
  ];
  for (const [table, columns] of tables) lines.push(`export interface ${name(table)}Table {`, ...columns, '}', '');
  lines.push(
    'export interface DB {',
    ...[...tables.keys()].map((table) => `  ${table}: ${name(table)}Table;`),
    '}',
    '',
  );
  return lines.join('\n');
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const client = new pg.Client({ connectionString: process.argv[2] });
  await client.connect();
  process.stdout.write(await databaseTypes(client));
  await client.end();
}
