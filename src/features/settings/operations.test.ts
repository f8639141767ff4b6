import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import * as contract from './contract.ts';
import { holdsBaseCurrency, keepBaseCurrency, loadRates, loadRules, rateAt, ratePeriods, saveRates } from './public.ts';
import { defaultRules, withRule } from './rules.ts';

let t: TestHouse;
let admin: Person;
let head: Person;
let kam: Person;
let stranger: Person;
let isHeld = false;

beforeAll(async () => {
  t = await testHouse();
  [admin, head, kam] = [await t.person(['admin']), await t.person(['head']), await t.person(['kam'])];
  stranger = await t.person(['admin'], { org: await t.anotherOrganisation('elsewhere') });
  holdsBaseCurrency(async (ctx) => isHeld && ctx.org.slug === 'test');
});
afterAll(() => t.close());

const jobs = (task: string) =>
  t.inside(async () => {
    const { default: pg } = await import('pg');
    const client = new pg.Client(t.open.connections.owner);
    await client.connect();
    const found = await client.query(
      'select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = $1',
      [task],
    );
    await client.end();
    return found.rows.map((row) => row.payload);
  });

const audited = (operation: string) =>
  t.inside((ctx) =>
    ctx.db.selectFrom('audit_entries').selectAll().where('operation', '=', operation).orderBy('id', 'desc').execute(),
  );

describe('settings', () => {
  const change = {
    name: 'Test company',
    baseCurrency: 'EUR',
    timezone: 'Europe/Berlin',
    fiscalYearStart: 1,
    language: 'en' as const,
  };

  test('everybody reads them, administrators and directors save them', async () => {
    const seen = await kam.call(contract.getSettings, {});
    expect(seen).toMatchObject({ ...change, version: 1, baseCurrencyHeld: null, can: { manage: false, rates: false } });
    expect((await kam.ask(contract.saveSettings, { ...change, version: 1 })).status).toBe(403);
    const saved = await admin.call(contract.saveSettings, {
      ...change,
      name: 'Renamed',
      timezone: 'Asia/Almaty',
      fiscalYearStart: 4,
      version: 1,
    });
    expect(saved).toMatchObject({ name: 'Renamed', timezone: 'Asia/Almaty', fiscalYearStart: 4, version: 2 });
    const [entry] = await audited('saveSettings');
    expect(entry!.changes).toEqual([
      { field: 'timezone', before: 'Europe/Berlin', after: 'Asia/Almaty' },
      { field: 'fiscal_year_start', before: 1, after: 4 },
      { field: 'name', before: 'Test company', after: 'Renamed' },
    ]);
    expect((await stranger.call(contract.getSettings, {})).name).toBe('elsewhere');
    await admin.call(contract.saveSettings, { ...change, version: 2 });
  });

  test('a stale version, an unknown zone and an unknown currency are refused', async () => {
    const { version } = await admin.call(contract.getSettings, {});
    const stale = await admin.ask(contract.saveSettings, { ...change, version: version - 1 });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    const zone = await admin.ask(contract.saveSettings, { ...change, timezone: 'Mars/Olympus', version });
    expect(zone.body.problems?.[0]?.field).toBe('timezone');
    const currency = await admin.ask(contract.saveSettings, { ...change, baseCurrency: 'XXX', version });
    expect(currency.body.problems?.[0]?.field).toBe('baseCurrency');
    const month = await admin.ask(contract.saveSettings, { ...change, fiscalYearStart: 13, version });
    expect(month.status).toBe(400);
  });

  test('the base currency stays once the ledger or the rates stand on it', async () => {
    const { version } = await admin.call(contract.getSettings, {});
    isHeld = true;
    const held = await admin.ask(contract.saveSettings, { ...change, baseCurrency: 'USD', version });
    expect([held.status, held.body.code]).toEqual([409, 'settings.ledgerInBase']);
    expect((await admin.call(contract.getSettings, {})).baseCurrencyHeld).toBe('ledger');
    isHeld = false;
    await admin.call(contract.saveRate, { currency: 'RUB', validFrom: '2024-01-01', rate: '0.01' });
    const rates = await admin.ask(contract.saveSettings, { ...change, baseCurrency: 'USD', version });
    expect(rates.body.code).toBe('settings.ratesInBase');
    await admin.call(contract.removeRatesOf, { currency: 'RUB' });
    const changed = await admin.call(contract.saveSettings, { ...change, baseCurrency: 'USD', version });
    expect(changed.baseCurrency).toBe('USD');
    await expect(t.inside((ctx) => keepBaseCurrency(ctx))).rejects.toThrow('changed in the meantime');
    await admin.call(contract.saveSettings, { ...change, version: version + 1 });
    await t.inside((ctx) => keepBaseCurrency(ctx));
  });
});

