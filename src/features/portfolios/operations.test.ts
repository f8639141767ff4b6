import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import * as accounts from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listNotices } from '../notices/contract.ts';
import { createTask } from '../tasks/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';

let t: TestHouse;
const who: Record<'anna' | 'boris' | 'lead' | 'head' | 'support', Person> = {} as never;
const ids = { one: '', below: '', two: '', three: '', free: '' };
const at = (moment: string) => {
  const now = new Date(moment);
  t.house.now = () => now;
  t.house.identity.forget();
};
beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T10:00:00Z') });
  who.head = await t.person(['head'], { name: 'Hanna' });
  who.lead = await t.person(['account_manager'], { name: 'Leo', reportsTo: who.head.id });
  who.anna = await t.person(['kam'], { name: 'Anna', reportsTo: who.lead.id });
  who.boris = await t.person(['kam'], { name: 'Boris', reportsTo: who.head.id });
  who.support = await t.person(['sales_support'], { name: 'Sam' });
  await t.inside(async (ctx) => {
    ids.one = await makeAccount(ctx, { name: 'Globex' });
    ids.below = await makeAccount(ctx, { name: 'Globex Süd', parentId: ids.one });
    ids.two = await makeAccount(ctx, { name: 'Initech' });
    ids.three = await makeAccount(ctx, { name: 'Umbrella' });
    ids.free = await makeAccount(ctx, { name: 'Soylent' });
  });
});
afterAll(() => t.close());
beforeEach(async () => {
  at('2026-03-10T10:00:00Z');
  await t.inside(async (ctx) => {
    await ctx.client.query('delete from account_team');
    await ctx.client.query('delete from portfolio_moves');
    for (const accountId of [ids.one, ids.below, ids.two])
      await makeTeamMember(ctx, { accountId, userId: who.anna.id, duty: 'lead' });
    await makeTeamMember(ctx, { accountId: ids.three, userId: who.boris.id, duty: 'lead' });
  });
});

const board = async (person: Person) => (await person.call(contract.listPortfolios, {})).rows;
const loadOf = async (person: Person, name: string) =>
  (await board(person)).find((row) => row.person.name === name)?.load;
const cards = async (person: Person, userId?: string) =>
  (await person.call(contract.listPortfolioAccounts, userId ? { userId } : {})).rows.map((row) => row.name);
const move = (more: Record<string, unknown> = {}) => ({
  accounts: [{ id: ids.two, leadId: who.anna.id }],
  toId: who.boris.id,
  ...more,
});

