import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { beginDay } from '../../app/new-day.ts';
import { exportAccounts, listAccounts } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import * as contract from './contract.ts';
import { ITEMS } from './contract-shapes.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let deputy: Person;
let outsider: Person;
let contributor: Person;
const ids = { mine: '', other: '', group: '' };
const needs = { section: 'needs', source: 'customer' } as const;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-06-15T10:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna Head' });
  kam = await t.person(['kam'], { name: 'Karl Kam' });
  deputy = await t.person(['kam'], { name: 'Dina Deputy' });
  outsider = await t.person(['kam'], { name: 'Otto Outsider' });
  contributor = await t.person(['contributor']);
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Group', kind: 'group' });
    ids.mine = await makeAccount(ctx, { name: 'Mine Ltd', parentId: ids.group });
    ids.other = await makeAccount(ctx, { name: 'Other Ltd' });
    for (const person of [kam, contributor]) await makeTeamMember(ctx, { accountId: ids.mine, userId: person.id });
    await makeTeamMember(ctx, { accountId: ids.group, userId: deputy.id, duty: 'deputy' });
  });
}, 120_000);
afterAll(() => t.close());

const listed = async (id: string) =>
  (await head.call(listAccounts, { columns: ['completeness', 'freshness'] })).rows.find((row) => row.id === id)!;

describe('a section', () => {
  test('is written as versions with author, source and the day of which it tells', async () => {
    const first = await kam.call(contract.saveSection, {
      ...{ ...needs, id: ids.mine, version: 0, text: 'They need pallets.', sourceNote: 'Annual talk' },
      knownAsOf: '2026-06-01',
    });
    expect(first.version).toBe(1);
    const second = await head.call(contract.saveSection, {
      ...needs,
      id: ids.mine,
      version: 1,
      text: '  They need half pallets. ',
    });
    expect(second.version).toBe(2);
    const { sections, can } = await kam.call(contract.getDossier, { id: ids.mine });
    expect(can.edit).toBe(true);
    expect(sections).toHaveLength(1);
    expect(sections[0]).toMatchObject({ text: 'They need half pallets.', knownAsOf: '2026-06-15', version: 2 });
    expect(sections[0]!.author?.name).toBe('Hanna Head');
    const page = await kam.call(contract.listSectionVersions, { id: ids.mine, section: 'needs', limit: 1 });
    expect(page.rows.map((row) => row.version)).toEqual([2]);
    const older = await kam.call(contract.listSectionVersions, { id: ids.mine, section: 'needs', after: page.next! });
    expect(older.rows[0]).toMatchObject({ text: 'They need pallets.', sourceNote: 'Annual talk', version: 1 });
    expect(older.next).toBeNull();
  });

  test('two who save at once: the later one is refused with both texts, nothing is lost', async () => {
    const at = { ...needs, id: ids.mine, section: 'strategy' as const, version: 0 };
    await kam.call(contract.saveSection, { ...at, text: 'From Karl' });
    const refused = await head.ask(contract.saveSection, { ...at, text: 'From Hanna' });
    expect(refused.status).toBe(409);
    expect(refused.body.code).toBe('stale');
    expect(refused.body.params).toMatchObject({ current: { text: 'From Karl' }, yours: { text: 'From Hanna' } });
    await head.call(contract.saveSection, { ...at, version: 1, text: 'From Karl\n\nFrom Hanna' });
    const again = await kam.ask(contract.saveSection, { ...at, version: 1, text: 'Late' });
    expect(again.body.params).toMatchObject({ current: { version: 2 }, yours: { text: 'Late' } });
    const { rows } = await kam.call(contract.listSectionVersions, { id: ids.mine, section: 'strategy' });
    expect(rows.map((row) => row.text)).toEqual(['From Karl\n\nFrom Hanna', 'From Karl']);
  });

  test('only how we work has lines; a day to come is refused', async () => {
    const save = (input: object) =>
      kam.ask(contract.saveSection, { ...needs, id: ids.mine, version: 0, text: '', ...input });
    const facts = { portal: 'edi.example.com', pallets: ' ' };
    expect((await save({ section: 'business', facts })).status).toBe(400);
    expect((await save({ section: 'business', knownAsOf: '2026-06-16' })).status).toBe(400);
    expect((await save({ section: 'working', facts })).status).toBe(200);
    const { sections } = await kam.call(contract.getDossier, { id: ids.mine });
    expect(sections.find(({ section }) => section === 'working')?.facts).toEqual({ portal: 'edi.example.com' });
  });

  test('the audit tells of it without its text', async () => {
    const entry = (await head.call(listAudit, { operation: 'saveSection' })).rows.at(-1)!;
    expect(entry.changes.map(({ field }) => field).sort()).toEqual(expect.arrayContaining(['characters', 'section']));
    expect(JSON.stringify(entry)).not.toContain('pallets');
  });

  test('is open to those who may read the account, and written by those who may edit it', async () => {
    expect((await outsider.ask(contract.getDossier, { id: ids.mine })).status).toBe(404);
    expect((await outsider.ask(contract.saveSection, { ...needs, id: ids.mine, version: 2, text: 'X' })).status).toBe(
      404,
    );
    const read = await contributor.call(contract.getDossier, { id: ids.mine });
    expect(read.can.edit).toBe(false);
    expect(
      (await contributor.ask(contract.saveSection, { ...needs, id: ids.mine, version: 2, text: 'X' })).status,
    ).toBe(403);
  });
});

