import type pg from 'pg';

interface Remarked {
  tbl: number;
  count: number;
  /** How many different invoices, and the first of them. */
  invoices: number;
  numbers: string[];
}

const FIGURES =
  'count(*)::int as count, count(distinct number)::int as invoices, (array_agg(distinct number order by number))[1:5] as numbers';

/** Rows of payments that name an invoice which nobody knows. */
const AWAITING = `
  select tbl, ${FIGURES}
    from (select tbl, awaits as number from in_payments where document_number = awaits) p group by tbl`;

/** Payments and the invoices they pay, of customers that do not stand one above the other; told where the payment stands, else the invoice that it awaited. */
const OF_OTHERS = `
  select tbl, ${FIGURES}
    from (select coalesce(p.tbl, nullif(x.tbl, 0), n.header_tbl, n.tbl) as tbl, d.number
            from in_allocations x
            join ledger_documents d on d.org_id = current_org() and d.id = x.document_id and d.account_id <> x.account_id
            left join in_payments p on p.id = x.payment_id
            left join docs n on n.id = x.document_id
           where not exists (select from account_ancestors a where a.org_id = current_org()
                              and (a.account_id, a.ancestor_id) in ((x.account_id, d.account_id), (d.account_id, x.account_id)))) o
   group by tbl`;

/** Documents and payments that the source took back. */
const WITHDRAWN = `select tbl, ${FIGURES} from withdrawn group by tbl`;

/** Rows of sales whose document got a number of ours (imports/rules-compile-lines.ts). */
const numberless = (prefix: 'sales' | 'report') => `
  select tbl, ${FIGURES} from stage_lines where number like '${prefix}:%' group by tbl`;

/** What people should look at though nothing is refused, in words, by table of the import. Looks into what the merge of this transaction left behind. */
export async function remarksOf(client: pg.ClientBase): Promise<Map<number, string[]>> {
  const told = new Map<number, string[]>();
  const find = async (statement: string, words: (count: number, some: string, invoices: number) => string) => {
    const { rows } = await client.query<Remarked>(statement);
    for (const { tbl, count, invoices, numbers } of rows) {
      const some = `${numbers.join(', ')}${invoices > numbers.length ? ' ...' : ''}`;
      told.set(tbl, [...(told.get(tbl) ?? []), words(count, some, invoices)]);
    }
  };
  await find(
    AWAITING,
    (count, some) =>
      `Payments that name an invoice which is not in the ledger: ${count} (${some}). They are kept, and join it when it comes.`,
  );
  await find(
    OF_OTHERS,
    (count, some) =>
      `Payments that name an invoice of another customer, and neither belongs to the other: ${count} (${some}). They are kept as they are: check the numbers.`,
  );
  await find(
    WITHDRAWN,
    (count, some) =>
      `Documents of the ledger that count no longer: ${count} (${some}). They were taken out with their lines.`,
  );
  await find(
    numberless('sales'),
    (rows, _, documents) =>
      `Rows without a number of a document: ${rows}. Documents that are put together of them, one for each customer and day: ${documents}.`,
  );
  await find(
    numberless('report'),
    (rows, _, documents) =>
      `Rows without a number of a document: ${rows}. Documents that are put together of them, one for each customer and month: ${documents}.`,
  );
  return told;
}
