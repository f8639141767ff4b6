import type { Ctx } from '../../kernel/ctx.ts';
import { ACCOUNT_FIGURES, accountMonthsSql, PRODUCT_SUMS, productMonthsSql } from './store-rollups.ts';

/** One thing that does not agree: where, how often, an example. */
export interface Disagreement {
  check: string;
  count: number;
  example: string | null;
}

/** What `ledger verify` found. */
export interface Verified {
  documents: number;
  lines: number;
  payments: number;
  disagreements: Disagreement[];
}

/** A roll-up as it stands against what the facts give, joined by its keys; both ways, each computed once. */
function differing(table: string, keys: readonly string[], columns: readonly string[], facts: string): string {
  const row = (alias: string) => `(${columns.map((column) => `${alias}.${column}`).join(', ')})`;
  const key = keys.map((name) => `coalesce(m.${name}, f.${name})::text`).join(" || ' ' || ");
  return `
    select ${key} as example
      from (select * from ${table} where org_id = current_org()) m full join (${facts}) f using (${keys.join(', ')})
     where ${row('m')} is distinct from ${row('f')}`;
}

const CHECKS: Record<string, string> = {
  'account months': differing(
    'ledger_account_months',
    ['account_id', 'month'],
    ACCOUNT_FIGURES,
    accountMonthsSql('true', 'true'),
  ),
  'product months': differing(
    'ledger_product_months',
    ['account_id', 'month', 'product_id'],
    PRODUCT_SUMS,
    productMonthsSql('true'),
  ),
  'documents and their lines': `
    select d.series || ' ' || d.number as example
      from ledger_documents d
      left join (select document_id, count(*) as lines, sum(net) as net, sum(base_net) as base_net from ledger_lines where org_id = current_org() group by document_id) l
        on l.document_id = d.id
     where d.org_id = current_org()
       and (d.line_count <> coalesce(l.lines, 0) or d.net <> coalesce(l.net, 0) + d.rounding)`,
  'lines and the account and date of their document': `
    select d.series || ' ' || d.number || ' ' || l.line_key as example
      from ledger_lines l join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id
     where l.org_id = current_org() and (l.account_id, l.doc_date) is distinct from (d.account_id, d.doc_date)`,
  'lines without a document': `
    select l.document_id::text as example from ledger_lines l
     where l.org_id = current_org() and not exists (select from ledger_documents d where d.org_id = l.org_id and d.id = l.document_id)`,
  'facts without their account': `
    select f.number as example from (select account_id, number from ledger_documents where org_id = current_org()
            union all select account_id, number from ledger_payments where org_id = current_org()) f
     where f.account_id is not null and not exists (select from accounts a where a.org_id = current_org() and a.id = f.account_id)`,
  'lines without their product': `
    select l.document_id::text || ' ' || l.line_key as example from ledger_lines l
     where l.org_id = current_org() and l.product_id is not null and not exists (select from products p where p.org_id = l.org_id and p.id = l.product_id)`,
  'allocations without payment or document': `
    select x.payment_id::text as example from ledger_allocations x
     where x.org_id = current_org() and (not exists (select from ledger_payments p where p.org_id = x.org_id and p.id = x.payment_id)
        or not exists (select from ledger_documents d where d.org_id = x.org_id and d.id = x.document_id))`,
  'payments that await a document that is there': `
    select p.number as example from ledger_payments p
     where p.org_id = current_org() and p.awaits is not null
       and exists (select from ledger_documents d where d.org_id = p.org_id and d.source = p.source and d.series <> 'order' and d.number = p.awaits)`,
};

/** Computes every roll-up and total anew from the facts and compares; reads only. */
export async function verifyLedger(ctx: Ctx): Promise<Verified> {
  const { client } = ctx;
  // Whole tables are compared, often right after an import, before the database has statistics of them.
  await client.query("set local enable_nestloop = off; set local work_mem = '96MB'");
  const disagreements: Disagreement[] = [];
  for (const [check, sql] of Object.entries(CHECKS)) {
    const { rows } = await client.query<{ count: number; example: string | null }>(
      `select count(*)::int as count, min(example) as example from (${sql}) found`,
    );
    if (rows[0]!.count > 0) disagreements.push({ check, ...rows[0]! });
  }
  const { rows } = await client.query<{ documents: number; lines: number; payments: number }>(
    `select (select count(*)::int from ledger_documents where org_id = current_org()) as documents,
            (select count(*)::int from ledger_lines where org_id = current_org()) as lines,
            (select count(*)::int from ledger_payments where org_id = current_org()) as payments`,
  );
  return { ...rows[0]!, disagreements };
}