describe('rules', () => {
  test('are saved, audited by threshold, reset; the review is asked for', async () => {
    const { rules, version } = await kam.call(contract.getRules, {});
    expect(rules).toEqual(defaultRules);
    expect((await head.ask(contract.saveRules, { rules, version })).status).toBe(403);
    const saved = await admin.call(contract.saveRules, { rules: withRule(rules, 'programmeSize', 40), version });
    expect(saved.rules.programmeSize).toBe(40);
    expect(await t.inside((ctx) => loadRules(ctx))).toEqual(saved.rules);
    expect((await audited('saveRules'))[0]!.changes).toEqual([{ field: 'programmeSize', before: 25, after: 40 }]);
    expect(await jobs('segmentation.review')).toEqual([{ orgId: t.org.id, cause: 'rules' }]);
    expect((await admin.ask(contract.saveRules, { rules, version })).body.code).toBe('stale');
    expect((await admin.ask(contract.resetRules, { version })).body.code).toBe('stale');
    const reset = await admin.call(contract.resetRules, { version: saved.version });
    expect(reset.rules).toEqual(defaultRules);
    expect((await stranger.call(contract.getRules, {})).version).toBe(1);
  });

  test('nonsense is named', async () => {
    const { version } = await kam.call(contract.getRules, {});
    const wrong = await admin.ask(contract.saveRules, { rules: withRule(defaultRules, 'abc.b', 0.5), version });
    expect([wrong.status, wrong.body.problems?.[0]?.field]).toEqual([400, 'rules.abc.b']);
    const shape = await admin.ask(contract.saveRules, { rules: { ...defaultRules, active: {} }, version });
    expect(shape.status).toBe(400);
    const more = await admin.ask(contract.saveRules, { rules: { ...defaultRules, more: 1 }, version });
    expect(more.status).toBe(400);
  });
});

