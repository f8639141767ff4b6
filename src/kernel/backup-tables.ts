import type pg from 'pg';

/** A table as backup and restore see it. */
export interface BackedTable {
  name: string;
  columns: string[];
  /** `tenant`: read organisation by organisation; `gate`: identity, read at the gate. */
  kind: 'tenant' | 'gate';
}

/** The first entry of an archive: what must be known before the first row is read. */
export interface ArchiveHead {
  format: 1;
  program: 'vitalfew';
  madeAt: string;
  migrations: { version: number; name: string; checksum: string }[];
  /** In an order in which foreign keys hold. */
  tables: BackedTable[];
}

/** The last entry: how much there was of everything. An archive without it is cut off. */
export interface ArchiveManifest {
  head: string;
  parts: { table: string; org: string | null; rows: string; sha256: string }[];
  files: { sha256: string; size: number }[];
  /** Files that the database names and the disk did not have any more when the backup was made. */
  missingFiles: string[];
}

/** COPY writes and reads the same text whatever the server's habits are. */
export const copySettings =
  "set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1; " +
  "set local client_encoding = 'UTF8'; set local statement_timeout = 0";

/** Every table with rows to keep, parents before children. Throws when one is guarded in a way that backup does not know. */
export async function backedTables(client: pg.ClientBase): Promise<BackedTable[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; policies: string[]; parents: string[] }>(`
    select c.relname::text as name,
           (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           coalesce((select array_agg(p.polname::text) from pg_policy p where p.polrelid = c.oid), '{}') as policies,
           coalesce((select array_agg(distinct f.confrelid::regclass::text) from pg_constraint f
             where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '{}') as parents
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migrations'
     order by c.relname`);
  const tables = rows.map((row) => ({ ...row, kind: kindOf(row.name, row.policies) }));
  const ordered: BackedTable[] = [];
  const done = new Set<string>();
  while (ordered.length < tables.length) {
    const next = tables.filter((table) => !done.has(table.name) && table.parents.every((parent) => done.has(parent)));
    if (next.length === 0) throw new Error('the foreign keys of the tables form a circle: a backup cannot order them');
    for (const { name, columns, kind } of next) {
      ordered.push({ name, columns, kind });
      done.add(name);
    }
  }
  return ordered;
}

function kindOf(name: string, policies: string[]): 'tenant' | 'gate' {
  if (policies.includes('tenant')) return 'tenant';
  if (policies.includes('gate')) return 'gate';
  throw new Error(`the table ${name} has neither a policy "tenant" nor "gate": a backup does not know how to read it`);
}

/** The names and columns of a COPY, quoted. */
export function quoted(table: BackedTable): { name: string; columns: string } {
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return { name: `public.${quote(table.name)}`, columns: table.columns.map(quote).join(', ') };
}
