import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';
import { makeAccount, makeTeamMember } from './make.ts';
import { publishFigures } from './public.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
let contributor: Person;
let admin: Person;
/** A group with two entities, one of which has an outlet; the kam looks after that entity only. */
let ids: Record<'group' | 'mine' | 'outlet' | 'theirs' | 'lonely', string>;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna Head' });
  kam = await t.person(['kam'], { name: 'Karl Kam' });
  other = await t.person(['account_manager'], { name: 'Olga Other' });
  contributor = await t.person(['contributor'], { name: 'Connie Contributor' });
  admin = await t.person(['admin'], { name: 'Ada Admin' });
  ids = await t.inside(async (ctx) => {
    const group = await makeAccount(ctx, { name: 'Globex Group', kind: 'group', country: 'DE' });
    const mine = await makeAccount(ctx, {
      name: 'Globex Berlin GmbH',
      parentId: group,
      country: 'DE',
      taxId: 'DE811111111',
    });
    const outlet = await makeAccount(ctx, { name: 'Globex Shop 7', kind: 'outlet', parentId: mine, country: 'DE' });
    const theirs = await makeAccount(ctx, { name: 'Globex Wien', parentId: group, country: 'AT' });
    const lonely = await makeAccount(ctx, { name: 'Initech', country: 'US', category: 'Software' });
    await makeTeamMember(ctx, { accountId: mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: mine, userId: contributor.id, duty: 'engineer' });
    await makeTeamMember(ctx, { accountId: theirs, userId: other.id });
    await publishFigures(
      ctx,
      ['revenue', 'prior_revenue', 'growth', 'last_document', 'open_balance'],
      sql`(select id as account_id, length(name)::bigint * 100 as revenue, 500::bigint as prior_revenue, 0.1::float8 as growth,
                  '2026-03-01'::date as last_document, 1::bigint as open_balance from accounts where kind <> 'group')`,
    );
    return { group, mine, outlet, theirs, lonely };
  });
});
afterAll(() => t.close());

const namesOf = (answer: { rows: { name: string }[] }) => answer.rows.map((row) => row.name);

