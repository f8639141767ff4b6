import type { Ctx } from '../../kernel/ctx.ts';
import type { StoredImport } from './store.ts';

/** Up to so many records may change without a word: people correct their files. */
const FEW = 3;

interface Collision {
  tbl: number;
  count: number;
  examples: string[];
}

/** Documents that get another customer or another day; lines and headers that only complete a document are none. */
const DOCUMENTS = `
  select coalesce(d.tbl, d.header_tbl) as tbl, count(*)::int as count, (array_agg(d.number order by d.number))[1:5] as examples
    from docs d
    join import_before b on b.org_id = current_org() and b.import_id = $1 and b.table_name = 'ledger_documents' and b.row_key = d.id::text
   where not d.is_new and ((b.before->>'account_id')::uuid <> d.account_id or (b.before->>'doc_date')::date <> d.doc_date)
   group by 1 having count(*) > ${FEW}`;

/** Customers that get another name; those that were named by their key only are none. */
const CUSTOMERS = `
  select c.tbl, count(*)::int as count, (array_agg(c.external_id order by c.external_id))[1:5] as examples
    from in_customers c
    join import_before b on b.org_id = current_org() and b.import_id = $1 and b.table_name = 'accounts' and b.row_key = c.id::text
   where lower(b.before->>'name') <> lower(c.name) and c.external_id not in (b.before->>'name', c.name)
   group by 1 having count(*) > ${FEW}`;

/** Whether a file with these columns came in before under this source. */
const SEEN = `
  select exists (select from imports i join import_files f on f.org_id = i.org_id and f.import_id = i.id
                  where i.org_id = current_org() and i.state = 'done' and i.source = $1
                    and exists (select from jsonb_array_elements(f.tables) t where t->'headers' = $2::jsonb)) as seen`;

/**
 * Two systems under one source overwrite each other where their keys meet. Tells of tables with columns that never came in before and would change many records that
 * are there: by the place of the table (from 0), in words. Looks into what the merge of this transaction left behind.
 */
export async function collisions(
  ctx: Ctx,
  stored: StoredImport,
  tables: readonly { fileId: string; tableId: string }[],
): Promise<Map<number, string[]>> {
  const told = new Map<number, string[]>();
  const find = async (statement: string, what: string) => {
    const { rows } = await ctx.client.query<Collision>(statement, [stored.id]);
    for (const { tbl, count, examples } of rows) {
      const table = tables[tbl - 1];
      if (!table || (await wasSeen(ctx, stored, table))) continue;
      const some = `${examples.join(', ')}${count > examples.length ? ' ...' : ''}`;
      const words = `${count} ${what} (${some}), and no file with these columns came in under "${stored.source}" before. If it is from another system, import it under a source of its own.`;
      told.set(tbl - 1, [...(told.get(tbl - 1) ?? []), words]);
    }
  };
  await find(DOCUMENTS, 'documents that are there change their customer or their date');
  await find(CUSTOMERS, 'customers that are there change their name');
  return told;
}

async function wasSeen(
  ctx: Ctx,
  stored: StoredImport,
  { fileId, tableId }: { fileId: string; tableId: string },
): Promise<boolean> {
  const file = stored.files.find((each) => each.id === fileId);
  const headers = file?.tables.find((table) => table.id === tableId)?.headers ?? [];
  const { rows } = await ctx.client.query<{ seen: boolean }>(SEEN, [stored.source, JSON.stringify(headers)]);
  return rows[0]!.seen;
}