describe('exchange rates', () => {
  test('are set, changed, removed; documents of the currency are to be restated', async () => {
    const one = { currency: 'USD', validFrom: '2024-01-01', rate: '0.910' };
    expect((await kam.ask(contract.saveRate, one)).status).toBe(403);
    expect(await head.call(contract.saveRate, one)).toEqual({ ...one, rate: '0.91', source: 'hand', version: 1 });
    expect((await head.ask(contract.saveRate, one)).body.code).toBe('settings.rateExists');
    const changed = await head.call(contract.saveRate, { ...one, rate: '0.92', version: 1 });
    expect(changed).toMatchObject({ rate: '0.92', version: 2 });
    expect((await head.ask(contract.saveRate, { ...one, rate: '0.93', version: 1 })).body.code).toBe('stale');
    expect((await stranger.ask(contract.saveRate, { ...one, version: 2 })).status).toBe(404);
    expect(
      (await stranger.ask(contract.removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 2 })).status,
    ).toBe(404);
    expect(
      (await head.ask(contract.removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 1 })).body.code,
    ).toBe('stale');
    expect(await jobs('ledger.restate')).toContainEqual({ orgId: t.org.id, currency: 'USD', from: '2024-01-01' });
    expect((await audited('saveRate'))[0]!.changes).toContainEqual({ field: 'rate', before: '0.91', after: '0.92' });
    expect((await audited('saveRate'))[0]!.changes).toContainEqual({ field: 'currency', before: 'USD', after: 'USD' });
    await head.call(contract.removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 2 });
    expect((await head.ask(contract.removeRate, { currency: 'USD', validFrom: '2024-01-01', version: 2 })).status).toBe(
      404,
    );
  });

  test('nonsense is refused', async () => {
    const good = { currency: 'USD', validFrom: '2024-01-01', rate: '1' };
    for (const [bad, field] of [
      [{ ...good, currency: 'EUR' }, 'currency'],
      [{ ...good, currency: 'XXQ' }, 'currency'],
      [{ ...good, validFrom: '2023-02-29' }, 'validFrom'],
      [{ ...good, rate: '0' }, 'rate'],
      [{ ...good, rate: '-1' }, 'rate'],
      [{ ...good, rate: 'abc' }, 'rate'],
    ] as const) {
      const answer = await head.ask(contract.saveRate, bad);
      expect([answer.status, answer.body.problems?.[0]?.field]).toEqual([400, field]);
    }
  });

  test('a file is all or nothing, and the same again changes nothing', async () => {
    const wrong = await head.ask(contract.importRates, {
      text: 'USD,2024-01-01,0.9\nUSD,2024-13-01,0.9\nEUR,2024-01-01,1',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.problems?.map((problem) => problem.field)).toEqual(['rows.2.date', 'rows.3.currency']);
    expect((await kam.call(contract.listRates, {})).rows).toEqual([]);
    const text = 'currency;date;rate\nUSD;01.01.2024;0,90\nUSD;01.02.2024;0,92\nRUB;2024-01-01;0.0101\n';
    expect((await kam.ask(contract.importRates, { text })).status).toBe(403);
    expect(await head.call(contract.importRates, { text })).toEqual({ inserted: 3, updated: 0, unchanged: 0 });
    expect(await head.call(contract.importRates, { text })).toEqual({ inserted: 0, updated: 0, unchanged: 3 });
    expect(await head.call(contract.importRates, { text: 'USD,2024-01-01,0.91' })).toEqual({
      inserted: 0,
      updated: 1,
      unchanged: 0,
    });
    expect(await kam.call(contract.listCurrencies, {})).toEqual({
      base: 'EUR',
      currencies: [
        { currency: 'RUB', rate: '0.0101', validFrom: '2024-01-01', rates: 1 },
        { currency: 'USD', rate: '0.92', validFrom: '2024-02-01', rates: 2 },
      ],
      can: { rates: false },
    });
    expect((await stranger.call(contract.listCurrencies, {})).currencies).toEqual([]);
  });

  test('the list is paged by currency, newest first', async () => {
    const first = await kam.call(contract.listRates, { limit: 2 });
    expect(first.rows.map((row) => `${row.currency} ${row.validFrom}`)).toEqual(['RUB 2024-01-01', 'USD 2024-02-01']);
    const second = await kam.call(contract.listRates, { limit: 2, after: first.next! });
    expect(second.rows.map((row) => `${row.currency} ${row.validFrom}`)).toEqual(['USD 2024-01-01']);
    expect(second.next).toBeNull();
    expect((await kam.call(contract.listRates, { currency: 'RUB' })).rows).toHaveLength(1);
    for (const after of [
      'x',
      Buffer.from('["USD"]').toString('base64url'),
      Buffer.from('["USD","x"]').toString('base64url'),
    ]) {
      expect((await kam.ask(contract.listRates, { after })).status).toBe(400);
    }
    expect((await stranger.call(contract.listRates, {})).rows).toEqual([]);
  });

  test('the latest rate before a day is in force, in every way to ask', async () => {
    await t.inside(async (ctx: Ctx) => {
      const book = await loadRates(ctx);
      expect(book.currencies).toEqual(['RUB', 'USD']);
      const periods = await ctx.db.selectFrom(ratePeriods(ctx).as('p')).selectAll().execute();
      for (const [currency, day, rate] of [
        ['USD', '2023-12-31', null],
        ['USD', '2024-01-01', '0.91'],
        ['USD', '2024-01-31', '0.91'],
        ['USD', '2024-02-01', '0.92'],
        ['USD', '2030-01-01', '0.92'],
        ['GBP', '2024-01-01', null],
        ['EUR', '1999-01-01', '1'],
      ] as const) {
        expect(await rateAt(ctx, currency, day)).toBe(rate);
        expect(book.at(currency, day)).toBe(rate);
        const inForce = periods.filter(
          (row) =>
            row.currency === currency &&
            (row.valid_from <= day || row.valid_from === '-infinity') &&
            (row.valid_to > day || row.valid_to === 'infinity'),
        );
        expect(inForce.map((row) => row.rate)).toEqual(rate === null ? [] : [rate]);
      }
    });
  });

  test('an import saves its rates and says what is to be restated', async () => {
    const saved = await t.inside((ctx) =>
      saveRates(
        ctx,
        [
          { currency: 'USD', validFrom: '2024-02-01', rate: '0.92' },
          { currency: 'CHF', validFrom: '2024-03-01', rate: '1.04' },
          { currency: 'CHF', validFrom: '2024-02-01', rate: '1.05' },
        ],
        null,
      ),
    );
    expect(saved).toEqual({
      inserted: 2,
      updated: 0,
      unchanged: 1,
      changed: [{ currency: 'CHF', from: '2024-02-01' }],
    });
    await expect(
      t.inside((ctx) => saveRates(ctx, [{ currency: 'EUR', validFrom: '2024-02-01', rate: '1' }], null)),
    ).rejects.toThrow();
  });
});
