import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { lookAfter } from '../../app/new-day.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import { endMembership } from '../people/contract.ts';
import * as contract from './contract.ts';
import { knowsStandIns } from './kinds.ts';
import type { Step as ProcedureStep } from './rules.ts';

let t: TestHouse;
let dora: Person;
let hanna: Person;
let kim: Person;
let otto: Person;
let admin: Person;
let support: Person;
const ids = { mine: '', theirs: '', shop: '' };
const away = new Map<string, string[]>();

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  dora = await t.person(['director'], { name: 'Dora' });
  hanna = await t.person(['head'], { name: 'Hanna', reportsTo: dora.id });
  kim = await t.person(['kam'], { name: 'Kim', reportsTo: hanna.id });
  otto = await t.person(['kam'], { name: 'Otto', reportsTo: hanna.id });
  admin = await t.person(['admin'], { name: 'Ada' });
  support = await t.person(['sales_support'], { name: 'Sam' });
  await t.inside(async (ctx) => {
    ids.mine = await makeAccount(ctx, { name: 'Mine' });
    ids.theirs = await makeAccount(ctx, { name: 'Theirs' });
    ids.shop = await makeAccount(ctx, { name: 'Shop', parentId: ids.mine, kind: 'outlet' });
    await makeTeamMember(ctx, { accountId: ids.mine, userId: kim.id });
    await makeTeamMember(ctx, { accountId: ids.theirs, userId: otto.id });
  });
  knowsStandIns(async () => away);
});
afterAll(() => {
  knowsStandIns(async () => new Map());
  return t.close();
});

const EUR = (amount: string) => ({ amount, currency: 'EUR' });
const ask = async (who: Person, input: object = {}) =>
  (await who.call(contract.askForException, { title: 'Deliver before payment', reason: 'They ask', ...input } as never))
    .id;
const decide = (who: Person, id: string, decision: 'approve' | 'refuse' = 'approve', more: object = {}) =>
  who.ask(contract.decideApproval, { id, round: 1, decision, reason: decision === 'refuse' ? 'No' : '', ...more });
const heard = async (who: Person) => (await who.call(listNotices, { unread: true })).rows.map((row) => row.kind);
const waiting = async (who: Person) => (await who.call(contract.listApprovals, {})).rows.map((row) => row.id);
const names = (people: { name: string }[]) => people.map(({ name }) => name);

/** Changes the procedure of exceptions, from what they start with. */
async function procedure(change: object, kind = 'approvals.exception'): Promise<void> {
  const { rows } = await dora.call(contract.listProcedures, {});
  const {
    kind: _,
    measure: _m,
    isOptional: _o,
    currency: _c,
    version,
    ...now
  } = rows.find((row) => row.kind === kind)!;
  const first = { steps: [step({})], limits: [], ownLimit: false, repeats: false, remindDays: 3, escalateDays: 7 };
  await dora.call(contract.saveProcedure, { kind, version, procedure: { ...now, ...first, ...change } });
}
const step = (part: Partial<ProcedureStep>): ProcedureStep => ({
  ...{ by: 'superior', role: null, userId: null, height: 0, needs: 1 },
  ...part,
});

