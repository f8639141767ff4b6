import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { newId } from '../../kernel/id.ts';
import { erasePersonalValues } from '../../kernel/personal.ts';
import { makeAccount } from '../accounts/make.ts';
import { addNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import * as people from '../people/contract.ts';
import * as settings from '../settings/contract.ts';
import { defaultRules, withRule } from '../settings/rules.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let admin: Person;
let director: Person;
let kam: Person;
let stranger: Person;
beforeAll(async () => {
  t = await testHouse();
  [admin, director, kam] = [await t.person(['admin']), await t.person(['director']), await t.person(['kam'])];
  stranger = await t.person(['admin'], { org: await t.anotherOrganisation('elsewhere') });
});
afterAll(() => t.close());

describe('the audit', () => {
  test('says who did what, when, why, before and after', async () => {
    const { version } = await admin.call(settings.getRules, {});
    const rules = withRule(defaultRules, 'eighty', 0.75);
    const saved = await admin.ask(
      settings.saveRules,
      { rules, version },
      { headers: { 'x-reason': encodeURIComponent('Решение №5 100%') } },
    );
    expect(saved.status).toBe(200);
    const { rows } = await director.call(contract.listAudit, { operation: 'saveRules' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      user: { id: admin.id },
      onBehalfOf: null,
      word: 'changed the rules',
      recordKind: 'rules',
      reason: 'Решение №5 100%',
      changes: [{ field: 'eighty', before: 0.8, after: 0.75, withheld: null }],
    });
    expect(rows[0]!.user!.name).toMatch(/^Person/);
  });

  test('is filtered and paged', async () => {
    await head10();
    const count = async (filter: object) =>
      (await director.call(contract.listAudit, { ...filter, limit: 200 })).rows.length;
    expect(await count({ recordKind: 'rate' })).toBe(10);
    expect(await count({ userId: director.id, recordKind: 'rate' })).toBe(10);
    expect(await count({ userId: admin.id, recordKind: 'rate' })).toBe(0);
    expect(await count({ text: 'решение' })).toBe(1);
    expect(await count({ text: '100%' })).toBe(1);
    expect(await count({ text: '%5' })).toBe(0);
    const today = await t.inside(async (ctx) => ctx.today);
    expect(await count({ recordKind: 'rate', from: today, to: today })).toBe(10);
    expect(await count({ recordKind: 'rate', to: '2020-01-01' })).toBe(0);
    expect(await count({ recordKind: 'rate', from: '2999-01-01' })).toBe(0);
    const ids: string[] = [];
    for (let after: string | undefined; ; ) {
      const page = await director.call(contract.listAudit, { recordKind: 'rate', limit: 4, after });
      ids.push(...page.rows.map((row) => row.id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(new Set(ids).size).toBe(10);
    expect(ids).toEqual([...ids].sort().reverse());
    const { words } = await director.call(contract.listAuditWords, {});
    expect(words).toContainEqual({ operation: 'saveRate', word: 'set an exchange rate' });
    expect(new Set(words.map((word) => word.operation)).size).toBe(words.length);
  });

  const head10 = async () => {
    for (let day = 1; day <= 10; day++) {
      await director.call(settings.saveRate, {
        currency: 'USD',
        validFrom: `2024-01-${String(day).padStart(2, '0')}`,
        rate: '0.9',
      });
    }
  };

  test('is closed to others and to other organisations; bad input is named', async () => {
    expect((await kam.ask(contract.listAudit, {})).status).toBe(403);
    expect((await kam.ask(contract.listAuditWords, {})).status).toBe(403);
    expect((await kam.ask(contract.exportAudit, { format: 'csv' })).status).toBe(403);
    expect((await stranger.call(contract.listAudit, {})).rows).toEqual([]);
    expect((await stranger.call(contract.listAuditWords, {})).words).toEqual([]);
    for (const bad of [{ after: 'x' }, { from: '2024-02-30' }, { userId: 'x' }, { limit: 0 }, { nothing: 1 }]) {
      expect((await admin.ask(contract.listAudit, bad)).status).toBe(400);
    }
    expect((await admin.ask(contract.exportAudit, { format: 'csv', to: '2024-02-30' })).status).toBe(400);
    expect((await admin.ask(contract.exportAudit, { format: 'pdf' })).status).toBe(400);
  });

  test('an administrator who looks after some accounts reads nothing of what others wrote in confidence, on whatever account', async () => {
    const [both, head] = [await t.person(['admin', 'kam']), await t.person(['head'])];
    const accountId = await t.inside((ctx) => makeAccount(ctx, { name: 'Hidden' }));
    const kept = { readers: [], team: false };
    await head.call(addNote, { id: accountId, body: bodyOf('A whisper'), kept });
    const ofNotes = async (person: Person) =>
      (await person.call(contract.listAudit, { operation: 'addNote' })).rows.map((row) => row.user!.id);
    expect(await ofNotes(director)).toEqual([head.id]);
    expect(await ofNotes(both)).toEqual([]);
  });

  test('an administrator sees nothing that hangs on an account, unless the account is open to him', async () => {
    const [accountId, recordId] = [newId(), newId()];
    await t.inside(async (ctx) => {
      await ctx.db
        .insertInto('accounts')
        .values({
          org_id: ctx.org.id,
          id: accountId,
          source: 'test',
          external_id: '1',
          name: 'A',
          root_id: accountId,
          entity_id: accountId,
          created_at: ctx.now,
        } as never)
        .execute();
      await ctx.db
        .insertInto('account_ancestors')
        .values({ org_id: ctx.org.id, account_id: accountId, ancestor_id: accountId, depth: 0 })
        .execute();
      ctx.note({
        recordKind: 'account',
        recordId,
        accountId,
        after: { name: 'A', margin: '0.3', limit: 5 },
        confidential: { 'ledger.seeMargin': ['limit'] },
      });
    });
    const seen = async (person: Person) => (await person.call(contract.listAudit, { recordId })).rows;
    expect(await seen(director)).toHaveLength(1);
    expect(await seen(admin)).toEqual([]);
    const words = async (person: Person) =>
      (await person.call(contract.listAuditWords, {})).words.map((one) => one.operation);
    expect(await words(director)).toContain('system');
    expect(await words(admin)).not.toContain('system');
    const text = await admin.file(contract.exportAudit, { format: 'csv', recordId });
    expect(text.body).not.toContain(recordId);
    const both = await t.person(['admin', 'kam']);
    expect(await seen(both)).toEqual([]);
    await t.inside((ctx) =>
      ctx.db
        .insertInto('account_team')
        .values({
          org_id: ctx.org.id,
          id: newId(),
          account_id: accountId,
          user_id: both.id,
          duty: 'lead',
          since: '2020-01-01',
          until: null,
        })
        .execute(),
    );
    expect(await seen(both)).toHaveLength(1);
    const support = await t.person(['admin', 'sales_support']);
    const [entry] = await seen(support);
    expect(entry!.changes).toEqual([
      { field: 'name', before: null, after: 'A', withheld: null },
      { field: 'margin', before: null, after: null, withheld: 'confidential' },
      { field: 'limit', before: null, after: null, withheld: 'confidential' },
    ]);
    expect((await seen(director))[0]!.changes[1]).toMatchObject({ after: '0.3', withheld: null });
  });

  test('personal values are sealed, opened for readers, and gone when erased', async () => {
    const { member } = await admin.call(people.inviteMember, {
      email: 'Erase.Me@example.com',
      name: 'Erase Me',
      roles: ['kam'],
    });
    const stored = await t.inside((ctx) =>
      ctx.db.selectFrom('audit_entries').select('changes').where('record_id', '=', member.id).execute(),
    );
    expect(JSON.stringify(stored)).not.toMatch(/erase/i);
    const read = async () =>
      (await admin.call(contract.listAudit, { recordId: member.id, operation: 'inviteMember' })).rows[0]!.changes.slice(
        0,
        3,
      );
    expect(await read()).toEqual([
      { field: 'name', before: null, after: 'Erase Me', withheld: null },
      { field: 'email', before: null, after: 'erase.me@example.com', withheld: null },
      { field: 'roles', before: null, after: ['kam'], withheld: null },
    ]);
    await t.inside((ctx) => erasePersonalValues(ctx, member.id));
    const erased = await read();
    expect(erased.map((change) => change.withheld)).toEqual(['erased', 'erased', null]);
    expect(JSON.stringify(erased)).not.toMatch(/erase\.me/i);
    await t.inside(async (ctx) =>
      ctx.note({
        recordKind: 'member',
        recordId: member.id,
        after: { name: 'Again' },
        person: { id: member.id, fields: ['name'] },
      }),
    );
    expect((await read()).map((change) => change.withheld)).toEqual(['erased', 'erased', null]);
  });

  test('a changed profile shows the name before and after', async () => {
    await director.call(people.saveProfile, { name: 'New Name' });
    const { rows } = await director.call(contract.listAudit, { operation: 'saveProfile' });
    expect(rows[0]!.changes).toEqual([
      { field: 'name', before: expect.stringMatching(/^Person/), after: 'New Name', withheld: null },
    ]);
  });

  test('nobody can rewrite it', async () => {
    await expect(t.inside((ctx) => ctx.db.updateTable('audit_entries').set({ word: 'x' }).execute())).rejects.toThrow(
      'permission denied',
    );
    await expect(t.inside((ctx) => ctx.db.deleteFrom('audit_entries').execute())).rejects.toThrow('permission denied');
  });

  test('an export holds every match, and is audited', async () => {
    const csv = await director.file(contract.exportAudit, { format: 'csv', recordKind: 'rate' });
    expect(csv.status).toBe(200);
    expect(String(csv.headers['content-disposition'])).toContain('audit-test-');
    const lines = csv.body.trim().split('\r\n');
    expect(lines[0]).toContain('time,person');
    expect(lines).toHaveLength(1 + 10 * 3);
    const xlsx = await director.file(contract.exportAudit, { format: 'xlsx', text: 'решение' });
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK');
    const { rows } = await director.call(contract.listAudit, { operation: 'exportAudit', userId: director.id });
    expect(rows.map((row) => row.recordKind)).toEqual(['export', 'export']);
    expect(rows.at(-1)!.changes).toContainEqual({ field: 'recordKind', before: null, after: 'rate', withheld: null });
  });
});
