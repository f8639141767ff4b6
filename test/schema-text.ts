import type pg from 'pg';

/** The schema of a migrated database as reviewers read it: the same text on every server version, tables by name. */
export async function schemaText(client: pg.Client): Promise<string> {
  const parts = ['-- Written by npm run snapshots from a migrated database; db/migrations makes it. Do not edit.'];
  for (const table of await tablesOf(client)) parts.push(await tableText(client, table));
  const { rows: views } = await client.query<{ text: string }>(
    `select format(E'create view %s with (%s) as\n%s', relname, array_to_string(reloptions, ', '), pg_get_viewdef(c.oid, true)) || coalesce(E'\n' || (
            select string_agg(format('grant %s on %s to %s;', lower(g.privilege_type), relname, r.rolname), E'\n' order by r.rolname, g.privilege_type)
              from aclexplode(c.relacl) g join pg_roles r on r.oid = g.grantee where g.grantee <> c.relowner), '') as text
       from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('v', 'm') order by relname`,
  );
  for (const each of views) parts.push(each.text);
  const { rows: functions } = await client.query<{ text: string; rights: string[] }>(
    `select case when p.prokind = 'a' then (
              select format('create aggregate %s (sfunc = %s, stype = %s, combinefunc = %s, parallel = %s)', p.oid::regprocedure, a.aggtransfn, a.aggtranstype::regtype, a.aggcombinefn, p.proparallel)
                from pg_aggregate a where a.aggfnoid = p.oid) else pg_get_functiondef(p.oid) end as text,
            coalesce((select array_agg(coalesce(r.rolname, 'public') order by 1) from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g
              left join pg_roles r on r.oid = g.grantee where g.grantee <> p.proowner)::text[], '{}') as rights
       from pg_proc p where p.pronamespace = 'public'::regnamespace
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by p.proname, pg_get_function_arguments(p.oid)`,
  );
  for (const each of functions)
    parts.push(`${each.text.trim()};\n-- may run: ${each.rights.join(', ') || 'the owner'}`);
  const { rows: extensions } = await client.query(
    "select extname from pg_extension where extname <> 'plpgsql' order by 1",
  );
  parts.push(extensions.map((each) => `create extension ${each.extname};`).join('\n'));
  return `${parts.join('\n\n')}\n`;
}

/** Every table of ours, by name. */
export async function tablesOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname",
  );
  return rows.map((row) => row.name);
}

async function tableText(client: pg.Client, table: string): Promise<string> {
  const columns = await lines(
    client,
    `select '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
            || coalesce(case a.attgenerated when 's' then ' generated always as ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '')
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`,
    table,
  );
  const comments = await lines(
    client,
    `select '-- ' || a.attname || ': ' || col_description(a.attrelid, a.attnum) from pg_attribute a
      where a.attrelid = $1::regclass and a.attnum > 0 and col_description(a.attrelid, a.attnum) is not null order by a.attnum`,
    table,
  );
  const constraints = await lines(
    client,
    `select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where conrelid = $1::regclass and contype in ('p', 'u', 'f', 'c', 'x')
      order by position(contype::text in 'pufcx'), conname`,
    table,
  );
  const indexes = await lines(
    client,
    `select pg_get_indexdef(i.indexrelid) || ';' from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = $1::regclass and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
      order by c.relname`,
    table,
  );
  const policies = await lines(
    client,
    `select 'policy ' || policyname || ' for ' || lower(cmd) || ' using (' || coalesce(qual, '') || ')' || coalesce(' with check (' || with_check || ')', '') || ';'
       from pg_policies where schemaname = 'public' and tablename = $1 order by policyname`,
    table,
  );
  const rights = await lines(
    client,
    `select 'grant ' || string_agg(lower(g.privilege_type), ', ' order by g.privilege_type) || ' to ' || coalesce(r.rolname, 'public') || ';'
       from pg_class c, aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g left join pg_roles r on r.oid = g.grantee
      where c.oid = $1::regclass and g.grantee <> c.relowner group by r.rolname order by 1`,
    table,
  );
  const { rows } = await client.query(
    'select relrowsecurity as secured, relforcerowsecurity as forced, obj_description(oid) as words from pg_class where oid = $1::regclass',
    [table],
  );
  const { secured, forced, words } = rows[0];
  return [
    ...(words ? [`-- ${words}`] : []),
    `create table ${table} (`,
    [...columns, ...constraints].join(',\n'),
    ');',
    ...comments,
    ...indexes,
    `-- row level security: ${secured ? (forced ? 'forced' : 'on') : 'off'}`,
    ...policies,
    ...rights,
  ].join('\n');
}

async function lines(client: pg.Client, text: string, table: string): Promise<string[]> {
  const { rows } = await client.query({ text, values: [table], rowMode: 'array' });
  return rows.map((row: string[]) => row[0]!);
}