describe('the board', () => {
  test('shows managers with their load; what lies below one’s own account counts with it', async () => {
    expect((await board(who.head)).map((row) => row.person.name)).toEqual(['Anna', 'Boris', 'Leo']);
    expect(await loadOf(who.head, 'Anna')).toMatchObject({
      accounts: 2,
      points: 2,
      state: 'within',
      norm: { from: 1, to: 2 },
    });
    expect(await loadOf(who.head, 'Leo')).toMatchObject({ accounts: 0, state: 'under', by: 10 });
    expect(await cards(who.head, who.anna.id)).toHaveLength(3);
    expect(await cards(who.head)).toEqual(['Soylent']);
  });

  test('shares weigh: the lead has what the others leave', async () => {
    await who.head.call(accounts.assignTeam, { id: ids.two, userId: who.boris.id, duty: 'deputy', share: 30 });
    expect((await loadOf(who.head, 'Anna'))?.points).toBe(1.7);
    expect((await loadOf(who.head, 'Boris'))?.points).toBe(1.3);
  });

  test('oneself and below only, and of their accounts those that one sees', async () => {
    expect((await board(who.lead)).map((row) => row.person.name)).toEqual(['Anna', 'Leo']);
    expect((await loadOf(who.lead, 'Anna'))?.accounts).toBe(0);
    expect(await cards(who.lead, who.anna.id)).toEqual([]);
    expect((await who.anna.ask(contract.listPortfolioAccounts, { userId: who.boris.id })).status).toBe(404);
    expect((await who.support.ask(contract.listPortfolios, {})).status).toBe(403);
    expect((await who.anna.ask(contract.moveAccounts, move())).status).toBe(403);
  });

  test('pages by column', async () => {
    const first = await who.head.call(contract.listPortfolioAccounts, { userId: who.anna.id, limit: 2 });
    const second = await who.head.call(contract.listPortfolioAccounts, {
      userId: who.anna.id,
      limit: 2,
      after: first.next!,
    });
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(3);
    expect(second.next).toBeNull();
    const wrong = await who.head.ask(contract.listPortfolioAccounts, {
      after: Buffer.from('["x","y"]').toString('base64url'),
    });
    expect(wrong.status).toBe(400);
  });

  test('the norm and languages are kept with versions', async () => {
    const { norms, version } = await who.anna.call(contract.getNorms, {});
    expect((await who.anna.ask(contract.saveNorms, { norms, version })).status).toBe(403);
    const wider = { ...norms, kam: { from: 1, to: 1 } };
    await who.head.call(contract.saveNorms, { norms: wider, version });
    expect((await who.head.ask(contract.saveNorms, { norms, version })).body.code).toBe('stale');
    expect((await loadOf(who.head, 'Anna'))?.state).toBe('over');
    const bad = await who.head.ask(contract.saveNorms, { norms: { ...norms, kam: { from: 5, to: 2 } }, version: 1 });
    expect(bad.body.problems?.[0]?.field).toBe('norms.kam.to');
    await who.head.call(contract.saveNorms, { norms, version: 1 });
    const said = await who.boris.call(contract.savePortfolioPerson, {
      id: who.boris.id,
      languages: ['de', 'ru'],
      version: 0,
    });
    expect(said).toEqual({ languages: ['de', 'ru'], norm: null, version: 1 });
    const own = { id: who.boris.id, languages: ['de'], norm: 'none' as const, version: 1 };
    expect((await who.boris.ask(contract.savePortfolioPerson, own)).status).toBe(403);
    await who.head.call(contract.savePortfolioPerson, own);
    expect((await who.head.ask(contract.savePortfolioPerson, own)).body.code).toBe('stale');
    await who.head.call(contract.savePortfolioPerson, { ...own, norm: null, version: 2 });
  });
});