describe('the list', () => {
  test('shows the leader all, the manager what he looks after and below, the administrator nothing', async () => {
    expect(namesOf(await head.call(contract.listAccounts, {}))).toEqual([
      'Globex Berlin GmbH',
      'Globex Group',
      'Globex Shop 7',
      'Globex Wien',
      'Initech',
    ]);
    expect(namesOf(await kam.call(contract.listAccounts, {}))).toEqual(['Globex Berlin GmbH', 'Globex Shop 7']);
    expect((await admin.ask(contract.listAccounts, {})).status).toBe(403);
  });

  test.each([...contract.SORTS])('sorted by %s gives every account once, page by page, both ways', async (sort) => {
    const walk = async (direction: 'asc' | 'desc') => {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await head.call(contract.listAccounts, { sort, direction, limit: 2, ...(after ? { after } : {}) });
        seen.push(...page.rows.map((row) => row.id));
        after = page.next ?? undefined;
      } while (after);
      return seen;
    };
    const up = await walk('asc');
    expect(new Set(up).size).toBe(5);
    expect(await walk('desc')).toEqual([...up].reverse());
    const wrong = await head.ask(contract.listAccounts, { sort: 'name', after: 'rubbish' });
    expect(wrong.status).toBe(400);
  });

  test('filters', async () => {
    const list = async (filter: object) => namesOf(await head.call(contract.listAccounts, filter));
    expect(await list({ q: 'GLOBEX w' })).toEqual(['Globex Wien']);
    expect(await list({ q: 'de8111' })).toEqual(['Globex Berlin GmbH']);
    expect(await list({ q: '%' })).toEqual([]);
    expect(await list({ kind: ['group', 'outlet'] })).toEqual(['Globex Group', 'Globex Shop 7']);
    expect(await list({ country: ['AT', 'US'] })).toEqual(['Globex Wien', 'Initech']);
    expect(await list({ category: ['Software'] })).toEqual(['Initech']);
    expect(await list({ lead: kam.id })).toEqual(['Globex Berlin GmbH']);
    expect(await list({ lead: 'none', kind: ['entity'] })).toEqual(['Initech']);
    expect(await list({ active: true, country: ['US'] })).toEqual(['Initech']);
    expect(await list({ active: false })).toEqual(['Globex Group']);
    expect(await list({ tier: ['prospect'], below: ids.group })).toHaveLength(3);
    expect(await list({ below: ids.mine })).toEqual(['Globex Shop 7']);
    expect(await list({ excluded: true })).toEqual([]);
  });

  test('gives only the columns that were asked for, money in the base currency, the group only to who sees it', async () => {
    const [row] = (await head.call(contract.listAccounts, { q: 'initech', columns: ['revenue'] })).rows;
    expect(row).toEqual({
      id: ids.lonely,
      name: 'Initech',
      kind: 'entity',
      version: 1,
      mayEdit: true,
      revenue: { amount: '7.00', currency: 'EUR' },
    });
    const group = async (who: Person) =>
      (await who.call(contract.listAccounts, { q: 'berlin', columns: ['group'] })).rows[0]!.group;
    expect(await group(head)).toMatchObject({ id: ids.group });
    expect(await group(kam)).toBe(null);
  });

  test('figures stay hidden from who may not read them, and are neither sorted nor filtered by', async () => {
    const { rows } = await contributor.call(contract.listAccounts, {});
    expect(rows[0]).not.toHaveProperty('revenue');
    expect(rows[0]).not.toHaveProperty('tier');
    for (const input of [{ sort: 'revenue' }, { sort: 'rank' }, { tier: ['key'] }, { active: true }] as const) {
      expect((await contributor.ask(contract.listAccounts, input as never)).status).toBe(403);
    }
    expect(await contributor.call(contract.getAccount, { id: ids.mine })).not.toHaveProperty('creditLimit');
  });

  test('says where what the review publishes is of the group above, seen or not, beside the own amounts', async () => {
    const below = async (who: Person) =>
      (await who.call(contract.listAccounts, { columns: ['share', 'ofGroup'] })).rows.map((row) => [
        row.name,
        row.ofGroup,
      ]);
    expect(await below(head)).toEqual([
      ['Globex Berlin GmbH', true],
      ['Globex Group', false],
      ['Globex Shop 7', true],
      ['Globex Wien', true],
      ['Initech', false],
    ]);
    expect(await below(kam)).toEqual([
      ['Globex Berlin GmbH', true],
      ['Globex Shop 7', true],
    ]);
    expect((await contributor.call(contract.listAccounts, {})).rows[0]).not.toHaveProperty('ofGroup');
    const file = await kam.file(contract.exportAccounts, { columns: ['revenue', 'share', 'rank', 'ofGroup'] });
    expect(file.text.replace('\uFEFF', '').split('\r\n')[0]).toBe('name,kind,revenue,groupShare,groupRank,ofGroup');
  });

  test('exports everything that matches, neutralised, and writes it into the audit', async () => {
    const evil = await t.inside((ctx) => makeAccount(ctx, { name: '=cmd|calc', country: 'XX' }));
    const file = await head.file(contract.exportAccounts, { country: ['XX'], format: 'csv' });
    expect(file.text).not.toMatch(/(^|,)"?=cmd/m);
    expect(file.text).toContain('cmd|calc');
    const own = await kam.file(contract.exportAccounts, {});
    expect(own.text.trim().split('\r\n')).toHaveLength(3);
    const book = await head.file(contract.exportAccounts, { format: 'xlsx' });
    expect(book.bytes.subarray(0, 2).toString()).toBe('PK');
    expect((await contributor.ask(contract.exportAccounts, {})).status).toBe(403);
    const entries = await t.inside((ctx) =>
      ctx.db.selectFrom('audit_entries').select('word').where('operation', '=', 'exportAccounts').execute(),
    );
    expect(entries.length).toBeGreaterThanOrEqual(3);
    await t.inside((ctx) => ctx.db.deleteFrom('accounts').where('id', '=', evil).execute());
  });
});