describe('a request', () => {
  test('waits for the superior, is decided once, and its requester hears of it; everybody else has never seen it', async () => {
    const id = await ask(kim, { accountId: ids.mine, amount: EUR('1200.50') });
    expect([await waiting(hanna), await waiting(kim), await waiting(dora)]).toEqual([[id], [], []]);
    expect(await heard(hanna)).toContain('approvals.asked');
    expect((await hanna.call(contract.countApprovals, {})).waiting).toBe(1);
    const seen = await hanna.call(contract.getApproval, { id });
    expect(seen).toMatchObject({
      ...{ title: 'Deliver before payment', account: { name: 'Mine' }, amount: EUR('1200.50'), state: 'open' },
      ...{ requester: { name: 'Kim' }, waitingFor: [{ name: 'Hanna' }], isMine: true, round: 1 },
      can: { decide: true, withdraw: false, change: false },
    });
    for (const who of [otto, support, admin]) {
      expect((await who.ask(contract.getApproval, { id })).status).toBe(404);
      expect((await decide(who, id)).status).toBe(404);
      expect((await who.ask(contract.commentApproval, { id, text: 'X' })).status).toBe(404);
    }
    expect((await dora.call(contract.listApprovals, { box: 'running' })).rows).toHaveLength(1);
    expect((await decide(kim, id)).body.code).toBe('approvals.notYours');
    expect((await decide(hanna, id, 'refuse', { reason: ' ' })).status).toBe(400);
    expect((await decide(hanna, id)).body).toEqual({ state: 'approved', step: 1 });
    expect((await decide(hanna, id, 'refuse')).body).toMatchObject({
      code: 'approvals.closed',
      params: { state: 'approved' },
    });
    expect(await heard(kim)).toContain('approvals.approved');
    expect([await waiting(hanna), (await hanna.call(contract.countApprovals, {})).waiting]).toEqual([[], 0]);
    const after = await kim.call(contract.getApproval, { id });
    expect(after.history.map(({ act }) => act)).toEqual(['filed', 'approve']);
    expect(after).toMatchObject({ state: 'approved', closedBy: { name: 'Hanna' }, waitingFor: [] });
  });

  test('is refused with a reason, withdrawn by its requester, commented', async () => {
    const refused = await ask(kim, { accountId: ids.shop });
    await kim.call(contract.commentApproval, { id: refused, text: 'They wait' });
    expect(await heard(hanna)).toContain('approvals.comment');
    await decide(hanna, refused, 'refuse');
    const { history, state } = await kim.call(contract.getApproval, { id: refused });
    expect([state, history.at(-1)]).toMatchObject(['refused', { act: 'refuse', words: 'No', by: { name: 'Hanna' } }]);
    const gone = await ask(kim);
    expect((await hanna.ask(contract.withdrawApproval, { id: gone })).body.code).toBe('approvals.notYoursToChange');
    await kim.call(contract.withdrawApproval, { id: gone, reason: 'Settled' });
    expect((await decide(hanna, gone)).body.params).toEqual({ state: 'withdrawn' });
    expect(await heard(hanna)).toContain('approvals.withdrawn');
    const asked = { box: 'asked' as const, state: ['refused' as const, 'withdrawn' as const] };

    const list = await kim.call(contract.listApprovals, { ...asked, limit: 1 });
    expect(list.rows.map((row) => row.id)).toEqual([gone]);
    const more = await kim.call(contract.listApprovals, { ...asked, limit: 1, after: list.next! });
    expect([more.rows.map((row) => row.id), more.next]).toEqual([[refused], null]);
    const ofAccount = await hanna.call(contract.listApprovals, { box: 'decided', accountId: ids.mine, q: 'BEFORE' });
    expect(ofAccount.rows.map((row) => row.id)).toContain(refused);
    expect((await kim.ask(contract.listApprovals, { accountId: ids.theirs })).status).toBe(404);
    expect((await kim.ask(contract.askForException, { title: 'X', reason: 'X', accountId: ids.theirs })).status).toBe(
      404,
    );
  });

  test('begins anew when another amount is asked: what was read before can no longer be approved', async () => {
    await procedure({ steps: [step({ height: 1 }), step({ height: 2 })] });
    const id = await ask(kim, { amount: EUR('100') });
    await decide(hanna, id);
    expect(await waiting(dora)).toContain(id);
    const change = { id, round: 1, amount: EUR('900') };
    expect((await hanna.ask(contract.changeException, change)).body.code).toBe('approvals.notYoursToChange');
    expect(await kim.call(contract.changeException, change)).toEqual({ round: 2, state: 'open' });
    expect((await decide(dora, id)).body.code).toBe('approvals.changed');
    expect(await heard(dora)).toContain('approvals.changed');
    expect(await waiting(hanna)).toContain(id);
    const { history } = await kim.call(contract.getApproval, { id });
    expect(history.at(-1)).toMatchObject({ act: 'changed', words: '100.00 EUR → 900.00 EUR' });
    await decide(hanna, id, 'approve', { round: 2 });
    expect((await decide(hanna, id, 'approve', { round: 2 })).body.code).toBe('approvals.notYours');
    expect((await decide(dora, id, 'approve', { round: 2 })).body).toEqual({ state: 'approved', step: 2 });
  });

  test('of all deciders needs every one; two at once take their turns, and none is lost', async () => {
    await procedure({ steps: [step({ by: 'role', role: 'kam', needs: 0 })] });
    const id = await ask(hanna);
    const both = await Promise.all([decide(kim, id), decide(otto, id)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await hanna.call(contract.getApproval, { id })).state).toBe('approved');
    await procedure({ steps: [step({ by: 'role', role: 'kam' })] });
    const one = await ask(hanna);
    const answers = await Promise.all([decide(kim, one), decide(otto, one, 'refuse')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.code).toBe('approvals.closed');
  });
});

describe('who decides', () => {
  test('limits of authority choose the superior; within the own limit it is approved at once and said so', async () => {
    const limits = [
      { role: 'kam', userId: null, upTo: '50' },
      { role: null, userId: hanna.id, upTo: '500' },
      { role: 'director', userId: null, upTo: null },
    ];
    await procedure({ limits, ownLimit: true });
    const [own, small, large] = [
      await kim.call(contract.askForException, { title: 'Own', reason: 'X', amount: EUR('50') }),
      await ask(kim, { amount: EUR('500') }),
      await ask(kim, { amount: EUR('500.01') }),
    ];
    expect(own.state).toBe('approved');
    expect((await kim.call(contract.getApproval, { id: own.id })).history.map(({ act }) => act)).toEqual([
      'filed',
      'own',
    ]);
    expect([(await waiting(hanna)).includes(small), (await waiting(dora)).includes(large)]).toEqual([true, true]);
    const page = await kim.call(contract.getApproval, { id: large });
    expect(page.plan[0]).toMatchObject({ deciders: [{ name: 'Dora' }], passed: [{ name: 'Hanna', why: 'limit' }] });
    const trial = await dora.call(contract.tryProcedure, {
      ...{ kind: 'approvals.exception', requesterId: otto.id, asked: '501', accountId: ids.theirs },
    });
    expect([trial.atOnce, names(trial.steps[0]!.deciders)]).toEqual([false, ['Dora']]);
    expect((await kim.ask(contract.tryProcedure, { kind: 'approvals.exception', requesterId: otto.id })).status).toBe(
      403,
    );
    expect((await dora.ask(contract.saveProcedure, { kind: 'x', version: 0, procedure: {} })).status).toBe(400);
    const {
      kind: _k,
      measure: _m,
      isOptional: _o,
      currency: _c,
      version,
      ...now
    } = (await admin.call(contract.listProcedures, {})).rows.find((row) => row.kind === 'approvals.exception')!;
    const stale = { kind: 'approvals.exception', version: version - 1, procedure: now };
    expect((await admin.ask(contract.saveProcedure, stale)).body.code).toBe('stale');
    const wrong = { ...now, limits: [{ role: 'kam', userId: null, upTo: '1.234' }] };
    const refused = await admin.ask(contract.saveProcedure, { ...stale, version, procedure: wrong });
    expect(refused.body.problems).toMatchObject([{ field: 'procedure.limits.0.upTo' }]);
  });

  test('a deputy decides in the place of whoever is away, but never their own request', async () => {
    await procedure({ steps: [step({ height: 1 })] });
    away.set(hanna.id, [otto.id]);
    const [id, own] = [await ask(kim), await ask(otto)];
    expect([(await waiting(otto)).includes(id), (await waiting(otto)).includes(own)]).toEqual([true, false]);
    await decide(otto, id);
    const { history, plan } = await kim.call(contract.getApproval, { id });
    expect(history.at(-1)).toMatchObject({ by: { name: 'Otto' }, standsInFor: { name: 'Hanna' } });
    expect(plan[0]!.deciders).toMatchObject([{ name: 'Otto', standsInFor: { name: 'Hanna' } }]);
    const hidden = await ask(kim, { accountId: ids.mine });
    expect((await otto.ask(contract.getApproval, { id: hidden })).status).toBe(404);
    away.clear();
  });

  test('who may not read the account is passed over, and the page says so', async () => {
    await procedure({ steps: [step({ by: 'person', userId: otto.id })] });
    const id = await ask(kim, { accountId: ids.mine });
    expect(await waiting(otto)).not.toContain(id);
    const { plan } = await kim.call(contract.getApproval, { id });
    expect(plan[0]).toMatchObject({ deciders: [{ name: 'Hanna' }], passed: [{ name: 'Otto', why: 'hidden' }] });
  });

  test('whoever no longer sees the account knows nothing of their own request on it', async () => {
    const lent = await t.inside(async (ctx) => {
      const id = await makeAccount(ctx, { name: 'Lent' });
      await makeTeamMember(ctx, { accountId: id, userId: otto.id, until: '2026-03-10' });
      return id;
    });
    const id = await ask(otto, { accountId: lent });
    expect((await otto.ask(contract.getApproval, { id })).status).toBe(200);
    const { now } = t.house;
    t.house.now = () => new Date('2026-03-11T09:00:00Z');
    expect((await otto.ask(contract.getApproval, { id })).status).toBe(404);
    const { rows } = await otto.call(contract.listApprovals, { box: 'asked' });
    expect(rows.map((row) => row.id)).not.toContain(id);
    t.house.now = now;
  });

  test('whoever leaves is replaced by the superior; what nobody can decide is said at once, to administrators without a word of it', async () => {
    const boss = await t.person(['account_manager'], { name: 'Bo', reportsTo: hanna.id });
    const newcomer = await t.person(['account_manager'], { reportsTo: boss.id });
    await procedure({ steps: [step({ height: 1 })] });
    const id = await ask(newcomer);
    expect(await waiting(boss)).toEqual([id]);
    await admin.call(endMembership, { id: boss.id, version: 1 });
    await lookAfter(t.house, t.org);
    expect(await waiting(hanna)).toContain(id);
    const stuck = await ask(dora, { title: 'Secret bonus' });
    expect((await dora.call(contract.getApproval, { id: stuck })).isStuck).toBe(true);
    expect(await heard(dora)).toContain('approvals.stuck');
    const [told] = (await admin.call(listNotices, { unread: true })).rows;
    expect(told).toMatchObject({ kind: 'approvals.stuckSomewhere', params: {}, path: '/settings?tab=approvals' });
    expect(JSON.stringify(await admin.call(listAudit, { operation: 'askForException' }))).not.toContain('Secret bonus');
  });
});

test('time reminds, puts it to the next superior, and ends it', async () => {
  const day = 86_400_000;
  const start = t.house.now().getTime();
  const { now } = t.house;
  try {
    await procedure({ steps: [step({ height: 1 })], remindDays: 3, escalateDays: 7, expireDays: 20 });
    const id = await ask(kim, { title: 'Slow' });
    const at = async (days: number) => {
      t.house.now = () => new Date(start + days * day);
      await lookAfter(t.house, t.org);
    };
    const read = async () => kim.call(contract.getApproval, { id });
    await at(2);
    const before = (await heard(hanna)).filter((kind) => kind === 'approvals.reminder').length;
    await at(3);
    await at(3);
    expect((await heard(hanna)).filter((kind) => kind === 'approvals.reminder').length).toBeGreaterThan(before);
    expect(names((await read()).waitingFor)).toEqual(['Hanna']);
    await at(7);
    expect(names((await read()).waitingFor).sort()).toEqual(['Dora', 'Hanna']);
    expect(await heard(dora)).toContain('approvals.escalated');
    await at(21);
    expect(await read()).toMatchObject({ state: 'expired', can: { withdraw: false } });
    expect(await heard(kim)).toContain('approvals.expired');
  } finally {
    t.house.now = now;
  }
});