describe('figures by year', () => {
  test('are written, corrected, removed; amounts keep their currency', async () => {
    const year = { id: ids.mine, year: 2025, currency: 'JPY', source: 'report' } as const;
    expect((await kam.ask(contract.saveYear, { ...year, version: 0 })).status).toBe(400);
    await kam.call(contract.saveYear, { ...year, version: 0, revenue: '1500', profit: '-20', employees: 12 });
    const refused = await head.ask(contract.saveYear, { ...year, version: 0, revenue: '1' });
    expect(refused.body.code).toBe('stale');
    await head.call(contract.saveYear, { ...year, version: 1, revenue: '1600' });
    const { years } = await kam.call(contract.getDossier, { id: ids.mine });
    expect(years).toMatchObject([
      { year: 2025, revenue: { amount: '1600', currency: 'JPY' }, profit: null, version: 2 },
    ]);
    await kam.call(contract.removeYear, { id: ids.mine, year: 2025, version: 2 });
    expect((await kam.call(contract.getDossier, { id: ids.mine })).years).toEqual([]);
  });
});

describe('completeness and freshness', () => {
  test('are the same on the page, in the list and in its export, and follow every save', async () => {
    const before = await listed(ids.mine);
    await kam.call(contract.saveSection, {
      ...needs,
      id: ids.mine,
      section: 'markets',
      version: 0,
      text: 'Bakeries',
      knownAsOf: '2024-06-15',
    });
    const { standing } = await kam.call(contract.getDossier, { id: ids.mine });
    const now = await listed(ids.mine);
    expect(now).toMatchObject({ completeness: standing.completeness, freshness: standing.freshness });
    expect(now.completeness).toBeCloseTo(before.completeness! + 0.09, 6);
    expect(now.freshness).toBeLessThan(before.freshness!);
    expect(standing.gaps.map(({ item }) => item)).toEqual([
      'business',
      'years',
      'finances',
      'markets',
      'observations',
      'reputation',
    ]);
    expect(await listed(ids.other)).toMatchObject({ completeness: 0, freshness: null });
    const file = await head.file(exportAccounts, { columns: ['completeness', 'freshness'] });
    expect(file.body).toContain(`${standing.completeness},${standing.freshness}`);
    const stale = await head.call(listAccounts, { completenessBelow: 10, sort: 'freshness', direction: 'desc' });
    expect(stale.rows.map(({ id }) => id)).not.toContain(ids.mine);
    const sorted = await head.call(listAccounts, { sort: 'completeness', direction: 'desc', limit: 1 });
    expect(sorted.rows[0]!.id).toBe(ids.mine);
    const rest = await head.call(listAccounts, { sort: 'completeness', direction: 'desc', after: sorted.next! });
    expect(rest.rows).toHaveLength(2);
  });

  test('days that pass make it older, also where nobody does anything', async () => {
    await beginDay(t.house, t.org);
    const before = await listed(ids.mine);
    const now = t.house.now;
    t.house.now = () => new Date('2026-06-17T10:00:00Z');
    await beginDay(t.house, t.org);
    const after = await listed(ids.mine);
    expect(after.freshness).toBeLessThan(before.freshness!);
    expect(after.completeness).toBe(before.completeness);
    expect((await kam.call(contract.getDossier, { id: ids.mine })).standing.freshness).toBe(after.freshness);
    t.house.now = now;
  });

  test('the organisation sets what weighs and how it ages, and every account follows', async () => {
    const { rules, version, can } = await head.call(contract.getDossierRules, {});
    expect([version, can.manage]).toEqual([0, true]);
    const one = Object.fromEntries(
      ITEMS.map((item) => [item, { ...rules[item], weight: item === 'needs' ? 1 : 0 }]),
    ) as typeof rules;
    expect((await kam.ask(contract.saveDossierRules, { version, rules: one })).status).toBe(403);
    await head.call(contract.saveDossierRules, { version, rules: one });
    expect(await listed(ids.mine)).toMatchObject({ completeness: 1 });
    expect((await head.ask(contract.saveDossierRules, { version, rules })).body.code).toBe('stale');
    const none = Object.fromEntries(ITEMS.map((item) => [item, { ...rules[item], weight: 0 }])) as typeof rules;
    expect((await head.ask(contract.saveDossierRules, { version: 1, rules: none })).status).toBe(400);
    await head.call(contract.saveDossierRules, { version: 1, rules });
  });
});

