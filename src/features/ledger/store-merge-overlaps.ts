import type pg from 'pg';
import { STAGES } from './rules-staging.ts';

/** What names a line without a number of its own, before its occurrence. */
export const LINE_KEY = "coalesce(s.product_external_id, left(s.description, 100), '')";

const CONTENT = `row(${Object.keys(STAGES.lines)
  .map((name) => `s.${name}`)
  .join(', ')})::text`;

/**
 * Files of one import may overlap: the same document stands in two of them. Its lines are told apart by product and occurrence within their file; the same line of a later
 * file is dropped and counted, one that says something else is rejected. Documents without a number of their own may be parts of one day: what differs there is another line.
 */
export async function settleOverlaps(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ several: boolean | null }>(
    'select min(tbl) <> max(tbl) as several from stage_lines',
  );
  if (!rows[0]!.several) return 0;
  await client.query(
    `create temp table overlapping on commit drop as
     select s.series, s.number from stage_lines s where s.line_no is null group by 1, 2 having min(s.tbl) <> max(s.tbl)`,
  );
  await client.query('analyze overlapping');
  await client.query(
    `create temp table told_again on commit drop as
     select * from (
       select t.*, first_value(row) over same_line as first_row, first_value(tbl) over same_line as first_tbl, content = first_value(content) over same_line as is_same from (
         select s.ctid as place, s.tbl, s.row, s.series, s.number, ${LINE_KEY} as key, ${CONTENT} as content,
                row_number() over (partition by s.tbl, s.series, s.number, ${LINE_KEY} order by s.row) as occurrence
           from stage_lines s join overlapping o on o.series = s.series and o.number = s.number where s.line_no is null) t
       window same_line as (partition by t.series, t.number, t.key, t.occurrence order by t.tbl, t.row)) f
      where f.tbl <> f.first_tbl`,
  );
  await client.query('analyze told_again');
  const dropped = await client.query(
    'delete from stage_lines s using told_again t where s.ctid = t.place and t.is_same',
  );
  await client.query(
    `with gone as (
       delete from stage_lines s using told_again t
        where s.ctid = t.place and not t.is_same and s.number not like 'sales:%' and s.number not like 'report:%'
       returning s.tbl, s.row, s.number, t.first_row)
     insert into stage_rejects (tbl, row, field, value, code, message)
     select tbl, row, 'number', left(number, 200), 'duplicate', 'Row ' || first_row || ' has the same key and other values.' from gone`,
  );
  await client.query('drop table overlapping, told_again');
  return dropped.rowCount ?? 0;
}
