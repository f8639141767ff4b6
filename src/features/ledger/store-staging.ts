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
  const columns = Object.keys(STAGES[stage]);
  const content = `row(${columns.map((name) => `s.${name}`).join(', ')})`;
  const same = keys.map((name) => `f.${name} is not distinct from s.${name}`).join(' and ');
  await client.query(
    `create temp table first_rows on commit drop as
     select distinct on (${key}) ${key}, s.tbl, s.row, ${content}::text as content from stage_${stage} s where ${among} order by ${key}, s.tbl, s.row`,
  );
  const dropped = await client.query(
    `delete from stage_${stage} s using first_rows f
      where ${same} and ${among} and (s.tbl, s.row) <> (f.tbl, f.row) and ${content}::text = f.content`,
  );
  await rejectRows(
    client,
    stage,
    `${among} and exists (select from first_rows f where ${same} and (s.tbl, s.row) <> (f.tbl, f.row))`,
    {
      code: 'duplicate',
      field: keys.at(-1)!,
      value: `s.${keys.at(-1)}`,
      message: `'Row ' || (select f.row from first_rows f where ${same} limit 1) || ' has the same key and other values.'`,
    },
  );
  await client.query('drop table first_rows');
  return dropped.rowCount ?? 0;
}
