import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { bring, reportOf } from '../../../test/imports.ts';
import { jobs } from '../../app/features.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { verifyLedger } from '../ledger/public.ts';
import { removeRate, removeRatesOf, saveRate } from '../settings/contract.ts';
import { RESTATE_JOB } from '../settings/public.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
});
afterAll(() => t.close());

const sales = (rows: string) => ({
  name: 'sales.csv',
  content: `Invoice;Date;Customer no;Product;Qty;Net;Currency\n${rows}\n`,
});
const rates = (rows: string) => ({ name: 'rates.csv', content: `Currency;Date;Rate\n${rows}\n` });

const invoices = () =>
  t.inside(async (ctx: Ctx) => {
    const { rows } = await ctx.client.query(
      'select number, rate::text as rate, base_net::text as net from ledger_documents order by number',
    );
    return rows.map((row) => `${row.number} ${row.rate} ${row.net}`);
  });
const restate = (currency: string, from: string) =>
  jobs
    .find((job) => job.name === RESTATE_JOB)!
    .run(t.house, { orgId: t.org.id, currency, from }, new AbortController().signal);
const isClean = async () => expect((await t.inside(verifyLedger)).disagreements).toEqual([]);

test('an import that is undone after a rate was changed by hand gives back facts at the rate of today’s book', async () => {
  await head.call(saveRate, { currency: 'USD', validFrom: '2024-01-01', rate: '0.9' });
  reportOf(await bring(t, head, [sales('U1;2025-01-05;C1;P1;1;100.00;USD\nU2;2025-01-06;C1;P1;1;50.00;USD')]));
  const second = await bring(t, head, [sales('U1;2025-01-05;C1;P1;1;200.00;USD')]);
  reportOf(second);
  expect(await invoices()).toEqual(['U1 0.9 18000', 'U2 0.9 4500']);
  await head.call(saveRate, { currency: 'USD', validFrom: '2024-01-01', rate: '0.8', version: 1 });
  await restate('USD', '2024-01-01');
  expect(await invoices()).toEqual(['U1 0.8 16000', 'U2 0.8 4000']);
  await head.call(contract.undoImport, { id: second.view.id });
  expect(await invoices()).toEqual(['U1 0.8 8000', 'U2 0.8 4000']);
  await isClean();
});

test('a rate that facts are converted with stays until another covers them', async () => {
  const last = await head.ask(removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 2 });
  expect([last.status, last.body.code, last.body.params]).toEqual([
    409,
    'settings.rateHeld',
    { currency: 'USD', day: '2025-01-05' },
  ]);
  expect((await head.ask(removeRatesOf, { currency: 'USD' })).body.code).toBe('settings.rateHeld');
  await head.call(saveRate, { currency: 'USD', validFrom: '2025-01-06', rate: '0.7' });
  expect((await head.ask(removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 2 })).body.code).toBe(
    'settings.rateHeld',
  );
  await head.call(saveRate, { currency: 'USD', validFrom: '2025-01-05', rate: '0.6' });
  await head.call(removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 2 });
  await restate('USD', '2024-01-01');
  expect(await invoices()).toEqual(['U1 0.6 6000', 'U2 0.7 3500']);
  await isClean();
  // Nothing stands on it: gone without a word.
  await head.call(saveRate, { currency: 'CHF', validFrom: '2024-01-01', rate: '1' });
  expect(await head.call(removeRatesOf, { currency: 'CHF' })).toEqual({ removed: 1 });
});

test('an import of rates is not undone while facts of other imports are converted with them', async () => {
  const brought = await bring(t, head, [rates('GBP;2024-01-01;1.2')]);
  reportOf(brought);
  const used = await bring(t, head, [sales('G1;2025-02-01;C1;P1;1;10.00;GBP')]);
  reportOf(used);
  const refused = await head.ask(contract.undoImport, { id: brought.view.id });
  expect([refused.status, refused.body.code]).toEqual([409, 'settings.rateHeld']);
  await head.call(contract.undoImport, { id: used.view.id });
  await head.call(contract.undoImport, { id: brought.view.id });
  await isClean();
});
