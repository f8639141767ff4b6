import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { partsOf } from '../../../test/zip-parts.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import {
  addPosition,
  createContact,
  eraseContact,
  exportPersonalData,
  getContact,
  removePosition,
} from '../contacts/contract.ts';
import { addNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { listExports } from '../secrets/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let kam: Person;
let other: Person;
let head: Person;
let contributor: Person;
const ids = { group: '', north: '', south: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-05-10T09:00:00Z') });
  [kam, other, head, contributor] = [
    await t.person(['kam'], { name: 'Kim' }),
    await t.person(['kam'], { name: 'Olga' }),
    await t.person(['head'], { name: 'Hanna' }),
    await t.person(['contributor'], { name: 'Connie' }),
  ];
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Group', kind: 'group' });
    ids.north = await makeAccount(ctx, { name: 'North', parentId: ids.group });
    ids.south = await makeAccount(ctx, { name: 'South' });
    for (const person of [kam, contributor]) await makeTeamMember(ctx, { accountId: ids.north, userId: person.id });
    await makeTeamMember(ctx, { accountId: ids.north, userId: head.id, duty: 'sponsor' });
    await makeTeamMember(ctx, { accountId: ids.south, userId: other.id });
  });
});
afterAll(() => t.close());

const contact = async (
  name: string,
  accountId: string,
  title: string | null = null,
  department: string | null = null,
) => (await head.call(createContact, { name, position: { accountId, title, department } })).id;
const place = async (name: string, more: object = {}, accountId = ids.north) =>
  (await head.call(contract.addMapPerson, { id: accountId, contactId: await contact(name, accountId), ...more })).id;
const mapOf = (who: Person, id = ids.north, group = false) => who.call(contract.getRelationshipMap, { id, group });
const cardOf = async (id: string) => (await mapOf(head)).people.find((one) => one.id === id)!;

