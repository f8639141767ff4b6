import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';
import { makeAccount, makeTeamMember } from './make.ts';
import {
  accountsBelow,
  checkAccountVisible,
  loadAccountNames,
  placeUnder,
  publishFigures,
  rebuildStructure,
} from './public.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna Head' });
  kam = await t.person(['kam'], { name: 'Karl Kam' });
  other = await t.person(['kam'], { name: 'Olga Other' });
});
beforeEach(() =>
  t.inside(async (ctx) => {
    await ctx.db.updateTable('accounts').set({ parent_id: null }).execute();
    await ctx.db.deleteFrom('accounts').execute();
  }),
);
afterAll(() => t.close());

const make = (wish: Parameters<typeof makeAccount>[1]) => t.inside((ctx) => makeAccount(ctx, wish));
const leadsOf = async () =>
  Object.fromEntries(
    (await head.call(contract.listAccounts, { columns: ['lead'] })).rows.map((row) => [
      row.name,
      row.lead?.name ?? null,
    ]),
  );
/** What the closure should be, from parent_id alone. */
async function checkClosure() {
  const wrong = await t.inside((ctx) =>
    sql`with recursive up as (
          select id as account_id, id as ancestor_id, 0 as depth, parent_id as next from accounts
          union all select u.account_id, a.id, u.depth + 1, a.parent_id from up u join accounts a on a.id = u.next)
        (select account_id, ancestor_id, depth from up except select account_id, ancestor_id, depth from account_ancestors)
        union all (select account_id, ancestor_id, depth from account_ancestors except select account_id, ancestor_id, depth from up)`.execute(
      ctx.db,
    ),
  );
  expect(wrong.rows).toEqual([]);
}

describe('the team', () => {
  test('a new lead takes over; who may not assign is refused; a hidden account is 404', async () => {
    const id = await make({ name: 'Acme' });
    await head.call(contract.assignTeam, { id, userId: kam.id, duty: 'lead', since: '2026-01-01' });
    expect((await kam.call(contract.getAccount, { id })).lead?.name).toBe('Karl Kam');
    expect((await kam.ask(contract.assignTeam, { id, userId: other.id, duty: 'lead' })).status).toBe(403);
    const { rows } = await head.call(contract.assignTeam, { id, userId: other.id, duty: 'lead' });
    expect(rows.map((row) => [row.user.name, row.since, row.until, row.isNow])).toEqual([
      ['Olga Other', '2026-03-10', null, true],
      ['Karl Kam', '2026-01-01', '2026-03-09', false],
    ]);
    expect((await kam.ask(contract.getAccount, { id })).status).toBe(404);
    const again = await head.ask(contract.assignTeam, { id, userId: other.id, duty: 'lead' });
    expect(again.body.code).toBe('accounts.alreadyOnTeam');
    const nobody = await head.ask(contract.assignTeam, { id, userId: id, duty: 'rep' });
    expect(nobody.body.code).toBe('accounts.notAMember');
    const [lead] = rows;
    const stale = await head.ask(contract.endTeam, { id, memberId: lead!.id, version: 9 });
    expect(stale.body.code).toBe('stale');
    await head.call(contract.endTeam, { id, memberId: lead!.id, version: lead!.version });
    expect((await head.call(contract.getAccount, { id })).lead).toBe(null);
    expect((await other.ask(contract.getAccount, { id })).status).toBe(404);
  });

  test('many managers at once: preview, assign, undo', async () => {
    const [a, b, c] = [
      await make({ name: 'A', country: 'DE' }),
      await make({ name: 'B', country: 'DE' }),
      await make({ name: 'C' }),
    ];
    await t.inside((ctx) => makeTeamMember(ctx, { accountId: a, userId: kam.id }));
    const before = await leadsOf();
    expect(await head.call(contract.previewLead, { country: ['DE'], userId: kam.id })).toEqual({
      matching: 2,
      changing: 1,
    });
    const done = await head.call(contract.assignLead, { userId: other.id, filter: { country: ['DE'] } });
    expect(done.changed).toBe(2);
    expect(await leadsOf()).toEqual({ A: 'Olga Other', B: 'Olga Other', C: null });
    await head.call(contract.assignLead, { userId: kam.id, ids: [b] });
    const undone = await head.call(contract.restoreLead, { assigned: other.id, before: done.before });
    expect(undone.changed).toBe(1);
    expect(await leadsOf()).toEqual({ ...before, B: 'Karl Kam' });
    const team = await head.call(contract.listTeam, { id: a });
    expect(team.rows.map((row) => [row.user.name, row.until])).toEqual([['Karl Kam', null]]);
    expect((await head.call(contract.assignLead, { userId: null, ids: [a, b, c] })).changed).toBe(2);
    expect((await kam.ask(contract.assignLead, { userId: null, ids: [a] })).status).toBe(403);
    expect((await head.ask(contract.assignLead, { userId: null })).status).toBe(400);
    const seen = await t.inside((ctx) =>
      ctx.db.selectFrom('audit_entries').select('account_id').where('account_id', '=', a).execute(),
    );
    expect(seen.length).toBeGreaterThan(1);
  });
});

