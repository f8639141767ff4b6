import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginDay } from '../src/app/new-day.ts';
import { getAccount, listAccounts } from '../src/features/accounts/contract.ts';
import { jobs } from '../src/features/accounts/jobs.ts';
import { makeAccount, makeTeamMember } from '../src/features/accounts/make.ts';
import { getAccountBalance } from '../src/features/ledger/contract.ts';
import { makeLedger } from '../src/features/ledger/make.ts';
import { publishBalances } from '../src/features/ledger/public.ts';
import { saveProfile } from '../src/features/people/contract.ts';
import { NAMES_JOB } from '../src/features/people/public.ts';
import { type Person, type TestHouse, testHouse } from './house.ts';

let t: TestHouse;
let head: Person;
let today: Person;
let tomorrow: Person;
let id: string;
beforeAll(async () => {
  // Half past eleven in the evening, in Berlin.
  t = await testHouse({ now: new Date('2026-03-09T22:30:00Z') });
  head = await t.person(['head']);
  [today, tomorrow] = [await t.person(['kam'], { name: 'Today' }), await t.person(['kam'], { name: 'Tomorrow' })];
  id = await t.inside(async (ctx) => {
    const account = await makeAccount(ctx, { externalId: 'A', source: 'ledger' });
    await makeTeamMember(ctx, { accountId: account, userId: today.id, until: '2026-03-09' });
    await makeTeamMember(ctx, { accountId: account, userId: tomorrow.id, since: '2026-03-10' });
    const common = { series: 'sale', account_external_id: 'A', currency: 'EUR' };
    await makeLedger(ctx, {
      documents: [
        { ...common, number: '1', doc_date: '2026-02-01', due_date: '2026-03-09', net: '100' },
        { ...common, number: '2', doc_date: '2026-03-10', due_date: '2026-04-10', net: '40' },
      ],
      payments: [{ number: 'Z', account_external_id: 'A', paid_on: '2026-03-10', currency: 'EUR', amount: '25' }],
    });
    await publishBalances(ctx);
    return account;
  });
});
afterAll(() => t.close());

const listed = async () => {
  const [row] = (await head.call(listAccounts, {})).rows;
  return { lead: row!.lead?.name, open: row!.openBalance?.amount, last: row!.lastDocument };
};
const overdue = async () => (await head.call(getAccountBalance, { id })).overdue?.amount;
/** The clock goes on; sessions of the test are long enough. */
const at = (moment: string) => {
  t.house.now = () => new Date(moment);
};

test('what changes with the calendar alone is there on the day, once', async () => {
  expect(await beginDay(t.house, t.org)).toBe(false);
  const before = await listed();
  expect(before).toMatchObject({ lead: 'Today', last: '2026-02-01' });
  at('2026-03-09T22:59:00Z');
  expect(await beginDay(t.house, t.org)).toBe(false);
  expect(await listed()).toEqual(before);

  at('2026-03-09T23:10:00Z');
  const begun = await Promise.all([beginDay(t.house, t.org), beginDay(t.house, t.org)]);
  expect(begun.sort()).toEqual([false, true]);
  expect(await listed()).toEqual({ lead: 'Tomorrow', open: '115.00', last: '2026-03-10' });
  expect((await head.call(getAccount, { id })).openBalance?.amount).toBe('115.00');
  // The first invoice was due yesterday.
  expect(await overdue()).toBe('75.00');
  expect(await beginDay(t.house, t.org)).toBe(false);
});

test('a new name is on the list as soon as its job ran', async () => {
  await tomorrow.call(saveProfile, { name: 'Tomorrow Renamed' });
  const owner = new pg.Client(t.open.connections.owner);
  await owner.connect();
  const { rows } = await owner.query('select payload from graphile_worker._private_jobs');
  await owner.end();
  // Beside it stands the day's own work, which the first test queued.
  expect(rows.map((row) => row.payload).filter((payload) => 'userId' in payload)).toEqual([
    { orgId: t.org.id, userId: tomorrow.id },
  ]);
  const job = jobs.find((one) => one.name === NAMES_JOB)!;
  await job.run(t.house, { orgId: t.org.id, userId: tomorrow.id }, new AbortController().signal);
  expect((await listed()).lead).toBe('Tomorrow Renamed');
});
