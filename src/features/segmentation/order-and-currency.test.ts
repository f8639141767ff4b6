import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { saveRate } from '../settings/contract.ts';
import { keyAccountsAnswer } from './answer.ts';
import * as contract from './contract.ts';
import { SORTS } from './contract-shapes.ts';
import { makeDocuments } from './make.ts';
import { publishReview } from './reviews.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let support: Person;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2025-01-15T10:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  support = await t.person(['sales_support']);
  await t.inside(async (ctx) => {
    const amounts = [900_001n, 500_003n, 300_007n, 300_007n, 100_001n, 50_001n, 7n, 0n];
    for (const [index, net] of amounts.entries()) {
      const id = await makeAccount(ctx, { name: `Account ${(index * 5) % 8}`, externalId: `A${index}` });
      if (index % 2 === 0) await makeTeamMember(ctx, { accountId: id, userId: kam.id });
      if (net === 0n) continue;
      const some = index % 3 === 0 ? ['2023-03-14', '2024-03-14'] : ['2024-11-14'];
      await makeDocuments(
        ctx,
        some.map((day) => ({ accountId: id, day, net, cost: net / 2n })),
      );
    }
    await makeDocuments(ctx, []);
    const gone = await makeAccount(ctx, { name: 'Took it back', externalId: 'R' });
    await makeDocuments(ctx, [{ accountId: gone, day: '2024-12-31', net: -1_003n, cost: -500n, kind: 'credit_note' }]);
    await publishReview(ctx);
  });
  await head.call(saveRate, { currency: 'USD', validFrom: '2024-06-01', rate: '0.7' });
  await head.call(saveRate, { currency: 'USD', validFrom: '2025-01-01', rate: '5' });
});
afterAll(() => t.close());

/** Every row of the list, page after page of three. */
async function all(person: Person, input: Record<string, unknown>) {
  const rows: Awaited<ReturnType<typeof page>>['rows'] = [];
  const page = (after?: string) =>
    person.call(contract.getKeyAccounts, { ...input, limit: 3, ...(after ? { after } : {}) } as never);
  let after: string | undefined;
  do {
    const answer = await page(after);
    rows.push(...answer.rows);
    after = answer.next ?? undefined;
  } while (after !== undefined);
  return rows;
}

describe('the order of the list', () => {
  const value = {
    rank: (row) => row.rank,
    name: (row) => row.name,
    tier: (row) => ['key', 'emerging', 'standard', 'prospect', 'dormant'].indexOf(row.countsAs!),
    amount: (row) => Number(row.amount.amount),
    share: (row) => row.share,
    cumulativeShare: (row) => row.cumulativeShare ?? null,
    class: (row) => row.class,
    growth: (row) => row.growth.value,
    margin: (row) => (row.margin ? Number(row.margin.amount) : null),
    rules: (row) => row.rules.length,
    proposal: (row) => (row.proposal?.isAsking ? 0 : 1),
  } satisfies Record<string, (row: Awaited<ReturnType<typeof all>>[number]) => unknown>;

  test.each(SORTS.flatMap((sort) => [[sort, 'asc'] as const, [sort, 'desc'] as const]))(
    'by %s, %s: every row once over the pages, in order, empty values last',
    async (sort, direction) => {
      const rows = await all(head, { sort, direction });
      expect(new Set(rows.map((row) => row.id)).size).toBe(9);
      const values: (string | number | null)[] = rows.map((row) => value[sort](row));
      const filled = values.filter((one) => one !== null);
      expect(values.slice(0, filled.length)).toEqual(filled);
      const sorted = [...filled].sort((a, b) => (a! < b! ? -1 : a! > b! ? 1 : 0));
      expect(filled).toEqual(direction === 'asc' ? sorted : sorted.reverse());
    },
  );

  test('what one may not see is not sorted by', async () => {
    for (const sort of ['cumulativeShare', 'proposal']) {
      expect((await kam.ask(contract.getKeyAccounts, { sort } as never)).status, sort).toBe(403);
      expect((await kam.ask(contract.exportKeyAccounts, { sort } as never)).status, sort).toBe(403);
    }
    expect((await support.ask(contract.getKeyAccounts, { sort: 'margin' })).status).toBe(403);
    expect((await support.ask(contract.getKeyAccounts, { sort: 'cumulativeShare' })).status).toBe(403);
  });

  test('of some accounts, and of all without the company’s figures', async () => {
    for (const person of [kam, support]) {
      const rows = await all(person, { sort: 'share', direction: 'asc' });
      const shares = rows.flatMap((row) => (row.share === null ? [] : [row.share]));
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(rows.length).toBe(person === kam ? 4 : 9);
    }
  });
});

describe('the currency', () => {
  test('amounts at the rate of the last day; shares, ranks and classes stay; rows make the total', async () => {
    const plain = await head.call(contract.getKeyAccounts, {});
    const dollars = await head.call(contract.getKeyAccounts, { currency: 'USD' });
    expect(plain.conversion).toBeNull();
    expect(dollars).toMatchObject({ currency: 'USD', conversion: { base: 'EUR', rate: '0.7', day: '2024-12-31' } });
    expect(dollars.rows[0]!.amount).toEqual({ amount: '12857.16', currency: 'USD' });
    expect(dollars.rows.map(({ rank, share, class: one, growth }) => [rank, share, one, growth])).toEqual(
      plain.rows.map(({ rank, share, class: one, growth }) => [rank, share, one, growth]),
    );
    const cents = (text: string) => BigInt(text.replace('.', ''));
    const sum = dollars.rows.reduce((total, row) => total + cents(row.amount.amount), 0n);
    expect(cents(dollars.totals.total.amount)).toBe(sum);
    expect(cents(dollars.company!.base.amount)).toBe(sum + 1433n);
    expect((await head.call(contract.getKeyAccounts, { currency: 'EUR' })).conversion).toBeNull();
  });

  test('of some accounts, in what-if and on the command line too', async () => {
    const mine = await kam.call(contract.getKeyAccounts, { currency: 'USD' });
    const cents = (text: string) => BigInt(text.replace('.', ''));
    expect(cents(mine.totals.total.amount)).toBe(
      mine.rows.reduce((total, row) => total + cents(row.amount.amount), 0n),
    );
    const [first] = (await head.call(contract.getKeyAccounts, {})).rows;
    const lost = await head.call(contract.getWhatIf, { currency: 'USD', ids: [first!.id] });
    expect(lost.lost.amount).toEqual({ amount: '12857.16', currency: 'USD' });
    const printed = await keyAccountsAnswer(t.house, t.org, { currency: 'USD' });
    expect(printed).toMatchObject({ currency: 'USD', conversion: { rate: '0.7' } });
    expect(printed.accounts[0]!.amount).toBe('12857.16');
  });

  test('the rate is that of the day on which the period ends', async () => {
    const later = await head.call(contract.getKeyAccounts, { currency: 'USD', from: '2024-01-01', to: '2025-01-10' });
    expect(later.conversion).toMatchObject({ rate: '5', day: '2025-01-10' });
  });

  test('without a rate it is refused, naming currency and day', async () => {
    const early = await head.ask(contract.getKeyAccounts, { currency: 'USD', from: '2023-01-01', to: '2023-12-31' });
    expect(early.status).toBe(409);
    expect(early.body).toMatchObject({
      code: 'segmentation.noRate',
      params: { currency: 'USD', base: 'EUR', day: '2023-12-31' },
    });
    expect((await head.ask(contract.getKeyAccounts, { currency: 'CHF' })).status).toBe(409);
  });
});
