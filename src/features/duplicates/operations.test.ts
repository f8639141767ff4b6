import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as accounts from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { addPosition, createContact, eraseContact, getContact } from '../contacts/contract.ts';
import { flatSale, makeLedger } from '../ledger/make.ts';
import { verifyLedger } from '../ledger/public.ts';
import { listNotices } from '../notices/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';
import { MOST_HINTS } from './rules.ts';
import { scan } from './scan.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let stranger: Person;
const ids = { romashka: '', twin: '', other: '', hidden: '' };

const look = async () => {
  for (let more = true; more; ) more = await t.inside(scan);
};
const row = async (table: 'accounts' | 'contacts', id: string) =>
  t.inside(async (ctx) => (await ctx.client.query(`select * from ${table} where id = $1`, [id])).rows[0]);
const merge = async (who: Person, survivorId: string, absorbedId: string, more: object = {}) =>
  who.ask(contract.mergeRecords, {
    ...{ kind: 'account', survivorId, absorbedId, reason: 'The same company' },
    survivorVersion: (await row('accounts', survivorId))?.version ?? 1,
    absorbedVersion: (await row('accounts', absorbedId))?.version ?? 1,
    ...more,
  });
const undo = async (id: string) => {
  const { version } = await head.call(contract.getMerge, { id });
  return head.ask(contract.undoMerge, { id, version, reason: 'They are two' });
};

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-05-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim' });
  stranger = await t.person(['kam'], { name: 'Stan' });
  await t.inside(async (ctx) => {
    ids.romashka = await makeAccount(ctx, {
      name: 'ООО «Ромашка»',
      source: 'ledger',
      externalId: 'R1',
      taxId: '7707083893',
      city: 'Москва',
    });
    ids.twin = await makeAccount(ctx, {
      name: 'OOO Romashka',
      source: 'ledger',
      externalId: 'R2',
      taxId: '7707083893',
      city: 'Moskva',
    });
    ids.other = await makeAccount(ctx, {
      name: 'Globex GmbH',
      source: 'ledger',
      externalId: 'G1',
      email: 'info@globex.example.org',
    });
    ids.hidden = await makeAccount(ctx, { name: 'Secret Ltd', taxId: '7736050003' });
    for (const accountId of [ids.romashka, ids.twin, ids.other])
      await makeTeamMember(ctx, { accountId, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.hidden, userId: stranger.id });
    await makeLedger(ctx, {
      lines: [flatSale('I1', 'R1', '2026-01-05', 'P', '1'), flatSale('I2', 'R2', '2026-01-06', 'P', '2')],
    });
  });
  await look();
});
afterAll(() => t.close());

describe('finding', () => {
  test('the same number and the same name without legal form, in two scripts; told apart with a reason, and back', async () => {
    const { rows } = await kam.call(contract.listDuplicates, { kind: 'account' });
    expect(rows).toHaveLength(1);
    const [pair] = rows;
    expect(new Set([pair!.one.id, pair!.other.id])).toEqual(new Set([ids.romashka, ids.twin]));
    expect(pair!.reasons.map((reason) => reason.kind)).toEqual(['identifier', 'name']);
    expect(pair!.score).toBeGreaterThan(0.9);
    expect((await stranger.call(contract.listDuplicates, {})).rows).toEqual([]);
    const decide = { id: pair!.id, isDuplicate: false, version: pair!.version };
    expect((await kam.ask(contract.decideDuplicate, decide)).body.code).toBe('duplicates.why');
    const told = await kam.call(contract.decideDuplicate, { ...decide, reason: 'Two branches' });
    expect([told.state, told.reason, told.decidedBy?.name]).toEqual(['dismissed', 'Two branches', 'Kim']);
    await look();
    expect((await kam.call(contract.listDuplicates, {})).rows).toEqual([]);
    await kam.call(contract.decideDuplicate, { id: pair!.id, isDuplicate: true, version: told.version });
    expect((await kam.call(contract.listDuplicates, {})).rows).toHaveLength(1);
  });

  test('on entry: what one sees is named; what one does not see is only said to be there, on a strong fact, so often in a day', async () => {
    const seen = await kam.call(contract.checkAccount, { name: 'Romashka, ООО', taxId: '7707083893' });
    expect(seen.rows.map((each) => each.id).sort()).toEqual([ids.romashka, ids.twin].sort());
    expect(await kam.call(contract.checkAccount, { name: 'Secret Ltd' })).toEqual({ rows: [], exists: false });
    const strong = { name: 'Something', taxId: '7736050003' };
    expect(await kam.call(contract.checkAccount, strong)).toEqual({ rows: [], exists: true });
    await t.inside(async (ctx) => {
      for (let n = 0; n < MOST_HINTS; n++)
        await ctx.client.query(
          "insert into duplicate_hints values (current_org(), new_id(), $1, $2, 'account', new_id())",
          [stranger.id, ctx.now],
        );
    });
    const guessed = await stranger.call(contract.checkAccount, { name: 'Something', taxId: '7707083893' });
    expect(guessed).toEqual({ rows: [], exists: false });
  });

  test('people by mail, in other letters; a free mail domain says nothing of a company', async () => {
    const position = { accountId: ids.other };
    const emails = [{ label: 'work' as const, value: 'ivan.petrov@globex.example.org', preferred: true }];
    const one = await kam.call(createContact, { name: 'Иван Петров', position, emails });
    const two = await kam.call(createContact, { name: 'Petrov Ivan', position, emails });
    await look();
    const { rows } = await kam.call(contract.listDuplicates, { kind: 'contact' });
    expect(rows.map((pair) => [pair.one.id, pair.other.id].sort())).toEqual([[one.id, two.id].sort()]);
    const found = await kam.call(contract.checkContact, {
      name: 'Ivan Petrov',
      emails: ['ivan.petrov@globex.example.org'],
    });
    expect(found.rows.map((each) => each.id).sort()).toEqual([one.id, two.id].sort());
    await t.inside(async (ctx) => {
      for (const name of ['Alpha Bau', 'Beta Bau']) await makeAccount(ctx, { name, email: `${name[0]}@gmail.com` });
    });
    await look();
    expect((await head.call(contract.listDuplicates, { kind: 'account' })).rows).toHaveLength(1);
  });
});