describe('the structure', () => {
  test('moves keep closure, root and entity of everything below, and the history', async () => {
    const [g, h] = [await make({ name: 'G', kind: 'group' }), await make({ name: 'H', kind: 'group' })];
    const e = await make({ name: 'E', parentId: g });
    const o = await make({ name: 'O', kind: 'outlet', parentId: e });
    const { version } = await head.call(contract.getAccount, { id: e });
    const moved = await head.call(contract.setParent, { id: e, version, parentId: h, reason: 'sold' });
    expect(moved.version).toBe(version + 1);
    const outlet = await head.call(contract.getAccount, { id: o });
    expect([outlet.root?.id, outlet.parent?.id]).toEqual([h, e]);
    await checkClosure();
    const history = await head.call(contract.listStructureHistory, { id: e });
    expect(history.rows.map((row) => [row.parent?.name, row.origin, row.reason])).toEqual([
      ['H', 'hand', 'sold'],
      ['G', 'import', null],
    ]);
    const circle = await head.ask(contract.setParent, { id: h, version: 1, parentId: e, reason: 'x' });
    expect(circle.body.code).toBe('accounts.circle');
    const outletAbove = await head.ask(contract.setParent, { id: g, version: 1, parentId: o, reason: 'x' });
    expect(outletAbove.body.code).toBe('accounts.outletAbove');
    const stale = await head.ask(contract.setParent, { id: e, version, parentId: null, reason: 'x' });
    expect(stale.body.code).toBe('stale');
    expect((await kam.ask(contract.setParent, { id: e, version, parentId: null, reason: 'x' })).status).toBe(403);
    const row = await t.inside((ctx) =>
      ctx.db.selectFrom('accounts').select('entity_id').where('id', '=', o).executeTakeFirstOrThrow(),
    );
    expect(row.entity_id).toBe(e);
    const kind = await head.ask(contract.saveAccount, { id: h, version: 1, kind: 'outlet' });
    expect(kind.body.code).toBe('accounts.outletAbove');
  });

  test('an import places set-based, leaves circles out, and does not move what a person placed', async () => {
    const [a, b, c, d] = await Promise.all(['A', 'B', 'C', 'D'].map((name) => make({ name })));
    const { version } = await head.call(contract.getAccount, { id: d! });
    await head.call(contract.setParent, { id: d!, version, parentId: a!, reason: 'mine' });
    const result = await t.inside((ctx) =>
      placeUnder(
        ctx,
        sql`(select * from (values (${a}::uuid, ${b}::uuid), (${b}::uuid, ${a}::uuid), (${c}::uuid, ${a}::uuid), (${d}::uuid, ${b}::uuid))
              as v (account_id, parent_id))`,
        { origin: 'import' },
      ).catch((error: Error) => error.message),
    );
    expect(result).toMatchObject({ moved: [c], kept: 1 });
    expect((result as { circles: string[] }).circles.sort()).toEqual([a, b].sort());
    await checkClosure();
    await t.inside(async (ctx) => {
      await ctx.db.updateTable('accounts').set({ parent_id: c! }).where('id', '=', b!).execute();
      await rebuildStructure(ctx, null);
      const below = await sql<{ account_id: string }>`select * from ${accountsBelow(ctx, a!)} x`.execute(ctx.db);
      expect(below.rows.map((row) => row.account_id).sort()).toEqual([a, b, c, d].sort());
    });
    await checkClosure();
  });

  test('a group by hand', async () => {
    const [a, b] = [await make({ name: 'Acme Nord' }), await make({ name: 'Acme Süd' })];
    const { id } = await head.call(contract.makeGroup, { name: 'Acme', accountIds: [a, b], reason: 'one owner' });
    expect((await head.call(contract.getStructure, { id })).children).toHaveLength(2);
    expect(
      (await head.ask(contract.makeGroup, { name: 'X', accountIds: [id.replace(/^.{4}/, '0000')], reason: 'x' }))
        .status,
    ).toBe(404);
    await checkClosure();
  });

  test('an exclusion covers everything below, is listed, and can be ended', async () => {
    const g = await make({ name: 'Own', kind: 'group' });
    const e = await make({ name: 'Own shop', parentId: g });
    await head.call(contract.setExclusion, { id: g, reason: 'own_company', note: 'us' });
    const excluded = async () =>
      (await head.call(contract.listAccounts, { excluded: true })).rows.map((row) => row.name);
    expect(await excluded()).toEqual(['Own', 'Own shop']);
    expect((await head.call(contract.getAccount, { id: e })).exclusion).toMatchObject({
      reason: 'own_company',
      from: { id: g },
    });
    expect((await head.call(contract.listExclusions, {})).rows).toMatchObject([{ account: { id: g }, note: 'us' }]);
    expect((await kam.ask(contract.setExclusion, { id: g, reason: 'retail' })).status).toBe(403);
    await head.call(contract.clearExclusion, { id: g });
    expect(await excluded()).toEqual([]);
    expect((await head.ask(contract.clearExclusion, { id: g })).status).toBe(404);
  });
});

