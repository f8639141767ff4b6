import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { ACCOUNT_COLUMNS, accountMonthsSql, moveState } from '../ledger/store-rollups.ts';

/** A document for a test: amounts in minor units of the base currency. */
export interface DocumentWish {
  accountId: string;
  day: string;
  net: bigint;
  kind?: 'invoice' | 'credit_note' | 'order';
  /** Of its one line; null: the cost is not known. */
  cost?: bigint | null;
}

/** Puts documents straight into the ledger, without lines, and brings the roll-ups and the state of the ledger up to date. */
export async function makeDocuments(ctx: Ctx, wishes: readonly DocumentWish[]): Promise<void> {
  for (let from = 0; from < wishes.length; from += 5000) {
    const some = wishes.slice(from, from + 5000);
    const all = <T>(of: (wish: DocumentWish) => T) => some.map(of);
    await ctx.client.query(
      `insert into ledger_documents (org_id, id, source, series, number, kind, has_header, account_id, doc_date, currency, rate, line_count, net, base_net,
              base_cost, base_costed_net, costed_lines, import_id)
       select $1, id, 'test', case kind when 'order' then 'order' when 'credit_note' then 'credit' else 'sale' end, id::text, kind, true, account_id, day, $2, 1, 1,
              net, net, cost, case when cost is null then 0 else net end, case when cost is null then 0 else 1 end, $1
         from unnest($3::uuid[], $4::uuid[], $5::date[], $6::bigint[], $7::text[], $8::bigint[]) as t (id, account_id, day, net, kind, cost)`,
      [
        ctx.org.id,
        ctx.org.baseCurrency,
        all(() => newId()),
        all((wish) => wish.accountId),
        all((wish) => wish.day),
        all((wish) => wish.net),
        all((wish) => wish.kind ?? 'invoice'),
        all((wish) => wish.cost ?? null),
      ],
    );
  }
  await rebuildMonths(ctx);
}

/** Puts unallocated payments straight into the ledger. */
export async function makePayments(
  ctx: Ctx,
  wishes: readonly { accountId: string; day: string; amount: bigint }[],
): Promise<void> {
  await ctx.client.query(
    `insert into ledger_payments (org_id, id, source, number, account_id, paid_on, currency, rate, amount, base_amount, import_id)
     select $1, id, 'test', id::text, account_id, day, $2, 1, amount, amount, $1
       from unnest($3::uuid[], $4::uuid[], $5::date[], $6::bigint[]) as t (id, account_id, day, amount)`,
    [
      ctx.org.id,
      ctx.org.baseCurrency,
      wishes.map(() => newId()),
      wishes.map((wish) => wish.accountId),
      wishes.map((wish) => wish.day),
      wishes.map((wish) => wish.amount),
    ],
  );
  await rebuildMonths(ctx);
}

/** The roll-up of the organisation from its facts, anew. */
async function rebuildMonths(ctx: Ctx): Promise<void> {
  await ctx.client.query('delete from ledger_account_months where org_id = $1', [ctx.org.id]);
  await ctx.client.query(
    `insert into ledger_account_months (org_id, ${ACCOUNT_COLUMNS}) select current_org(), ${ACCOUNT_COLUMNS} from (${accountMonthsSql('true', 'true')}) m`,
  );
  await moveState(ctx.client, ctx.now);
}
