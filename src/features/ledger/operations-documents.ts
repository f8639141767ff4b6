import { explains } from '../../kernel/access-why.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import { sum } from '../../pure/money.ts';
import { Forbidden } from '../../pure/refusal.ts';
import { baseMoney, documentAnswer, lineAnswer } from './answers.ts';
import * as contract from './contract.ts';
import { checkDays, moneyIn } from './rules.ts';
import { loadOpenOf } from './store-balance.ts';
import { isKnown, loadKnowledge } from './store-open.ts';
import { loadMembers, type Members } from './store-read-accounts.ts';
import {
  type DocumentFields,
  loadDocument,
  loadDocuments,
  loadLines,
  loadPayments,
  loadPaymentsOf,
} from './store-read-documents.ts';
import { countLoose, loadLoose } from './store-read-loose.ts';
import { loadImportOf, loadImportsOf } from './store-read-state.ts';

/** What is open today of listed documents; a function that says undefined where nobody can tell. */
async function openOf(ctx: Ctx, members: Members, rows: readonly DocumentFields[]) {
  const asked = rows.filter((row) => row.kind !== 'order').map((row) => row.id);
  const knowledge = await loadKnowledge(ctx, members, ctx.today);
  if (asked.length === 0 || !isKnown(knowledge)) return () => undefined;
  const open = await loadOpenOf(ctx, members.ids, knowledge, asked);
  return (row: DocumentFields) =>
    row.doc_date !== null && row.doc_date <= ctx.today ? (open.get(row.id) ?? 0n) : undefined;
}

explains('document', loadDocument, async (as, document) => ({
  accounts: document.account_id === null ? [] : [{ id: document.account_id, verb: 'ledger.read' }],
  // One that names no customer is seen by those who see every account.
  own: document.account_id === null && as.scope('ledger.read') === 'all' ? [{ kind: 'leads' }] : [],
  needs: 'either',
}));

export const handlers = [
  handle(contract.listDocuments, async (ctx, input) => {
    const members = await loadMembers(ctx, input.id, input.group ?? false);
    checkDays({ from: input.from, to: input.to });
    const { rows, next } = await loadDocuments(ctx, members.ids, {
      from: input.from,
      to: input.to,
      kind: input.kind,
      q: input.q,
      product: input.product,
      sort: input.sort ?? 'date',
      direction: input.direction ?? 'desc',
      after: input.after,
      limit: input.limit ?? 50,
    });
    const open = await openOf(ctx, members, rows);
    return { rows: rows.map((row) => documentAnswer(ctx, row, open(row))), next };
  }),

  handle(contract.getDocument, async (ctx, input) => {
    const row = await loadDocument(ctx, input.id);
    noteReading(ctx, { kind: 'document', id: row.id, accountId: row.account_id, readers: null });
    const members = row.account_id === null ? null : await loadMembers(ctx, row.account_id, false);
    const open = members ? (await openOf(ctx, members, [row]))(row) : undefined;
    const lines = await loadLines(ctx, input.id, { after: input.after, limit: input.limit ?? 200 });
    const payments = await loadPaymentsOf(ctx, input.id);
    const from = await loadImportOf(ctx, row.import_id);
    const named = from !== null && ctx.can('imports.run');
    const costed = row.base_cost !== null && row.costed_lines === row.line_count;
    const money = moneyIn(row.currency || ctx.org.baseCurrency);
    const base = baseMoney(ctx);
    return {
      ...documentAnswer(ctx, row, open),
      requiredOn: row.required_on,
      shippedOn: row.shipped_on,
      settledOn: row.settled_on,
      rate: row.rate,
      tax: money(row.tax),
      rounding: money(row.rounding),
      cost: costed ? base(row.base_cost!) : null,
      margin: costed ? base(row.base_costed_net - row.base_cost!) : null,
      linesPage: { rows: lines.rows.map((line) => lineAnswer(ctx, line, row.currency)), next: lines.next },
      payments: payments.map((payment) => ({
        id: payment.id,
        number: payment.number,
        date: payment.paid_on,
        amount: moneyIn(payment.currency)(payment.amount),
      })),
      import: { id: named ? from.id : null, name: named ? from.name : null, at: from?.at?.toISOString() ?? null },
    };
  }),

  handle(contract.listPayments, async (ctx, input) => {
    const members = await loadMembers(ctx, input.id, input.group ?? false);
    checkDays({ from: input.from, to: input.to });
    const { rows, next } = await loadPayments(ctx, members.ids, {
      from: input.from,
      to: input.to,
      after: input.after,
      limit: input.limit ?? 50,
    });
    return {
      rows: rows.map((row) => {
        const money = moneyIn(row.currency);
        return {
          id: row.id,
          number: row.number,
          account: row.account_id && row.account ? { id: row.account_id, name: row.account } : null,
          date: row.paid_on,
          amount: money(row.amount),
          baseAmount: baseMoney(ctx)(row.base_amount),
          allocated: money(sum(row.documents.map((document) => BigInt(document.amount)))),
          documents: row.documents.map((document) => ({ ...document, amount: money(BigInt(document.amount)) })),
        };
      }),
      next,
    };
  }),

  handle(contract.listLooseFacts, async (ctx, input) => {
    if (ctx.scope('ledger.read') !== 'all') throw new Forbidden('This list is of the whole organisation.');
    const { rows, next } = await loadLoose(ctx, input.kind, { after: input.after, limit: input.limit ?? 50 });
    return {
      rows: rows.map((row) => ({
        kind: input.kind,
        id: row.id,
        number: row.number,
        account: row.account_id && row.account ? { id: row.account_id, name: row.account } : null,
        date: row.day,
        amount: moneyIn(row.currency)(row.amount),
        beyond: row.beyond === null ? null : moneyIn(row.currency)(row.beyond),
        awaits: row.awaits,
      })),
      next,
      counts: input.after === undefined ? await countLoose(ctx) : null,
    };
  }),

  handle(contract.listAccountImports, async (ctx, input) => {
    const members = await loadMembers(ctx, input.id, input.group ?? false);
    const named = ctx.can('imports.run');
    return {
      rows: (await loadImportsOf(ctx, members.ids)).map((row) => ({
        id: named && row.name !== null ? row.id : null,
        name: named ? row.name : null,
        at: row.at?.toISOString() ?? null,
        documents: row.documents,
        payments: row.payments,
        from: row.first,
        to: row.last,
      })),
    };
  }),
];