describe('who belongs together', () => {
  const open = async () => (await head.call(contract.listProposals, {})).rows;

  test('pairs of different structures, with evidence, strongest first', async () => {
    await make({ name: 'Tailspin Toys (Head Office)', taxId: 'US12345678', email: 'a@tailspin.example.org' });
    await make({ name: 'Tailspin Toys (Absecon, NJ)', taxId: 'US12345678' });
    await make({ name: 'ООО «Ромашка»', postalCode: '101000', address: 'Мясницкая ул., 1' });
    await make({ name: 'Ромашка, г. Тверь' });
    await make({ name: 'Loner' });
    const own = await make({ name: 'Loner GmbH' });
    await head.call(contract.setExclusion, { id: own, reason: 'own_company' });
    expect(await head.call(contract.proposeGroups, {})).toEqual({ open: 2, tooCommon: 0 });
    const rows = await open();
    expect(rows.map((row) => row.evidence.map((one) => one.kind))).toEqual([['name', 'tax_id'], ['name']]);
    expect(rows[0]!.strength).toBeGreaterThan(rows[1]!.strength);
    const first = await head.call(contract.listProposals, { limit: 1 });
    const second = await head.call(contract.listProposals, { limit: 1, after: first.next! });
    expect([...first.rows, ...second.rows]).toEqual(rows);
    expect((await kam.ask(contract.listProposals, {})).status).toBe(403);
    expect((await kam.ask(contract.proposeGroups, {})).status).toBe(403);
  });

  test('accepting makes one group of many, undo restores, declined ones do not come back', async () => {
    const accounts = [];
    for (const city of ['Bonn', 'Köln', 'Trier']) accounts.push(await make({ name: `Wolkenheim Bau (${city})` }));
    await head.call(contract.proposeGroups, {});
    const proposals = await open();
    expect(proposals).toHaveLength(2);
    const ids = proposals.map((row) => row.id);
    const { groups } = await head.call(contract.decideProposals, { ids, decision: 'accept' });
    expect(groups).toMatchObject([{ name: 'Wolkenheim Bau', kind: 'group' }]);
    const { children } = await head.call(contract.getStructure, { id: groups[0]!.id });
    expect(children.map((child) => child.id).sort()).toEqual(accounts.sort());
    await checkClosure();
    expect((await head.ask(contract.decideProposals, { ids, decision: 'decline' })).body.code).toBe(
      'accounts.alreadyDecided',
    );
    const accepted = (await head.call(contract.listProposals, { state: 'accepted' })).rows;
    expect(accepted[0]!.group?.name).toBe('Wolkenheim Bau');
    for (const id of ids) await head.call(contract.undoProposal, { id });
    expect((await head.ask(contract.getAccount, { id: groups[0]!.id })).status).toBe(404);
    await checkClosure();
    expect(await open()).toHaveLength(2);
    await head.call(contract.decideProposals, { ids, decision: 'decline' });
    await head.call(contract.proposeGroups, {});
    expect((await head.call(contract.listProposals, { state: 'declined' })).rows).toHaveLength(2);
    expect((await open()).every((row) => !ids.includes(row.id))).toBe(true);
  });

  test('an existing head takes the other in', async () => {
    const g = await make({ name: 'Stark', kind: 'group' });
    await make({ name: 'Stark Industries AG', parentId: g, web: 'www.stark-industries.de' });
    const lost = await make({ name: 'SI Handel', email: 'x@stark-industries.de' });
    await head.call(contract.proposeGroups, {});
    const [row] = await open();
    await head.call(contract.decideProposals, { ids: [row!.id], decision: 'accept' });
    expect((await head.call(contract.getAccount, { id: lost })).parent?.id).toBe(g);
  });
});

test('what later rooms publish stands in the list; what they leave out gets its default', async () => {
  const [a, b] = [await make({ name: 'A' }), await make({ name: 'B' })];
  await t.inside(async (ctx) => {
    const source = (id: string) => sql`(select ${id}::uuid as account_id, 7::bigint as revenue, 'key' as tier)`;
    expect(await publishFigures(ctx, ['revenue', 'tier'], source(a))).toBe(1);
    expect(await publishFigures(ctx, ['revenue', 'tier'], source(a))).toBe(0);
    expect(await publishFigures(ctx, ['revenue', 'tier'], source(b), { others: { resetIn: null } })).toBe(2);
    expect((await loadAccountNames(ctx, [a, b])).get(a)?.name).toBe('A');
    await expect(checkAccountVisible(ctx, a.replace(/^.{4}/, '0000'), 'accounts.read')).rejects.toThrow('Not found');
  });
  const { rows } = await head.call(contract.listAccounts, { columns: ['tier', 'revenue'] });
  expect(rows.map((row) => [row.name, row.tier, row.revenue?.amount])).toEqual([
    ['A', 'prospect', '0.00'],
    ['B', 'key', '0.07'],
  ]);
});
