import { sql } from 'kysely';
import type { Searchable } from '../../kernel/search.ts';
import { loadAccountNames } from '../accounts/public.ts';

/** What may be a number: one word with a digit in it, two letters at least. */
const NUMBER = /^(?=.*\d)\S{2,60}$/;

/** Orders, invoices, credit notes and payments, by how their number begins. Of millions nothing is copied: the index on the numbers is read. */
export const foundDocuments: Searchable = {
  kind: 'document',
  verb: 'ledger.read',

  async find(ctx, sought) {
    const text = sought.text.trim();
    if (!NUMBER.test(text) || sought.nots.length > 0) return [];
    const found = new Map<string, { number: string }>();
    for (const begins of new Set([text, text.toUpperCase()])) {
      const { rows } = await sql<{ id: string; what: string; number: string }>`
        select d.id, d.what, d.number from search_documents(${ctx.org.id}, ${sought.open('ledger.read')}, ${sought.shut}, ${begins}, ${`${begins}\u{10ffff}`}, ${sought.most}) d`.execute(
        ctx.db,
      );
      for (const row of rows) found.set(`${row.what === 'payment' ? 'payment' : 'document'}:${row.id}`, row);
    }
    return [...found].map(([id, { number }]) => ({ id, title: number, numbers: [number], accountId: null }));
  },

  async show(ctx, ids) {
    const of = (what: string) => ids.filter((id) => id.startsWith(what)).map((id) => id.split(':')[1]!);
    const { rows } = await sql<{
      id: string;
      number: string;
      kind: string;
      account_id: string | null;
      on: string | null;
    }>`
      select d.id, d.number, d.kind, d.account_id, d.doc_date as on from ledger_documents d where d.org_id = ${ctx.org.id} and d.id = any (${of('document')}::uuid[])
      union all
      select p.id, p.number, 'payment', p.account_id, p.paid_on from ledger_payments p where p.org_id = ${ctx.org.id} and p.id = any (${of('payment')}::uuid[])`.execute(
      ctx.db,
    );
    const names = await loadAccountNames(
      ctx,
      rows.flatMap((row) => row.account_id ?? []),
      'ledger.read',
    );
    return rows.map((row) => ({
      id: `${row.kind === 'payment' ? 'payment' : 'document'}:${row.id}`,
      title: row.number,
      detail: null,
      mark: `document.${row.kind}`,
      texts: [],
      path:
        row.kind !== 'payment'
          ? `/documents/${row.id}`
          : row.account_id === null
            ? '/ledger/loose'
            : `/accounts/${row.account_id}?tab=balance`,
      account: names.get(row.account_id ?? '') ?? null,
      at: row.on === null ? null : new Date(`${row.on}T12:00:00Z`),
    }));
  },
};
