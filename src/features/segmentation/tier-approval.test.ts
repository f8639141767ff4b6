import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as approvals from '../approvals/contract.ts';
import { listAudit } from '../audit/contract.ts';
import { askForTier, getStanding, setTier } from './contract.ts';

let t: TestHouse;
let dora: Person;
let hanna: Person;
let kim: Person;
const ids = { mine: '', theirs: '', shop: '', below: '' };
beforeAll(async () => {
  t = await testHouse();
  dora = await t.person(['director']);
  hanna = await t.person(['head'], { reportsTo: dora.id });
  kim = await t.person(['kam'], { name: 'Kim', reportsTo: hanna.id });
  await t.inside(async (ctx) => {
    ids.mine = await makeAccount(ctx, { name: 'Mine' });
    ids.theirs = await makeAccount(ctx, { name: 'Theirs' });
    ids.shop = await makeAccount(ctx, { name: 'Shop', parentId: ids.mine, kind: 'outlet' });
    ids.below = await makeAccount(ctx, { name: 'Below', parentId: ids.theirs });
    for (const accountId of [ids.mine, ids.below]) await makeTeamMember(ctx, { accountId, userId: kim.id });
  });
});
afterAll(() => t.close());

const decide = (id: string, decision: 'approve' | 'refuse') =>
  hanna.ask(approvals.decideApproval, { id, round: 1, decision, reason: 'No' });

describe('a tier that is asked for', () => {
  const wish = { tier: 'key', reasonCode: 'growth', reason: 'Grows', reviewOn: null, current: null } as const;

  test('is set by hand while nobody wants to be asked', async () => {
    expect((await kim.ask(askForTier, { id: ids.mine, ...wish })).body.code).toBe('segmentation.noApproval');
    expect((await hanna.call(getStanding, { id: ids.mine })).can).toEqual({ setTier: true, askTier: false });
  });

  test('is set when it is approved, as whoever asked would have set it, and not when another was set meanwhile', async () => {
    const { rows } = await dora.call(approvals.listProcedures, {});
    const {
      kind,
      measure: _m,
      isOptional: _o,
      currency: _c,
      version,
      ...now
    } = rows.find((row) => row.kind === 'segmentation.tier')!;
    await dora.call(approvals.saveProcedure, { kind, version, procedure: { ...now, isOn: true } });
    expect((await hanna.ask(setTier, { id: ids.mine, ...wish })).body.code).toBe('segmentation.needsApproval');
    expect((await hanna.ask(setTier, { id: ids.mine, ...wish, tier: 'standard' })).status).toBe(200);
    const current = (await hanna.call(getStanding, { id: ids.mine })).tier!.id;
    expect((await kim.ask(askForTier, { id: ids.mine, ...wish })).body.code).toBe('stale');
    expect((await kim.ask(askForTier, { id: ids.theirs, ...wish })).status).toBe(404);
    expect((await kim.ask(askForTier, { id: ids.shop, ...wish })).body.code).toBe('segmentation.tierOfGroup');
    const below = await kim.ask(askForTier, { id: ids.below, ...wish });
    expect(below.body.code).toBe('segmentation.tierOfHiddenGroup');
    expect(below.text).not.toContain('Theirs');
    const asked = await kim.call(askForTier, { id: ids.mine, ...wish, current });
    const second = await kim.call(askForTier, { id: ids.mine, ...wish, current });
    expect(asked.state).toBe('open');
    expect((await hanna.call(approvals.getApproval, { id: asked.id })).title).toBe('Make a key account: Mine');
    await hanna.call(approvals.decideApproval, { id: asked.id, round: 1, decision: 'approve' });
    const { tier } = await kim.call(getStanding, { id: ids.mine });
    expect(tier).toMatchObject({ tier: 'key', origin: 'hand', reason: 'Grows', setBy: { name: 'Kim' } });
    expect((await decide(second.id, 'approve')).body.code).toBe('segmentation.tierMoved');
    expect((await hanna.call(approvals.getApproval, { id: second.id })).state).toBe('open');
    await decide(second.id, 'refuse');
    const entries = await dora.call(listAudit, { operation: 'decideApproval' });
    expect(JSON.stringify(entries.rows)).toContain('Mine');
  });
});