describe('a change in their business', () => {
  const change = {
    kind: 'newDirector',
    happenedOn: '2026-06-10',
    text: 'Ms Stahl leads purchasing',
    source: 'press',
  } as const;
  const toldTo = async (person: Person) =>
    (await person.call(listNotices, {})).rows.filter(({ kind }) => kind === 'dossiers.change.newDirector');

  test('is told to the team, from above too, and to nobody who may not read the account', async () => {
    const readers = await kam.call(contract.listReaders, { id: ids.mine });
    expect(readers.rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['Hanna Head', 'Dina Deputy']));
    expect(readers.rows.map(({ name }) => name)).not.toContain('Otto Outsider');
    const refused = await kam.ask(contract.addChange, { id: ids.mine, ...change, tell: [outsider.id] });
    expect(refused.status).toBe(400);
    const { told } = await kam.call(contract.addChange, { id: ids.mine, ...change, tellTeam: true });
    expect(told.map(({ name }) => name)).toContain('Dina Deputy');
    expect(await toldTo(deputy)).toMatchObject([
      { params: { account: 'Mine Ltd' }, path: `/accounts/${ids.mine}?tab=dossier` },
    ]);
    expect(await toldTo(kam)).toEqual([]);
    expect(await toldTo(outsider)).toEqual([]);
    expect(await toldTo(head)).toEqual([]);
    await kam.call(contract.addChange, { id: ids.mine, ...change, tell: [head.id] });
    expect(await toldTo(head)).toHaveLength(1);
  });

  test('asks whether the plan changes, and keeps who said so', async () => {
    expect((await kam.call(contract.getDossier, { id: ids.mine })).openChanges).toBe(2);
    const [entry] = (await kam.call(contract.listChanges, { id: ids.mine })).rows;
    expect(entry!.plan).toBe('open');
    const at = { id: ids.mine, changeId: entry!.id };
    await head.call(contract.decideChange, { ...at, version: 1, plan: 'yes', note: 'Meet her in July' });
    const [decided] = (await kam.call(contract.listChanges, { id: ids.mine })).rows;
    expect(decided).toMatchObject({
      plan: 'yes',
      planNote: 'Meet her in July',
      planBy: { name: 'Hanna Head' },
      version: 2,
    });
    expect((await kam.ask(contract.saveChange, { ...at, ...change, version: 1 })).body.code).toBe('stale');
    await kam.call(contract.saveChange, { ...at, ...change, version: 2, kind: 'other' });
    await kam.call(contract.decideChange, { ...at, version: 3, plan: 'open' });
    expect((await kam.call(contract.listChanges, { id: ids.mine, limit: 1 })).rows[0]).toMatchObject({
      plan: 'open',
      planBy: null,
    });
    await kam.call(contract.removeChange, { ...at, version: 4 });
    expect((await kam.call(contract.listChanges, { id: ids.mine })).rows).toHaveLength(1);
    expect((await kam.ask(contract.addChange, { id: ids.mine, ...change, happenedOn: '2026-06-16' })).status).toBe(400);
  });
});
