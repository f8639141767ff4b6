import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { assignLead, createAccount, listAccounts } from '../accounts/contract.ts';
import { addDefinition } from '../fields/contract.ts';
import { setRelationshipStage } from '../relationships/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
const ids: Record<string, string> = {};

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim', reportsTo: head.id });
  other = await t.person(['kam'], { name: 'Otto', reportsTo: kam.id });
  for (const [name, userId] of [
    ['north', kam.id],
    ['south', other.id],
    ['far', head.id],
  ] as const) {
    ids[name] = (await head.call(createAccount, { name })).id;
    await head.call(assignLead, { userId, ids: [ids[name]!] });
  }
});
afterAll(() => t.close());

const at = (day: string) => {
  t.house.now = () => new Date(`${day}T09:00:00Z`);
};
const add = async (name: string, account: string, more: object = {}) =>
  (await head.call(contract.createContact, { name, position: { accountId: ids[account]! }, ...more })).id;
const names = async (who: Person, input: object) =>
  (await who.call(contract.listContacts, input)).rows.map((row) => row.name);

describe('the list of contacts', () => {
  test('is sorted by name, age, change and fields, page by page; asks whose it is and what lies long', async () => {
    const grade = { recordKind: 'contact' as const, key: 'grade', type: 'number' as const, labels: { en: 'Grade' } };
    const rest = { helps: {}, choices: [], isRequired: false, preset: null, readers: null };
    const director = await t.person(['director']);
    await director.call(addDefinition, { ...grade, ...rest });
    at('2025-06-01');
    ids.old = await add('Bea', 'north', { fields: { grade: { value: '2' } } });
    ids.touched = await add('Cid', 'south', { fields: { grade: { value: '3' } } });
    at('2026-03-10');
    await head.call(contract.saveContact, { id: ids.touched, version: 1, preferredChannel: 'phone' });
    ids.fresh = await add('Ada', 'far', { fields: { grade: { value: '1' } } });
    const walk = async (input: object) => {
      const found: string[] = [];
      let after: string | null | undefined;
      do {
        const page = await head.call(contract.listContacts, { ...input, limit: 1, ...(after ? { after } : {}) });
        found.push(...page.rows.map((row) => row.name));
        after = page.next;
      } while (after);
      return found.join(' ');
    };
    expect(await walk({})).toBe('Ada Bea Cid');
    expect(await walk({ direction: 'desc' })).toBe('Cid Bea Ada');
    expect(await walk({ sort: 'created', direction: 'desc' })).toBe('Ada Cid Bea');
    expect(await walk({ sort: 'changed' })).toBe('Bea Cid Ada');
    expect(await walk({ sort: 'field:grade', direction: 'desc' })).toBe('Cid Bea Ada');
    expect(await walk({ unchangedDays: 90 })).toBe('Bea');
    expect(await walk({ olderDays: 90, sort: 'created' })).toBe('Bea Cid');
    expect(await walk({ channel: ['phone'] })).toBe('Cid');
    expect(await names(kam, { whose: 'mine' })).toEqual(['Bea']);
    expect(await names(head, { whose: 'mine' })).toEqual(['Ada']);
    expect(await names(head, { whose: 'team' })).toEqual(['Ada', 'Bea', 'Cid']);
    const page = await head.call(contract.listContacts, { limit: 1 });
    expect((await head.ask(contract.listContacts, { after: page.next!, sort: 'changed' })).status).toBe(400);
    expect((await head.ask(contract.listContacts, { sort: 'field:nothing' })).status).toBe(400);
    const file = (await head.file(contract.exportContacts, { sort: 'changed', direction: 'desc' })).text;
    expect(file.indexOf('Ada')).toBeLessThan(file.indexOf('Bea'));
  });

  test('all that match change at once, and come back but for what was worked on', async () => {
    const preview = await head.call(contract.previewBulkContacts, { newChannel: 'email', whose: 'team' });
    expect(preview).toEqual({
      ...{ matching: 3, changing: 3, same: 0, refused: 0 },
      was: [
        { value: null, count: 2 },
        { value: 'phone', count: 1 },
      ],
    });
    const done = await head.call(contract.bulkContacts, { newChannel: 'email', filter: { whose: 'team' } });
    expect(done.changed).toBe(3);
    expect(await names(head, { channel: ['email'] })).toHaveLength(3);
    const { version } = await head.call(contract.getContact, { id: ids.fresh! });
    await head.call(contract.saveContact, { id: ids.fresh!, version, salutation: 'Dear Ada' });
    expect(await head.call(contract.undoBulkContacts, { before: done.before })).toEqual({ changed: 2, left: 1 });
    expect(await names(head, { channel: ['phone'] })).toEqual(['Cid']);
    // Those whom one may not see are as good as none.
    const hidden = await kam.call(contract.bulkContacts, { addLanguage: 'fr', ids: [ids.old!, ids.fresh!] });
    expect(hidden.changed).toBe(1);
    expect(await names(head, { language: ['fr'] })).toEqual(['Bea']);
    await kam.call(contract.undoBulkContacts, { before: hidden.before });
    expect(await names(head, { language: ['fr'] })).toEqual([]);
    for (const wrong of [{ newChannel: 'email' }, { newChannel: 'email', addLanguage: 'fr', filter: {} }])
      expect((await kam.ask(contract.bulkContacts, wrong as never)).status).toBe(400);
    expect((await kam.ask(contract.bulkContacts, { newChannel: 'email', filter: { account: ids.far! } })).status).toBe(
      404,
    );
  });

  test('a position is changed in the list, and a stale one is refused with both', async () => {
    const [row] = (await kam.call(contract.listContacts, { whose: 'mine' })).rows;
    const { id: positionId, version } = row!.position!;
    await kam.call(contract.savePosition, { id: row!.id, positionId, version, title: 'Buyer' });
    const late = await head.ask(contract.savePosition, { id: row!.id, positionId, version, title: 'Chief' });
    expect(late.status).toBe(409);
    expect(late.body.code).toBe('stale');
  });

  test('views of it are kept without names, and closed where their account is hidden', async () => {
    const look = { sort: 'changed', direction: 'asc', columns: ['channel'] } as const;
    const view = { ...look, columns: [...look.columns], isShared: true };
    await head.call(contract.addContactView, { ...view, name: 'Long silent', filter: { unchangedDays: 90 } });
    await head.call(contract.addContactView, { ...view, name: 'Far ones', filter: { account: ids.far! } });
    expect((await kam.call(contract.listContactViews, {})).rows.map((one) => one.name)).toEqual(['Long silent']);
    const named = { ...view, name: 'By name', filter: { q: 'Ada' } };
    expect((await head.ask(contract.addContactView, named as never)).status).toBe(400);
  });

  test('the list of accounts says the confirmed stage, filters by it, and by whose they are', async () => {
    const stage = { stage: 'cooperative', current: null, reason: 'Years of it' } as const;
    await head.call(setRelationshipStage, { id: ids.north!, ...stage });
    const rows = (await head.call(listAccounts, { columns: ['stage'], stage: ['cooperative'] })).rows;
    expect(rows).toMatchObject([{ name: 'north', stage: 'cooperative' }]);
    const found = async (who: Person, input: object) =>
      (await who.call(listAccounts, input)).rows.map((row) => row.name).sort();
    expect(await found(head, { stage: ['none'] })).toEqual(['far', 'south']);
    expect(await found(head, { whose: 'mine' })).toEqual(['far']);
    expect(await found(kam, { whose: 'mine' })).toEqual(['north']);
    expect(await found(head, { whose: 'team' })).toEqual(['far', 'north', 'south']);
    expect(await found(kam, { whose: 'team' })).toEqual(['north']);
  });
});