describe('the map', () => {
  test('contacts and placeholders, lines, who knows whom; the group reads it, an outsider does not know it', async () => {
    const boss = await place('Berta Boss', { roles: ['economicBuyer'], support: 'neutral', influence: 'high' });
    const buyer = await place('Carl Buyer', { reportsTo: boss, coverage: 'multiple', orientation: 'financial' });
    const wanted = { id: ids.north, wanted: 'Head of logistics', department: 'Logistics', reportsTo: boss };
    const open = (await kam.call(contract.addMapPerson, wanted)).id;
    await kam.call(contract.addMapLine, { id: ids.north, kind: 'conflict', from: buyer, to: open });
    const tie = {
      id: ids.north,
      personId: buyer,
      userId: kam.id,
      version: 0,
      level: 'brief',
      wanted: 'inDepth',
    } as const;
    await kam.call(contract.saveTie, { ...tie, lastMet: '2026-05-01' });
    const map = await mapOf(contributor);
    expect(map.people.map((one) => [one.contact?.name ?? one.wanted, one.department]).sort()).toEqual([
      ['Berta Boss', null],
      ['Carl Buyer', null],
      ['Head of logistics', 'Logistics'],
    ]);
    const carl = map.people.find((one) => one.id === buyer)!;
    expect(carl).toMatchObject({ coverage: 'multiple', orientation: 'financial' });
    expect(carl.ties).toMatchObject([
      { user: { name: 'Kim' }, level: 'brief', wanted: 'inDepth', lastMet: '2026-05-01' },
    ]);
    expect(map.lines.map((line) => line.kind).sort()).toEqual(['conflict', 'reports', 'reports']);
    expect(map.can).toEqual({ edit: false, export: false });
    const group = await mapOf(head, ids.group, true);
    expect([group.people.length, group.accounts.map((one) => one.name)]).toEqual([3, ['Group', 'North']]);
    expect((await mapOf(head, ids.group)).people).toEqual([]);
    for (const operation of [contract.getRelationshipMap, contract.getContactCoverage, contract.getRelationshipStage])
      expect((await other.ask(operation, { id: ids.north })).status).toBe(404);
    expect((await contributor.ask(contract.addMapPerson, wanted)).status).toBe(403);
  });

  test('two at once: other cards, lines and places do not disturb, the same card shows both', async () => {
    const [a, b] = [await place('Dora'), await place('Emil')];
    await kam.call(contract.saveMapPerson, { id: ids.north, personId: a, version: 1, support: 'mentor' });
    await head.call(contract.placeMapPerson, { id: ids.north, personId: a, version: 0, x: 10, y: 20 });
    await head.call(contract.saveMapPerson, { id: ids.north, personId: b, version: 1, support: 'opponent' });
    const late = { id: ids.north, personId: a, version: 1, support: 'neutral' } as const;
    const stale = await head.ask(contract.saveMapPerson, late);
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    expect(stale.body.params).toMatchObject({ current: { support: 'mentor' }, yours: { support: 'neutral' } });
    expect(await cardOf(a)).toMatchObject({ version: 2, support: 'mentor', place: { x: 10, y: 20, version: 1 } });
    const at = { id: ids.north, personId: a, x: 1, y: 1 };
    expect((await kam.ask(contract.placeMapPerson, { ...at, version: 0 })).body.code).toBe('stale');
    await kam.call(contract.clearMapPlaces, { id: ids.north });
    expect((await cardOf(a)).place).toBeNull();
    // Who moves a card that was laid out anew meanwhile is told so, and may put it where they meant.
    const moved = await head.ask(contract.placeMapPerson, { ...at, version: 1 });
    expect([moved.status, moved.body.params]).toMatchObject([409, { current: null, yours: { x: 1, y: 1 } }]);
    await head.call(contract.placeMapPerson, { ...at, version: 0 });
    expect((await cardOf(a)).place).toEqual({ x: 1, y: 1, version: 1 });
    await kam.call(contract.clearMapPlaces, { id: ids.north });
  });

  test('lines lead on, and never in a circle, also when two draw at once', async () => {
    const [a, b, c] = [await place('Finn'), await place('Gerd'), await place('Hugo')];
    const line = (from: string, to: string) => ({ id: ids.north, kind: 'reports', from, to }) as const;
    const drawn = await Promise.all([
      kam.ask(contract.addMapLine, line(a, b)),
      head.ask(contract.addMapLine, line(b, a)),
    ]);
    expect(drawn.map((one) => one.status).sort()).toEqual([200, 409]);
    const first = (await mapOf(head)).lines.find((one) => [a, b].includes(one.from) && one.kind === 'reports')!;
    const moved = { id: ids.north, lineId: first.id, version: 1, to: c };
    expect(await kam.call(contract.saveMapLine, moved)).toEqual({ version: 2 });
    expect((await head.ask(contract.saveMapLine, { ...moved, to: first.to })).body.code).toBe('stale');
    expect((await head.ask(contract.addMapLine, line(c, first.from))).body.code).toBe('relationships.circle');
    await kam.call(contract.removeMapLine, { id: ids.north, lineId: first.id, version: 2 });
    await kam.call(contract.addMapLine, line(c, first.from));
  });

  test('a placeholder is filled once; only who belongs to the account stands on its map', async () => {
    const { id } = await kam.call(contract.addMapPerson, {
      id: ids.north,
      wanted: 'IT',
      department: 'IT',
      roles: ['user'],
    });
    const contactId = await contact('Ida', ids.north, 'Head of IT', 'Systems');
    await kam.call(contract.saveMapPerson, { id: ids.north, personId: id, version: 1, contactId });
    expect(await cardOf(id)).toMatchObject({
      contact: { name: 'Ida', title: 'Head of IT' },
      wanted: null,
      department: 'Systems',
      roles: ['user'],
    });
    const again = await kam.ask(contract.addMapPerson, { id: ids.north, contactId });
    expect(again.body.code).toBe('relationships.onMap');
    const strange = await contact('Stranger', ids.south);
    expect((await head.ask(contract.addMapPerson, { id: ids.north, contactId: strange })).status).toBe(404);
    const there = { id: ids.south, personId: id, version: 2 };
    expect((await head.ask(contract.removeMapPerson, there)).status).toBe(404);
    // Whose last position there was taken out stands on the map no more.
    const { positions } = await head.call(getContact, { id: contactId });
    await head.call(addPosition, { id: contactId, accountId: ids.south });
    await head.call(removePosition, { id: contactId, positionId: positions[0]!.id, version: 1 });
    expect(await cardOf(id)).toBeUndefined();
  });

  test('erasing the person leaves a card without a name, and no name anywhere in these tables', async () => {
    const contactId = await contact('Vanishing Victor', ids.north, 'Buyer');
    const { id } = await kam.call(contract.addMapPerson, { id: ids.north, contactId, support: 'mentor' });
    const told = JSON.parse(
      String(partsOf((await head.file(exportPersonalData, { id: contactId })).bytes).get('data.json')),
    );
    expect(told.relationshipMaps).toMatchObject([{ accountId: ids.north, support: 'mentor', knownBy: [] }]);
    await head.call(eraseContact, { id: contactId, version: 1 });
    expect((await cardOf(id)).contact).toMatchObject({ id: contactId, name: null, isNow: false });
    const tables = ['people', 'lines', 'ties', 'stages'].map((one) => `relationship_${one}`);
    const rows = await t.inside(async (ctx) => {
      const found: number[] = [];
      for (const name of [...tables, 'audit_entries'])
        found.push((await ctx.client.query(`select from ${name} x where x::text ilike '%victor%'`)).rows.length);
      return found;
    });
    expect(rows).toEqual([0, 0, 0, 0, 0]);
    const { rows: entries } = await head.call(listAudit, { recordId: id });
    expect(entries[0]).toMatchObject({ word: 'put somebody on a relationship map' });
  });

  test('a picture that is taken out is audited and bears who and when', async () => {
    const mark = await kam.call(contract.exportRelationshipMap, { id: ids.north, format: 'svg', people: 7 });
    expect(mark).toEqual({ name: 'Kim', at: t.now.toISOString() });
    expect((await head.call(listExports, { accountId: ids.north })).rows).toMatchObject([
      { operation: 'exportRelationshipMap', name: 'North.svg', lines: 7, person: { name: 'Kim' }, isWhole: true },
    ]);
    const { rows } = await head.call(listAudit, { operation: 'exportRelationshipMap' });
    expect(rows[0]!.changes).toContainEqual(expect.objectContaining({ field: 'people', after: 7 }));
    expect(
      (await contributor.ask(contract.exportRelationshipMap, { id: ids.north, format: 'svg', people: 1 })).status,
    ).toBe(403);
  });
});

