import { inBulk } from '../../kernel/bulk.ts';
import { type Merging, quoted } from '../../kernel/merge-rows.ts';
import { moves, stays } from '../../kernel/moves.ts';
import { rollUpTouched } from './store-rollups.ts';

const both = ({ from, to }: Merging) => `(${quoted(from)}, ${quoted(to)})`;

/** Lines stand where their document stands, and what imports remember of a document says so too. */
async function followDocuments(merging: Merging): Promise<void> {
  const { client } = merging;
  await inBulk(client, async () => {
    await client.query(
      `update ledger_lines l set account_id = d.account_id from ledger_documents d
        where l.org_id = current_org() and l.account_id in ${both(merging)} and d.org_id = l.org_id and d.id = l.document_id
          and d.account_id is distinct from l.account_id`,
    );
  });
}

/** The months of both accounts anew, from their facts. */
async function rollUpBoth(merging: Merging): Promise<void> {
  const { client } = merging;
  await client.query('drop table if exists touched');
  await client.query(
    `create temp table touched on commit drop as
     select a.id as account_id, null::date as month from unnest(array[${quoted(merging.from)}, ${quoted(merging.to)}]) a (id)
     union select account_id, month_of(doc_date) from ledger_documents where org_id = current_org() and account_id in ${both(merging)} and doc_date is not null
     union select account_id, month from ledger_product_months where org_id = current_org() and account_id in ${both(merging)}`,
  );
  await rollUpTouched(client);
  await client.query('drop table touched');
}

const of = 'account' as const;
const remembered = {
  of,
  table: 'import_before',
  column: 'before',
  key: ['import_id', 'table_name', 'row_key'],
  match: "t.before->>'account_id' = p.from_id::text",
  value: "jsonb_set(t.before, '{account_id}', to_jsonb(p.to_id))",
};

/** What imports since the merge remember of facts that are the merged account's says so once the merge is undone. */
async function rememberBack(merging: Merging): Promise<void> {
  const { client, mergeId, from, to } = merging;
  await client.query(
    `update import_before b set before = jsonb_set(b.before, '{account_id}', to_jsonb(${quoted(from)}))
      where b.org_id = current_org() and b.before->>'account_id' = '${to}'
        and exists (select from accounts a where a.org_id = b.org_id and a.id = ${quoted(from)})
        and exists (select from merge_rows m where m.org_id = b.org_id and m.merge_id = $1 and m.table_name in ('ledger_documents', 'ledger_payments')
                       and m.row_key->>'id' = split_part(b.row_key, '|', 1))`,
    [mergeId],
  );
}

moves(
  { of, table: 'ledger_payments', column: 'account_id', key: ['id'] },
  {
    ...{ of, table: 'ledger_documents', column: 'account_id', key: ['id'] },
    async settle(merging) {
      await followDocuments(merging);
      await rollUpBoth(merging);
    },
  },
  { ...remembered, settle: rememberBack },
);
stays('a line stands where its document stands', 'ledger_lines', 'account_id');
stays('summed up from the facts', 'ledger_account_months', 'account_id');
stays('summed up from the facts', 'ledger_product_months', 'account_id');
