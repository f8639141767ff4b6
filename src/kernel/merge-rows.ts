import type pg from 'pg';
import { isId } from './id.ts';
import { movesOf, type Of } from './moves.ts';

/** A merge at work, or its undo: `from` is the record that is absorbed, `to` the one that stays. */
export interface Merging {
  client: pg.ClientBase;
  mergeId: string;
  of: Of;
  from: string;
  to: string;
  today: string;
  now: Date;
  /** The last step of the journal. */
  step: number;
}

/** An id as it may stand in SQL. */
export function quoted(id: string): string {
  if (!isId(id)) throw new Error('not an id');
  return `'${id}'::uuid`;
}

const onKey = (key: readonly string[], one: string, other: string) =>
  key.map((column) => `${one}.${column} = ${other}.${column}`).join(' and ');
const keyJson = (key: readonly string[], alias: string) =>
  `jsonb_build_object(${key.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`;
const keep = (merging: Merging, table: string, act: 'set' | 'taken') =>
  `insert into merge_rows (org_id, merge_id, step, id, table_name, act, row_key, before, after)
   select current_org(), ${quoted(merging.mergeId)}, ${++merging.step}, new_id(), '${table}', '${act}'`;

/** The pairs of records that become one: of the merge itself, and those that a room adds to it (`addPairs`). */
export async function openPairs(merging: Merging): Promise<void> {
  const { client } = merging;
  await client.query(
    'create temp table if not exists merge_pairs (of text, from_id uuid, to_id uuid, primary key (of, from_id)) on commit drop',
  );
  await client.query('delete from merge_pairs');
  await addPairs(merging, merging.of, `values (${quoted(merging.from)}, ${quoted(merging.to)})`);
}

/** Adds pairs of records of another kind that become one with the merge. `rows`: SQL giving (from_id, to_id). */
export async function addPairs({ client }: Merging, of: Of, rows: string): Promise<void> {
  await client.query(
    `insert into merge_pairs select '${of}', r.from_id, r.to_id from (${rows}) r (from_id, to_id) on conflict do nothing`,
  );
  await client.query('analyze merge_pairs');
}

/** Changes columns of rows and keeps what stood there. `columns`: SQL over `t` and `p` by column; `where`: SQL over both. Returns how many. */
export async function setRows(
  merging: Merging,
  { table, key, of = merging.of }: { table: string; key: readonly string[]; of?: Of },
  columns: Readonly<Record<string, string>>,
  where: string,
): Promise<number> {
  const names = Object.keys(columns);
  const values = names.map((name) => `${columns[name]} as new_${name}`).join(', ');
  const before = names.map((name) => `'${name}', t.${name}`).join(', ');
  const after = names.map((name) => `'${name}', t.${name}`).join(', ');
  const done = await merging.client.query(
    `with was as materialized (
       select ${key.map((column) => `t.${column}`).join(', ')}, ${values}, jsonb_build_object(${before}) as before
         from ${table} t join merge_pairs p on p.of = '${of}' where t.org_id = current_org() and (${where})),
     done as (
       update ${table} t set ${names.map((name) => `${name} = w.new_${name}`).join(', ')} from was w
        where t.org_id = current_org() and ${onKey(key, 't', 'w')}
       returning ${keyJson(key, 't')} as row_key, w.before, jsonb_build_object(${after}) as after)
     ${keep(merging, table, 'set')}, row_key, before, after from done`,
  );
  return done.rowCount ?? 0;
}

/** Takes rows away and keeps them whole. `where`: SQL over `t` and `p`. Returns how many. */
export async function takeRows(
  merging: Merging,
  { table, key, of = merging.of }: { table: string; key: readonly string[]; of?: Of },
  where: string,
): Promise<number> {
  const done = await merging.client.query(
    `with gone as (delete from ${table} t using merge_pairs p where p.of = '${of}' and t.org_id = current_org() and (${where})
       returning ${keyJson(key, 't')} as row_key, to_jsonb(t) as before)
     ${keep(merging, table, 'taken')}, row_key, before, null from gone`,
  );
  return done.rowCount ?? 0;
}