describe('a move', () => {
  test('is previewed, done, told and undone', async () => {
    await who.head.call(accounts.saveAccount, { id: ids.two, version: 1, languages: ['fr', 'de'] });
    await who.anna.call(createTask, { kind: 'task', title: 'Send samples', accountId: ids.two });
    const preview = await who.head.call(contract.previewMove, { ids: [ids.two], toId: who.boris.id });
    expect(preview.changes.map(({ person, before, after }) => [person.name, before.points, after.points])).toEqual([
      ['Boris', 1, 2],
      ['Anna', 2, 1],
    ]);
    expect(preview.accounts).toMatchObject([{ name: 'Initech', from: { name: 'Anna' }, missing: ['fr'], lost: [] }]);
    expect(preview.tasks).toMatchObject([{ title: 'Send samples', person: { name: 'Anna' }, account: 'Initech' }]);

    const done = await who.head.call(contract.moveAccounts, move({ reason: 'Nearer' }));
    expect(done).toMatchObject({ to: { name: 'Boris' }, accounts: [{ name: 'Initech', from: { name: 'Anna' } }] });
    expect(await cards(who.head, who.boris.id)).toContain('Initech');
    expect((await loadOf(who.head, 'Anna'))?.accounts).toBe(1);
    expect((await who.anna.ask(accounts.getAccount, { id: ids.two })).status).toBe(404);
    expect((await who.boris.call(listNotices, {})).rows[0]).toMatchObject({
      kind: 'portfolios.received',
      params: { count: 1 },
    });
    expect((await who.anna.call(listNotices, {})).rows[0]).toMatchObject({
      kind: 'portfolios.given',
      params: { person: 'Boris' },
    });
    const brief = await who.boris.call(contract.getMoveBrief, { id: done.id });
    expect(brief.rows).toMatchObject([{ name: 'Initech', tasks: [{ title: 'Send samples' }] }]);
    expect((await who.anna.ask(contract.getMoveBrief, { id: done.id })).status).toBe(404);
    const entries = (await who.boris.call(listTimeline, { id: ids.two })).rows;
    expect(entries[0]).toMatchObject({
      kind: 'accounts.leadChanged',
      people: { from: { name: 'Anna' }, to: { name: 'Boris' } },
    });

    await who.head.call(contract.undoMove, { id: done.id, version: done.version });
    expect(await cards(who.head, who.anna.id)).toContain('Initech');
    const team = (await who.anna.call(accounts.listTeam, { id: ids.two })).rows;
    expect(team).toMatchObject([{ user: { name: 'Anna' }, since: '2000-01-01', until: null }]);
    expect((await who.head.ask(contract.undoMove, { id: done.id, version: 2 })).body.code).toBe(
      'portfolios.undoneAlready',
    );
  });

  test('of a later day leaves today as it is; the day brings it; its undo keeps what has been', async () => {
    const done = await who.head.call(contract.moveAccounts, move({ since: '2026-03-20' }));
    expect(await cards(who.head, who.anna.id)).toContain('Initech');
    const { rows } = await who.head.call(contract.listPortfolioAccounts, { userId: who.anna.id });
    expect(rows.find((row) => row.name === 'Initech')?.coming).toMatchObject({
      since: '2026-03-20',
      person: { name: 'Boris' },
    });
    expect(await cards(who.boris, who.boris.id)).toEqual(['Umbrella']);
    at('2026-03-25T10:00:00Z');
    expect((await who.boris.ask(accounts.getAccount, { id: ids.two })).status).toBe(200);
    await who.head.call(contract.undoMove, { id: done.id, version: 1 });
    const team = (await who.head.call(accounts.listTeam, { id: ids.two })).rows;
    expect(team.map(({ user, since, until }) => [user.name, since, until])).toEqual([
      ['Anna', '2026-03-25', null],
      ['Boris', '2026-03-20', '2026-03-24'],
      ['Anna', '2000-01-01', '2026-03-19'],
    ]);
  });

  test('is refused when it is late, empty, or somebody moved one of them meanwhile', async () => {
    expect((await who.head.ask(contract.moveAccounts, move({ since: '2026-03-01' }))).body.code).toBe(
      'portfolios.past',
    );
    expect((await who.head.ask(contract.moveAccounts, move({ since: '2026-02-31' }))).status).toBe(400);
    expect((await who.head.ask(contract.moveAccounts, move({ toId: who.anna.id }))).body.code).toBe(
      'portfolios.nothing',
    );
    const both = [who.boris, who.lead].map((to) => who.head.ask(contract.moveAccounts, move({ toId: to.id })));
    const answers = await Promise.all(both);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(answers.find((one) => one.status === 409)?.body.code).toBe('portfolios.movedMeanwhile');
    const team = (await who.head.call(accounts.listTeam, { id: ids.two })).rows;
    expect(team.filter((row) => row.isNow && row.duty === 'lead')).toHaveLength(1);
  });

  test('is not undone when something changed since, and nothing by half', async () => {
    const accountsBoth = [ids.one, ids.two].map((id) => ({ id, leadId: who.anna.id }));
    const done = await who.head.call(contract.moveAccounts, move({ accounts: accountsBoth }));
    await who.head.call(accounts.assignLead, { userId: who.lead.id, ids: [ids.two] });
    const refused = await who.head.ask(contract.undoMove, { id: done.id, version: 1 });
    expect(refused.body).toMatchObject({ code: 'portfolios.changedSince', params: { accounts: 'Initech' } });
    expect(await cards(who.head, who.boris.id)).toContain('Globex');
    const moves = (await who.anna.call(contract.listMoves, {})).rows;
    expect(moves).toEqual([]);
    expect((await who.head.call(contract.listMoves, {})).rows).toMatchObject([{ id: done.id, can: { undo: true } }]);
  });

  test('twice on one day, undone back to front, restores the first lead', async () => {
    const first = await who.head.call(contract.moveAccounts, move());
    const second = await who.head.call(contract.moveAccounts, {
      accounts: [{ id: ids.two, leadId: who.boris.id }],
      toId: who.lead.id,
    });
    await who.head.call(contract.undoMove, { id: second.id, version: 1 });
    expect(await cards(who.head, who.boris.id)).toContain('Initech');
    const again = await who.head.ask(contract.undoMove, { id: first.id, version: 1 });
    expect(again.status).toBe(200);
    expect(await cards(who.head, who.anna.id)).toContain('Initech');
  });
});