describe('one account', () => {
  test('shows what is above and below as far as one may see; the rest is 404', async () => {
    const full = await head.call(contract.getAccount, { id: ids.outlet });
    expect(full.ancestors.map((one) => one.name)).toEqual(['Globex Berlin GmbH', 'Globex Group']);
    expect(full.root).toMatchObject({ id: ids.group });
    expect(full.can).toEqual({ edit: true, assign: true, structure: true });
    const part = await kam.call(contract.getAccount, { id: ids.outlet });
    expect(part.ancestors.map((one) => one.name)).toEqual(['Globex Berlin GmbH']);
    expect(part.root).toBe(null);
    expect(part.can).toEqual({ edit: true, assign: false, structure: false });
    for (const id of [ids.group, ids.theirs, ids.lonely]) {
      expect((await kam.ask(contract.getAccount, { id })).status).toBe(404);
      expect((await kam.ask(contract.getStructure, { id })).status).toBe(404);
      expect((await kam.ask(contract.listTeam, { id })).status).toBe(404);
      expect((await kam.ask(contract.listStructureHistory, { id })).status).toBe(404);
      expect((await kam.ask(contract.saveAccount, { id, version: 1, name: 'X' })).status).toBe(404);
    }
    const structure = await head.call(contract.getStructure, { id: ids.group });
    expect(structure.children.map((child) => [child.name, child.below])).toEqual([
      ['Globex Berlin GmbH', 1],
      ['Globex Wien', 0],
    ]);
  });

  test('is another organisation’s: not there', async () => {
    const org = await t.anotherOrganisation('rival');
    const stranger = await t.person(['director'], { org });
    expect((await stranger.ask(contract.getAccount, { id: ids.lonely })).status).toBe(404);
    expect((await stranger.call(contract.listAccounts, {})).rows).toEqual([]);
    expect((await stranger.call(contract.searchAccounts, { q: 'globex' })).rows).toEqual([]);
    expect((await stranger.ask(contract.setExclusion, { id: ids.lonely, reason: 'other' })).status).toBe(404);
  });

  test('is saved with its version; a stale one is refused with both states', async () => {
    const { version } = await kam.call(contract.getAccount, { id: ids.mine });
    const saved = await kam.call(contract.saveAccount, {
      id: ids.mine,
      version,
      city: 'Berlin',
      creditLimit: '1000.50',
    });
    expect(saved.version).toBe(version + 1);
    const now = await kam.call(contract.getAccount, { id: ids.mine });
    expect(now.creditLimit).toEqual({ amount: '1000.50', currency: 'EUR' });
    const stale = await head.ask(contract.saveAccount, { id: ids.mine, version, city: 'Bonn' });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    expect((await contributor.ask(contract.saveAccount, { id: ids.mine, version: 1 })).status).toBe(403);
    const digits = await kam.ask(contract.saveAccount, { id: ids.mine, version: saved.version, creditLimit: '1.005' });
    expect(digits.body.code).toBe('money.digits');
  });

  test('a new name is in the list and in the search at once', async () => {
    const { id } = await head.call(contract.createAccount, { name: 'Umbrella', country: 'GB', parentId: ids.lonely });
    await head.call(contract.saveAccount, { id, version: 1, name: 'Umbrella Holding' });
    expect(namesOf(await head.call(contract.listAccounts, { q: 'umbrella' }))).toEqual(['Umbrella Holding']);
    const { rows } = await head.call(contract.searchAccounts, { q: 'umbrela holding' });
    expect(rows[0]).toMatchObject({ title: 'Umbrella Holding', path: `/accounts/${id}` });
    expect((await head.call(contract.listAccountChoices, {})).countries).toEqual(['AT', 'DE', 'GB', 'US']);
    await t.inside((ctx) => ctx.db.deleteFrom('accounts').where('id', '=', id).execute());
  });

  test('who sees own accounts only becomes the manager of what he makes', async () => {
    const { id } = await other.call(contract.createAccount, { name: 'Prospect of Olga' });
    expect((await other.call(contract.getAccount, { id })).lead).toEqual({ id: other.id, name: 'Olga Other' });
    expect((await other.ask(contract.createAccount, { name: 'X', parentId: ids.mine })).status).toBe(404);
    await t.inside((ctx) => ctx.db.deleteFrom('accounts').where('id', '=', id).execute());
  });
});

test('what a manager gets is the same whether or not a hidden account exists', async () => {
  const asks = async () => [
    (await kam.ask(contract.listAccounts, { sort: 'revenue', direction: 'desc' })).text,
    (await kam.ask(contract.listAccounts, { q: 'globex' })).text,
    (await kam.ask(contract.searchAccounts, { q: 'globex' })).text,
    (await kam.ask(contract.searchAccounts, { q: 'globx berlin' })).text,
    (await kam.ask(contract.listAccountChoices, {})).text,
    (await kam.ask(contract.getAccount, { id: ids.mine })).text,
    (await kam.ask(contract.getStructure, { id: ids.mine })).text,
    (await kam.ask(contract.listExclusions, {})).text,
    (await kam.file(contract.exportAccounts, {})).text,
  ];
  const without = await asks();
  const hidden = await t.inside(async (ctx) => {
    const top = await makeAccount(ctx, {
      name: 'Globex Berlin Hidden',
      kind: 'group',
      country: 'FR',
      category: 'Secret',
    });
    await makeAccount(ctx, { name: 'Globex below hidden', parentId: top });
    return top;
  });
  await head.call(contract.setExclusion, { id: hidden, reason: 'own_company' });
  expect(await asks()).toEqual(without);
  await t.inside(async (ctx) => {
    await ctx.db.deleteFrom('accounts').where('parent_id', '=', hidden).execute();
    await ctx.db.deleteFrom('accounts').where('id', '=', hidden).execute();
  });
});
