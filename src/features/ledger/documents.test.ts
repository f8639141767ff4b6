import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as contract from './contract.ts';
import { makeLedger, flatSale as sale } from './make.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let controller: Person;
let ids: Record<'group' | 'mine' | 'theirs', string>;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-01-10T09:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  other = await t.person(['account_manager']);
  controller = await t.person(['credit_controller']);
  ids = await t.inside(async (ctx) => {
    const group = await makeAccount(ctx, { name: 'Globex', kind: 'group', externalId: 'G', source: 'ledger' });
    const mine = await makeAccount(ctx, { name: 'Globex Berlin', externalId: 'M', source: 'ledger', parentId: group });
    const theirs = await makeAccount(ctx, { name: 'Globex Wien', externalId: 'T', source: 'ledger', parentId: group });
    await makeTeamMember(ctx, { accountId: mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: theirs, userId: other.id });
    const months = Array.from({ length: 11 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}-15`);
    await makeLedger(ctx, {
      lines: [
        ...months.map((day, at) => sale(`M${at + 1}`, 'M', day, at < 2 ? 'P2' : 'P1', String(at + 1))),
        ...months.slice(0, 5).map((day, at) => sale(`T${at}`, 'T', day, 'P1', '1000')),
        sale('D1', 'M', '2025-12-31', 'P1', '1'),
      ],
      payments: [
        { number: 'Z1', account_external_id: 'M', paid_on: '2025-12-30', currency: 'EUR', amount: '700' },
        {
          number: 'Z2',
          account_external_id: 'M',
          paid_on: '2025-12-01',
          currency: 'EUR',
          amount: '20',
          document_number: 'M2',
        },
      ],
    });
    return { group, mine, theirs };
  });
});
afterAll(() => t.close());

describe('documents', () => {
  test('newest first, page by page, filtered', async () => {
    const all: string[] = [];
    let after: string | undefined;
    do {
      const page = await head.call(contract.listDocuments, { id: ids.group, group: true, limit: 10, after });
      all.push(...page.rows.map((row) => `${row.date} ${row.id}`));
      after = page.next ?? undefined;
    } while (after);
    expect(all).toHaveLength(17);
    expect(all).toEqual([...all].sort().reverse());
    const list = async (filter: object) =>
      (await head.call(contract.listDocuments, { id: ids.mine, ...filter })).rows.map((row) => row.number);
    expect(await list({ from: '2025-12-16' })).toEqual(['D1']);
    expect(await list({ q: 'd1' })).toEqual(['D1']);
    expect(await list({ kind: ['order'] })).toEqual([]);
    const product = (await head.call(contract.getAccountProducts, { id: ids.mine })).rows[1]!.product.id;
    expect(await list({ product, from: '2025-01-01' })).toEqual(['M2', 'M1']);
    expect((await list({ sort: 'amount', limit: 1 }))[0]).toBe('M11');
    expect((await head.ask(contract.listDocuments, { id: ids.mine, after: 'rubbish' })).status).toBe(400);
  });

  test('one document with its lines, to the last cent', async () => {
    const [row] = (await kam.call(contract.listDocuments, { id: ids.mine, q: 'D1' })).rows;
    const document = await kam.call(contract.getDocument, { id: row!.id });
    expect(document).toMatchObject({
      number: 'D1',
      net: { amount: '10.00' },
      rounding: { amount: '0.00' },
      margin: { amount: '4.00' },
      account: { id: ids.mine },
      open: { amount: '0.00' },
      linesPage: {
        rows: [
          { product: { name: 'P1' }, quantity: '1', price: '10', net: { amount: '10.00' }, cost: { amount: '6.00' } },
        ],
        next: null,
      },
      import: { id: null, name: null },
    });
    expect((await controller.call(contract.getDocument, { id: row!.id })).linesPage.rows[0]).not.toHaveProperty('cost');
    expect((await other.ask(contract.getDocument, { id: row!.id })).status).toBe(404);
    const payments = await kam.call(contract.listPayments, { id: ids.mine, group: true });
    expect(payments.rows.map((payment) => [payment.number, payment.allocated.amount])).toEqual(
      expect.arrayContaining([
        ['Z1', '0.00'],
        ['Z2', '20.00'],
      ]),
    );
  });

  test('what is loose is listed for those who see all', async () => {
    await t.inside((ctx) =>
      makeLedger(ctx, {
        documents: [
          { series: 'sale', number: 'H1', account_external_id: 'T', doc_date: '2026-01-02', currency: 'EUR', net: '5' },
        ],
        lines: [{ series: 'sale', number: 'L1', line_no: '1', net: '7' }],
        payments: [
          {
            number: 'Z3',
            account_external_id: 'T',
            paid_on: '2026-01-03',
            currency: 'EUR',
            amount: '5',
            document_number: 'X77',
          },
        ],
      }),
    );
    const none = await head.call(contract.listLooseFacts, { kind: 'withoutLines' });
    expect(none).toMatchObject({
      counts: { withoutLines: 1, withoutDocument: 1, beyondInvoices: 1, awaitingInvoice: 1 },
      rows: [{ number: 'H1' }],
    });
    const [line] = (await head.call(contract.listLooseFacts, { kind: 'withoutDocument' })).rows;
    expect(line).toMatchObject({ number: 'L1', account: null, date: null });
    expect((await head.call(contract.getDocument, { id: line!.id })).loose).toEqual(['withoutDocument']);
    expect((await kam.ask(contract.getDocument, { id: line!.id })).status).toBe(404);
    const [paid] = (await head.call(contract.listLooseFacts, { kind: 'beyondInvoices' })).rows;
    expect(paid).toMatchObject({ number: 'Z1', beyond: { amount: '50.00' } });
    expect(paid!.awaits).toBeNull();
    const awaiting = await head.call(contract.listLooseFacts, { kind: 'awaitingInvoice' });
    expect(awaiting.rows).toMatchObject([
      { number: 'Z3', awaits: 'X77', beyond: null, account: { name: 'Globex Wien' } },
    ]);
    for (const kind of contract.LOOSE_KINDS)
      expect((await kam.ask(contract.listLooseFacts, { kind })).status).toBe(403);
  });
});