/** What became of the rows of one table. */
export interface Moved {
  table: string;
  moved: number;
  aside: number;
}

/** Moves everything that names the merged records of a kind, table by table, as the rooms said. `tell` hears how far it is, 0 to 1. */
export async function moveRows(merging: Merging, of: Of, tell?: (part: number) => Promise<void>): Promise<Moved[]> {
  const found = new Map<string, Moved>();
  const rules = movesOf(of);
  for (const [at, rule] of rules.entries()) {
    await rule.first?.(merging);
    const match = rule.match ?? `t.${rule.column} = p.from_id`;
    const aside = rule.aside ? await takeRows(merging, rule, `${match} and (${rule.aside(merging)})`) : 0;
    const moved = await setRows(merging, rule, { [rule.column]: rule.value ?? 'p.to_id' }, match);
    const before = found.get(rule.table) ?? { table: rule.table, moved: 0, aside: 0 };
    found.set(rule.table, { table: rule.table, moved: before.moved + moved, aside: before.aside + aside });
    await tell?.((at + 1) / rules.length);
  }
  return [...found.values()].filter((each) => each.moved + each.aside > 0);
}

/** After a merge or an undo: what hangs on the rows follows them. */
export async function settleRows(merging: Merging, of: Of): Promise<void> {
  for (const rule of movesOf(of)) await rule.settle?.(merging);
}

interface Step {
  step: number;
  table: string;
  act: 'set' | 'taken';
  key: string[];
  columns: string[];
}

/**
 * Puts back, the last change first: rows that were taken return whole, columns that still say what the merge wrote say again what stood there before. What people
 * changed since stays. A row that finds no place any more (what it hangs on is gone) is left in the merge. Returns how many were left.
 */
export async function putRowsBack(merging: Merging): Promise<number> {
  const { client } = merging;
  const { rows: steps } = await client.query<Step>(
    `select s.step, s.table_name as table, s.act, array(select jsonb_object_keys(m.row_key)) as key, array(select jsonb_object_keys(m.before)) as columns
       from (select distinct step, table_name, act from merge_rows where org_id = current_org() and merge_id = $1 and act <> 'left') s
       cross join lateral (select row_key, before from merge_rows m where m.org_id = current_org() and m.merge_id = $1 and m.step = s.step limit 1) m
      order by s.step desc`,
    [merging.mergeId],
  );
  let left = 0;
  for (const step of steps) {
    if (step.act === 'set') await setBack(merging, step);
    else left += await bringBack(merging, step);
  }
  return left;
}

const ofStep = (merging: Merging, step: Step) =>
  `m.org_id = current_org() and m.merge_id = ${quoted(merging.mergeId)} and m.step = ${step.step}`;

async function setBack(merging: Merging, step: Step): Promise<void> {
  const { table, key, columns } = step;
  const set = columns.map(
    (name) => `${name} = case when t.${name} is not distinct from s.a_${name} then s.b_${name} else t.${name} end`,
  );
  const values = (from: string, names: readonly string[], prefix: string) =>
    names.map((name) => `${from}.${name} as ${prefix}${name}`).join(', ');
  await merging.client.query(
    `update ${table} t set ${set.join(', ')}
       from (select ${values('k', key, 'k_')}, ${values('a', columns, 'a_')}, ${values('b', columns, 'b_')}
               from merge_rows m, jsonb_populate_record(null::${table}, m.row_key) k, jsonb_populate_record(null::${table}, m.after) a,
                    jsonb_populate_record(null::${table}, m.before) b
              where ${ofStep(merging, step)}) s
      where t.org_id = current_org() and ${key.map((column) => `t.${column} = s.k_${column}`).join(' and ')}`,
  );
}