describe('coverage', () => {
  test('missing roles, late contacts, single threads, sponsor pairs; notes count as contact', async () => {
    expect(await other.call(contract.getContactCoverage, { id: ids.south })).toMatchObject({
      value: null,
      why: 'noPeople',
      people: 0,
    });
    const { rules, version } = await head.call(contract.getRelationshipRules, {});
    const asks = { ...rules, tiers: ['prospect', 'standard', 'key'] as never, functions: ['Quality'] };
    await head.call(contract.saveRelationshipRules, { version, rules: asks });
    expect((await kam.ask(contract.saveRelationshipRules, { version: 1, rules })).status).toBe(403);
    const add = (name: string, more: object) => place(name, { coverage: 'brief', ...more }, ids.south);
    const anna = await add('Anna Adler', { roles: ['economicBuyer'], support: 'mentor' });
    const bruno = await add('Bruno Berg', { roles: ['user', 'approver'] });
    await add('Celia Conti', {});
    const tie = { id: ids.south, userId: other.id, version: 0, level: 'brief', wanted: 'brief' } as const;
    await other.call(contract.saveTie, { ...tie, personId: anna, lastMet: '2026-05-09' });
    await other.call(contract.saveTie, { ...tie, personId: bruno, lastMet: '2020-01-01', isPair: true });
    await other.call(addNote, { id: ids.south, body: bodyOf('Lunch with Celia Conti, who was pleased') });
    const found = await other.call(contract.getContactCoverage, { id: ids.south });
    expect(found).toMatchObject({
      people: 3,
      inContact: 3,
      class: 'D',
      missingRoles: ['decisionMaker'],
      missingFunctions: ['Quality'],
    });
    expect(found.late).toEqual([{ personId: bruno, name: 'Bruno Berg', lastContact: '2020-01-01', source: 'met' }]);
    expect(found).toMatchObject({ onlySupporter: { name: 'Anna Adler' }, onlyColleague: { name: 'Olga' } });
    expect(found.pairs).toEqual([{ user: { id: other.id, name: 'Olga' }, personId: bruno, name: 'Bruno Berg' }]);
    // 0.4 x 3/5 + 0.4 x 2/3 + 0.2 x 0
    expect(found.value).toBe(0.5067);
    expect((await kam.call(contract.getContactCoverage, { id: ids.north })).unpairedSponsors).toMatchObject([
      { name: 'Hanna' },
    ]);
    const tomorrow = await other.ask(contract.saveTie, { ...tie, personId: anna, version: 1, lastMet: '2026-05-11' });
    expect(tomorrow.status).toBe(400);
    expect((await other.ask(contract.saveTie, { ...tie, personId: anna, userId: kam.id })).status).toBe(404);
  });
});

describe('the stage', () => {
  test('is proposed with its evidence, decided by a person with a reason, and kept', async () => {
    const before = await kam.call(contract.getRelationshipStage, { id: ids.north });
    expect(before).toMatchObject({ current: null, proposed: 'exploratory', history: [] });
    expect(before.evidence.find(({ what }) => what === 'people')).toMatchObject({ found: 1, needs: 1, isMet: true });
    const wish = { id: ids.north, stage: 'basic', current: null } as const;
    expect((await kam.ask(contract.setRelationshipStage, wish)).body.problems?.[0]?.field).toBe('reason');
    const set = await kam.call(contract.setRelationshipStage, { ...wish, reason: 'They buy by telephone' });
    expect(set).toMatchObject({ stage: 'basic', proposed: 'exploratory', setBy: { name: 'Kim' } });
    expect((await head.ask(contract.setRelationshipStage, { ...wish, reason: 'x' })).body.code).toBe('stale');
    await head.call(contract.setRelationshipStage, { id: ids.north, stage: 'exploratory', current: set.id });
    const after = await contributor.call(contract.getRelationshipStage, { id: ids.north });
    expect(after.history.map((one) => one.stage)).toEqual(['exploratory', 'basic']);
    // The ledger is not open to a contributor: what it would say is left out.
    expect(after.evidence.find(({ what }) => what === 'products')).toMatchObject({ found: null, isMet: null });
    const { rows } = await kam.call(listTimeline, { id: ids.north, kind: ['relationships.stageSet'] });
    expect(rows.map((row) => row.params)).toEqual([{ stage: 'exploratory', before: 'basic' }, { stage: 'basic' }]);
  });
});
