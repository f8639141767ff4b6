import { afterAll, beforeAll, expect, test } from 'vitest';
import { handlers } from '../src/app/features.ts';
import * as accounts from '../src/features/accounts/contract.ts';
import { makeAccount } from '../src/features/accounts/make.ts';
import * as audit from '../src/features/audit/contract.ts';
import * as ledger from '../src/features/ledger/contract.ts';
import * as segmentation from '../src/features/segmentation/contract.ts';
import { EventHub } from '../src/kernel/events.ts';
import { openHttp } from '../src/kernel/http.ts';
import { type Person, type TestHouse, testHouse } from './house.ts';

let t: TestHouse;
let head: Person;
let account: string;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
  account = await t.inside((ctx) => makeAccount(ctx, { name: 'Account' }));
});
afterAll(() => t.close());

const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
const DASHES = '-'.repeat(36);

test('a cursor that no list gave out is told to be wrong, whatever stands in it', async () => {
  const wrong: [accounts.Sort, unknown, unknown?][] = [
    ['name', 'a', DASHES],
    ['name', 'a\0'],
    ['name', 7],
    ['rank', '999999999999'],
    ['rank', '-1'],
    ['revenue', '12345678901234567890'],
    ['growth', ''],
    ['growth', '0x10'],
    ['growth', '1e999'],
    ['lastDocument', '9999-99-99'],
  ];
  for (const [sort, at, id = account] of wrong) {
    const found = await head.ask(accounts.listAccounts, { sort, after: cursor(sort, 'asc', at, id) });
    expect([sort, at, found.status]).toEqual([sort, at, 400]);
  }
  for (const [sort, after] of [
    ['rank', cursor(1e300, 1.5)],
    ['rank', cursor(1, 2 ** 40)],
    ['amount', cursor(1e300, 1)],
    ['name', cursor('a', 'b')],
  ] as const) {
    const found = await head.ask(segmentation.getKeyAccounts, { sort, after });
    expect([sort, after, found.status]).toEqual([sort, after, 400]);
  }
  expect((await head.ask(accounts.listAccounts, { lead: DASHES })).status).toBe(400);
});

test('periods at the ends of the calendar are refused', async () => {
  for (const [from, to] of [
    ['0001-01-01', '0001-12-31'],
    ['9999-12-01', '9999-12-31'],
  ]) {
    expect((await head.ask(segmentation.getKeyAccounts, { from, to })).status).toBe(400);
    expect((await head.ask(ledger.getAccountSales, { id: account, from, to })).status).toBe(400);
  }
  for (const day of ['0001-01-01', '9999-12-31']) {
    expect((await head.ask(audit.listAudit, { from: day })).status).toBe(400);
    expect((await head.ask(audit.listAudit, { to: day })).status).toBe(400);
  }
  expect((await head.ask(audit.listAudit, { from: '1900-01-01', to: '2999-12-31' })).status).toBe(200);
  const seat = { id: account, userId: head.id, duty: 'lead' };
  expect((await head.ask(accounts.assignTeam, seat)).status).toBe(200);
  const other = { ...seat, userId: (await t.person(['kam'])).id, since: '0001-01-01' };
  expect((await head.ask(accounts.assignTeam, other)).status).toBe(400);
  expect((await head.ask(segmentation.getKeyAccounts, { from: '2999-12-01', to: '2999-12-31' })).status).toBe(200);
});

test('names of blanks and headers that cannot be read are refused in words', async () => {
  for (const name of [' ', '\u00a0\t']) {
    const found = await head.ask(accounts.createAccount, { name });
    expect([found.status, found.body.problems?.[0]?.field]).toEqual([400, 'name']);
  }
  const long = 'k'.repeat(201);
  const unreadable: Record<string, string>[] = [
    { 'x-reason': '%E0%A4%A' },
    { 'idempotency-key': '%' },
    { 'idempotency-key': long },
  ];
  for (const headers of unreadable) {
    const found = await head.ask(accounts.createAccount, { name: 'New' }, { headers });
    expect([headers, found.status]).toEqual([headers, 400]);
  }
});

test('a list below an account that one may not see is the same as below one that does not exist', async () => {
  const kam = await t.person(['kam']);
  const [group, own] = await t.inside(async (ctx) => {
    const above = await makeAccount(ctx, { name: 'Hidden group', kind: 'group' });
    return [above, await makeAccount(ctx, { name: 'Mine', parentId: above })] as const;
  });
  const director = await t.person(['director']);
  await director.call(accounts.assignTeam, { id: own, userId: kam.id, duty: 'lead' });
  expect((await kam.call(accounts.listAccounts, {})).rows.map((row) => row.id)).toEqual([own]);
  expect((await kam.call(accounts.listAccounts, { below: group })).rows).toEqual([]);
  expect((await director.call(accounts.listAccounts, { below: group })).rows.map((row) => row.id)).toEqual([own]);
});

test('whoever makes up tokens is counted by address, not by token', async () => {
  const events = new EventHub(t.open.connections.owner, t.house.log);
  const http = await openHttp(t.house, handlers, { trustProxy: false, rateLimit: 3, events });
  try {
    const ask = (token: string) =>
      http
        .inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } })
        .then((answer) => answer.statusCode);
    expect(await ask(head.token!)).toBe(200);
    const tries = [];
    for (const token of ['one', 'two', 'three', 'four']) tries.push(await ask(token));
    expect(tries).toEqual([401, 401, 401, 429]);
    expect(await ask(head.token!)).toBe(200);
  } finally {
    await http.close();
  }
});