async function bringBack(merging: Merging, step: Step): Promise<number> {
  const { client } = merging;
  const { table } = step;
  const { rows } = await client.query<{ column: string }>(
    `select attname as column from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
  );
  const columns = rows.map((row) => row.column);
  const { has, empty } = await parentsOf(client, table);
  const value = (column: string) =>
    empty.has(column) ? `case when ${empty.get(column)} then r.${column} end` : `r.${column}`;
  await client.query(
    `with back as (
       insert into ${table} (${columns.join(', ')}) select ${columns.map(value).join(', ')}
         from merge_rows m, jsonb_populate_record(null::${table}, m.before) r where ${ofStep(merging, step)} ${has}
       on conflict do nothing returning ${keyJson(step.key, table)} as row_key)
     update merge_rows m set act = 'left' where ${ofStep(merging, step)} and not exists (select from back b where b.row_key = m.row_key)`,
  );
  const counted = await client.query<{ left: number }>(
    `select count(*)::int as left from merge_rows m where ${ofStep(merging, step)} and m.act = 'left'`,
  );
  return counted.rows[0]!.left;
}

/** SQL over `r`: that what a row must hang on is there (`has`), and by column, for those that may be empty, that it is. */
async function parentsOf(client: pg.ClientBase, table: string): Promise<{ has: string; empty: Map<string, string> }> {
  const { rows } = await client.query<{ parent: string; own: string[]; far: string[]; nullable: boolean }>(
    `select f.confrelid::regclass::text as parent, f.condeferrable,
            (select array_agg(a.attname::text order by o.at) from unnest(f.conkey) with ordinality o (num, at) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = o.num) as own,
            (select array_agg(a.attname::text order by o.at) from unnest(f.confkey) with ordinality o (num, at) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = o.num) as far,
            (select bool_or(not a.attnotnull) from pg_attribute a where a.attrelid = f.conrelid and a.attnum = any (f.conkey)) as nullable
       from pg_constraint f where f.contype = 'f' and f.conrelid = '${table}'::regclass and f.confrelid not in ('organisations'::regclass, 'users'::regclass)`,
  );
  const empty = new Map<string, string>();
  let has = '';
  for (const { parent, own, far, nullable } of rows) {
    const there = `exists (select from ${parent} x where ${far.map((column, at) => `x.${column} = r.${own[at]}`).join(' and ')})`;
    if (nullable) empty.set(own.at(-1)!, there);
    else has += ` and ${there}`;
  }
  return { has, empty };
}

/** Keeps rows that an undo cannot place in the merge, and takes them away. `where`: SQL over `t`. */
export async function leaveRows(
  merging: Merging,
  { table, key }: { table: string; key: readonly string[] },
  where: string,
): Promise<void> {
  await merging.client.query(
    `with gone as (delete from ${table} t where t.org_id = current_org() and (${where}) returning ${keyJson(key, 't')} as row_key, to_jsonb(t) as before)
     insert into merge_rows (org_id, merge_id, step, id, table_name, act, row_key, before)
     select current_org(), ${quoted(merging.mergeId)}, 0, new_id(), '${table}', 'left', row_key, before from gone`,
  );
}

/** Throws when a row still names the record that is about to go: nothing is lost by a table that was forgotten. */
export async function checkNothingLeft(
  merging: Merging,
  table: 'accounts' | 'contacts',
  but: readonly string[],
): Promise<void> {
  const { rows } = await merging.client.query<{ child: string; column: string }>(
    `select f.conrelid::regclass::text as child, a.attname::text as column from pg_constraint f
       join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[2]
      where f.contype = 'f' and f.confrelid = '${table}'::regclass and not f.conrelid::regclass::text = any ($1)`,
    [but],
  );
  for (const { child, column } of rows) {
    const found = await merging.client.query(
      `select from ${child} where org_id = current_org() and ${column} = ${quoted(merging.from)} limit 1`,
    );
    if (found.rowCount) throw new Error(`${child}.${column} still names the merged record: no rule says how it moves`);
  }
}
