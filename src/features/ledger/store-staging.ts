import type pg from 'pg';
import { STAGE_NAMES, STAGES, type Stage } from './rules-staging.ts';

/** The columns of a stage as COPY needs them: the table of the import, the row of the file, then the stage's own. */
export function stageColumns(stage: Stage): string[] {
  return ['tbl', 'row', ...Object.keys(STAGES[stage])];
}

/** Makes the stages and the list of rejected rows as temporary tables of this transaction. */
export async function openStages(client: pg.ClientBase): Promise<void> {
  for (const stage of STAGE_NAMES) {
    const columns = Object.entries(STAGES[stage]).map(([name, type]) => `${name} ${type}`);
    await client.query(
      `create temp table stage_${stage} (tbl int not null, row bigint not null, ${columns.join(', ')}) on commit drop`,
    );
  }
  await client.query(
    `create temp table stage_rejects (tbl int not null, row bigint not null, field text, value text, code text not null, message text not null) on commit drop`,
  );
  await client.query(
    'create temp table stage_counts (tbl int not null, inserted bigint not null, updated bigint not null, unchanged bigint not null) on commit drop',
  );
}

/** The accounts and months that a merge touches; the roll-ups of these are rebuilt (store-rollups.ts). */
export async function openTouched(client: pg.ClientBase): Promise<void> {
  await client.query('create temp table touched (account_id uuid not null, month date) on commit drop');
}

/** Whether some staged lines have a number of their own. */
export async function hasNumberedLines(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ any: boolean }>(
    'select exists (select from stage_lines where line_no is not null) as any',
  );
  return rows[0]!.any;
}

/** SQL of the keys in a column of the lines, each with the names that lines gave it. Lines that were rejected do not count. */
export function namedInLines(of: 'customers' | 'products' | 'salespeople', column: string, names: string): string {
  return `select l.key, ${names} from (select distinct ${column} as key from stage_lines where ${column} is not null) l
    left join stage_names n on n.of = '${of}' and n.external_id = l.key`;
}

/** Counts of what a merge did to one kind of record. */
export interface MergeCounts {
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
  duplicates: number;
}

/** How an import wants to be merged. */
export interface MergeOptions {
  importId: string;
  source: string;
  baseCurrency: string;
  /** Customers and products that documents name and nobody knows: made by their key, or their rows rejected. */
  unknownCustomers: 'create' | 'reject';
  unknownProducts: 'create' | 'reject';
  now: Date;
}

/**
 * Moves rows of a stage to the rejects. `where` is SQL over the alias `s`; `reason` gives SQL texts for field, value and message.
 * Returns how many.
 */
export async function rejectRows(
  client: pg.ClientBase,
  stage: Stage,
  where: string,
  reason: { code: string; field: string; value: string; message: string },
): Promise<number> {
  const moved = await client.query(
    `with gone as (delete from stage_${stage} s where ${where} returning s.*)
     insert into stage_rejects (tbl, row, field, value, code, message)
     select s.tbl, s.row, '${reason.field}', left((${reason.value})::text, 200), '${reason.code}', ${reason.message} from gone s`,
  );
  return moved.rowCount ?? 0;
}

/**
 * Keeps one row per key: exact repeats are dropped and counted, a row that says something else under the same key is rejected and names
 * the row that came first. `among`: SQL over `s`, the rows that the key is for.
 */
export async function settleDuplicates(
  client: pg.ClientBase,
  stage: Stage,
  keys: readonly string[],
  among = 'true',
): Promise<number> {
  const key = keys.map((name) => `s.${name}`).join(', ');
  const repeated = await client.query(
    `select 1 from stage_${stage} s where ${among} group by ${key} having count(*) > 1 limit 1`,
  );
  if (repeated.rowCount === 0) return 0;
  const content = `row(${Object.keys(STAGES[stage])
    .map((name) => `s.${name}`)
    .join(', ')})::text`;
  await client.query(
    `create temp table repeats on commit drop as
     select * from (
       select s.ctid as place, row_number() over same_key as at, first_value(s.row) over same_key as first_row, ${content} = first_value(${content}) over same_key as is_same
         from stage_${stage} s where ${among} window same_key as (partition by ${key} order by s.tbl, s.row)) r
      where r.at > 1`,
  );
  await client.query('analyze repeats');
  const dropped = await client.query(
    `delete from stage_${stage} s using repeats r where s.ctid = r.place and r.is_same`,
  );
  const field = keys.at(-1)!;
  await client.query(
    `with gone as (delete from stage_${stage} s using repeats r where s.ctid = r.place and not r.is_same returning s.tbl, s.row, s.${field}, r.first_row)
     insert into stage_rejects (tbl, row, field, value, code, message)
     select tbl, row, '${field}', left(${field}::text, 200), 'duplicate', 'Row ' || first_row || ' has the same key and other values.' from gone`,
  );
  await client.query('drop table repeats');
  return dropped.rowCount ?? 0;
}