test('two people who share a hidden account are as likely one as they would be without it', async () => {
  for (const accountId of [ids.romashka, ids.other]) {
    const { id } = await head.call(createContact, { name: 'Pia Lang', position: { accountId } });
    await head.call(addPosition, { id, accountId: ids.hidden });
  }
  await look();
  const people = async (who: Person) => (await who.call(contract.listDuplicates, { kind: 'contact' })).rows;
  const named = (await people(head)).find((pair) => pair.one.name === 'Pia Lang')!;
  expect(named.reasons.map((reason) => reason.kind)).toEqual(['name', 'account']);
  expect((await people(kam)).some((pair) => pair.one.name === 'Pia Lang')).toBe(false);
  const asked = { id: named.id, isDuplicate: false, reason: 'No', version: named.version };
  expect((await kam.ask(contract.decideDuplicate, asked)).status).toBe(404);
  // Nor by asking whether somebody at that account is there already.
  const guess = { name: 'Pia Lang', accountId: ids.hidden };
  expect((await kam.call(contract.checkContact, guess)).rows).toEqual([]);
  expect((await head.call(contract.checkContact, guess)).rows).toHaveLength(2);
});

test('what an import wrote, by itself', async () => {
  const importId = crypto.randomUUID();
  const ofImport = async () => (await head.call(contract.listDuplicates, { importId })).rows;
  expect(await ofImport()).toEqual([]);
  await t.inside((ctx) => ctx.client.query('update accounts set import_id = $1 where id = $2', [importId, ids.twin]));
  expect((await ofImport()).map((pair) => [pair.one.id, pair.other.id].sort())).toEqual([
    [ids.romashka, ids.twin].sort(),
  ]);
  await t.inside((ctx) => ctx.client.query('update accounts set import_id = null where id = $1', [ids.twin]));
});

