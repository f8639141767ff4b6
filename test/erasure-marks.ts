import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { TSchema } from 'typebox';

/** A word that stands nowhere else. */
export const word = () => `Q${[...randomBytes(9)].map((byte) => 'bcdfghjklmnpqrstvwxz'[byte % 20]).join('')}`;
/** Digits of a phone that nobody else has. */
export const digits = () => String(BigInt(`0x${randomBytes(8).toString('hex')}`)).slice(-9);

/** Tables and columns of a database in which one of the texts stands. */
export async function placesIn(client: pg.ClientBase, texts: readonly string[]): Promise<string[]> {
  const { rows: columns } = await client.query<{ table: string; name: string; type: string }>(
    `select c.relname as "table", a.attname as name, t.typname as type from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
      where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'graphile_worker')) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
        and t.typname in ('text', '_text', 'varchar', 'bpchar', 'jsonb', 'json', 'bytea')
        and c.relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { table, name, type } of columns) {
    const said = type === 'bytea' ? `encode(${name}, 'escape')` : `${name}::text`;
    for (const text of texts) {
      const hit = await client.query(`select 1 from ${table} where position(lower($1) in lower(${said})) > 0 limit 1`, [
        text,
      ]);
      if (hit.rowCount) found.push(`${table}.${name}: ${text}`);
    }
  }
  return found.sort();
}

/** Operations that are not about a customer, or would end the story. */
export const LEFT_OUT =
  /[eE]ras|Person(?!al|Note)|[mM]ember|[pP]assword|sign|session|invit|delete|^remove|undo|[iI]mport(?!Contact)|Rules|[sS]etting|merge|Field$|split|^end|Operator|organisation|^(create|save)(Account|Contact)$|Identifier|Profile/;

/** An input of an operation with a text in every place that takes one. */
export function inputOf(
  schema: TSchema,
  key: string,
  say: (most: number) => string,
  ids: Record<string, string>,
  isFull: boolean,
): unknown {
  const one = schema as unknown as {
    const?: unknown;
    enum?: unknown[];
    anyOf?: TSchema[];
    type?: string;
    format?: string;
    pattern?: string;
    maxLength?: number;
    minimum?: number;
    items?: TSchema;
    minItems?: number;
    properties?: Record<string, TSchema>;
    required?: string[];
  };
  if (one.const !== undefined) return one.const;
  if (one.enum) return one.enum[0];
  if (one.anyOf)
    return inputOf(one.anyOf.find((each) => (each as { type?: string }).type !== 'null')!, key, say, ids, isFull);
  if (one.type === 'string') {
    if (one.format === 'uuid' || /Id$|^id$/.test(key)) return ids[key];
    if (one.format === 'date' || /\\d\{4\}/.test(one.pattern ?? '')) return '2026-03-02';
    const text = say(one.maxLength ?? 1000);
    return one.pattern && !new RegExp(one.pattern, 'u').test(text) ? undefined : text;
  }
  if (one.type === 'integer' || one.type === 'number') return key === 'version' ? 1 : (one.minimum ?? 1);
  if (one.type === 'boolean') return key !== 'isPrivate';
  if (one.type === 'array') {
    const item = inputOf(one.items!, key, say, ids, isFull);
    return item === undefined ? [] : [item];
  }
  if (one.type === 'object') {
    const entries = Object.entries(one.properties ?? {})
      .filter(([name]) => isFull || one.required?.includes(name))
      .map(([name, each]) => [name, inputOf(each, name, say, ids, isFull)])
      .filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
  }
  return undefined;
}