describe('merging', () => {
  test('both must be seen under the right, be there, be two, and be as they were read', async () => {
    expect((await merge(kam, ids.romashka, ids.hidden)).status).toBe(404);
    expect((await merge(kam, ids.romashka, ids.romashka)).body.code).toBe('duplicates.oneself');
    expect((await merge(kam, ids.romashka, ids.twin, { absorbedVersion: 99 })).body.code).toBe('stale');
    const wrong = await merge(kam, ids.romashka, ids.twin, { fields: { salary: 'absorbed' } });
    expect([wrong.status, wrong.body.problems?.[0]?.field]).toEqual([400, 'fields.salary']);
    const support = await t.person(['sales_support']);
    expect((await merge(support, ids.romashka, ids.twin)).status).toBe(403);
  });

  test('facts, redirect, the next import of the merged key, timeline, notice; undo says before what goes back and what stays', async () => {
    const preview = await head.call(contract.previewMerge, {
      kind: 'account',
      survivorId: ids.romashka,
      absorbedId: ids.twin,
    });
    expect(preview.moving).toContainEqual({ table: 'ledger_documents', count: 1 });
    const done = (await merge(head, ids.romashka, ids.twin, { fields: { name: 'absorbed' } })).body;
    expect([done.state, done.absorbed.name]).toEqual(['merged', 'OOO Romashka']);
    const now = await kam.call(accounts.getAccount, { id: ids.twin });
    expect([now.id, now.name]).toEqual([ids.romashka, 'OOO Romashka']);
    await t.inside((ctx) => makeLedger(ctx, { lines: [flatSale('I3', 'R2', '2026-02-06', 'P', '3')] }));
    const state = await t.inside(async (ctx) => ({
      disagreements: (await verifyLedger(ctx)).disagreements,
      owners: (await ctx.client.query('select distinct account_id from ledger_documents')).rows,
    }));
    expect(state).toEqual({ disagreements: [], owners: [{ account_id: ids.romashka }] });
    const { rows } = await kam.call(listTimeline, { id: ids.romashka });
    expect(rows.map((entry) => entry.kind)).toContain('duplicates.merged');
    expect((await kam.call(listNotices, {})).rows.map((notice) => notice.kind)).toContain('duplicates.merged');
    const record = await head.call(contract.getMerge, { id: done.id });
    expect(record.fields.find((field) => field.field === 'name')).toMatchObject({
      survivor: 'ООО «Ромашка»',
      absorbed: 'OOO Romashka',
      chosen: 'absorbed',
    });
    expect(record.undo!.back).toContainEqual({ table: 'ledger_documents', count: 1 });
    expect(record.undo!.stay).toContainEqual({ table: 'ledger_documents', count: 1 });
    expect((await stranger.ask(contract.getMerge, { id: done.id })).status).toBe(404);
    expect((await undo(done.id)).body.state).toBe('undone');
    expect((await kam.call(accounts.getAccount, { id: ids.twin })).name).toBe('OOO Romashka');
    expect((await kam.call(accounts.getAccount, { id: ids.romashka })).name).toBe('ООО «Ромашка»');
    const back = await t.inside(async (ctx) => ({
      disagreements: (await verifyLedger(ctx)).disagreements,
      owners: (await ctx.client.query('select number, account_id from ledger_documents order by number')).rows,
    }));
    expect(back.disagreements).toEqual([]);
    expect(back.owners.map((each) => each.account_id)).toEqual([ids.romashka, ids.twin, ids.romashka]);
    expect((await undo(done.id)).body.code).toBe('duplicates.notMerged');
  });

  test('of two who merge at once one is told that a record is gone; the data hold', async () => {
    const made = await t.inside(async (ctx) => [
      await makeAccount(ctx),
      await makeAccount(ctx),
      await makeAccount(ctx),
    ]);
    const [a, b, c] = made as [string, string, string];
    const both = await Promise.all([merge(head, a, b), merge(head, c, b)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const crossed = await Promise.all([merge(head, a, c), merge(head, c, a)]);
    expect(crossed.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  test('a merge of much is done by its job, all or nothing', async () => {
    const [a, b] = await t.inside(async (ctx) => [await makeAccount(ctx), await makeAccount(ctx)]);
    await t.inside((ctx) =>
      ctx.client.query(
        "insert into timeline_entries (org_id, id, account_id, at, kind) select current_org(), new_id(), $1, now(), 'accounts.made' from generate_series(1, 20001)",
        [b],
      ),
    );
    const done = (await merge(head, a!, b!)).body;
    expect(done.state).toBe('waiting');
    const job = jobs.find((each) => each.name === 'duplicates.merge')!;
    await job.run(t.house, { orgId: t.org.id, mergeId: done.id }, new AbortController().signal);
    await job.run(t.house, { orgId: t.org.id, mergeId: done.id }, new AbortController().signal);
    expect(await head.call(contract.getMerge, { id: done.id })).toMatchObject({ state: 'merged', progress: 100 });
    expect((await undo(done.id)).body.state).toBe('undoing');
    await job.run(t.house, { orgId: t.org.id, mergeId: done.id }, new AbortController().signal);
    expect(await head.call(contract.getMerge, { id: done.id })).toMatchObject({ state: 'undone' });
  });

  test('the merge of a person leads on, keeps both addresses, and keeps nothing once the person is erased', async () => {
    const position = { accountId: ids.other };
    const mail = (value: string) => [{ label: 'work' as const, value, preferred: true }];
    const one = (await kam.call(createContact, { name: 'Zoe Zander', position, emails: mail('zoe@one.example.org') }))
      .id;
    const two = (await kam.call(createContact, { name: 'Z. Zander', position, emails: mail('zoe@two.example.org') }))
      .id;
    const done = await kam.call(contract.mergeRecords, {
      ...{ kind: 'contact', survivorId: one, absorbedId: two, survivorVersion: 1, absorbedVersion: 1 },
      fields: { emails: 'both' },
    });
    const now = await kam.call(getContact, { id: two });
    expect([now.id, now.emails.map((each) => each.value)]).toEqual([
      one,
      ['zoe@one.example.org', 'zoe@two.example.org'],
    ]);
    await head.call(eraseContact, { id: one, version: now.version });
    const left = await t.inside(async (ctx) => {
      const { rows } = await ctx.client.query(
        "select count(*)::int as n from merge_rows where before::text like '%zoe@%' or before::text like '%Zander%'",
      );
      const merges = await ctx.client.query('select absorbed_name, survivor_name from merges where id = $1', [done.id]);
      return [rows[0].n, merges.rows[0]];
    });
    expect(left).toEqual([0, { absorbed_name: '', survivor_name: '' }]);
  });
});
