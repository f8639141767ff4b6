import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { lookAfter } from '../../app/new-day.ts';
import { addMonths, lastOfMonth } from '../../pure/period.ts';
import { listAccounts } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { REVIEW_JOB } from '../settings/public.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';
import { makeDocuments } from './make.ts';
import { publishReview } from './reviews.ts';
import { publishTiers } from './store-publish.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
const ids: Record<string, string> = {};

/** Sales of a month, one document each. */
async function sell(month: string, amounts: Record<string, bigint>): Promise<void> {
  await t.inside((ctx) =>
    makeDocuments(
      ctx,
      Object.entries(amounts).map(([name, net]) => ({ accountId: ids[name]!, day: lastOfMonth(month), net })),
    ),
  );
}

const review = () => jobs[0]!.run(t.house, { orgId: t.org.id }, new AbortController().signal);

beforeAll(async () => {
  t = await testHouse({ now: new Date('2025-06-15T10:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  await t.inside(async (ctx) => {
    for (const name of ['big', 'falling', 'part']) ids[name] = await makeAccount(ctx, { name, externalId: name });
    for (let index = 0; index < 30; index++) {
      ids[`small${index}`] = await makeAccount(ctx, { name: `small ${index}`, externalId: `small${index}` });
    }
    ids.top = await makeAccount(ctx, { name: 'top', externalId: 'top', kind: 'group' });
    ids.below = await makeAccount(ctx, { name: 'below', externalId: 'below', parentId: ids.top });
    await makeTeamMember(ctx, { accountId: ids.below, userId: kam.id });
  });
  const usual = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`small${index}`, 4_000n + BigInt(index)]));
  for (let index = 0; index < 36; index++) {
    const month = addMonths('2022-01-01', index);
    await sell(month, { ...usual, big: 60_000n, falling: index < 24 ? 90_000n : 30_000n, below: 30_000n });
  }
  await review();
}, 120_000);
afterAll(() => t.close());

describe('tier proposals', () => {
  test('ask for a decision where the rules say key or emerging', async () => {
    const found = await head.call(contract.listTierProposals, {});
    expect(found.period).toEqual({ from: '2024-01-01', to: '2024-12-31' });
    expect(
      found.rows.slice(0, 3).map((row) => [row.externalId, row.tier, row.proposal.tier, row.proposal.act]),
    ).toEqual([
      ['big', null, 'key', 'assign'],
      ['falling', null, 'key', 'assign'],
      ['top', null, 'key', 'assign'],
    ]);
    expect(found.rows[0]!.proposal.reasons[0]).toMatchObject({ code: 'tier.tenPercent' });
    expect(found.count).toBe(found.rows.length);
  });

  test('are accepted one by one, as they were read', async () => {
    const { reviewId } = await head.call(contract.listTierProposals, {});
    const stale = await head.ask(contract.acceptTiers, {
      reviewId: reviewId!,
      accounts: [{ id: ids.big!, tier: 'emerging' }],
    });
    expect(stale.body.code).toBe('segmentation.proposalChanged');
    const older = await head.ask(contract.acceptTiers, { reviewId: ids.big! });
    expect(older.body.code).toBe('segmentation.newerReview');
    await head.call(contract.acceptTiers, { reviewId: reviewId!, accounts: [{ id: ids.big!, tier: 'key' }] });
    const standing = await head.call(contract.getStanding, { id: ids.big! });
    expect(standing).toMatchObject({
      countsAs: 'key',
      tier: { tier: 'key', origin: 'proposal', reasonCode: 'tier.tenPercent' },
      proposal: { act: 'keep', isAsking: false },
    });
    const audited = await head.call(listAudit, {});
    expect(JSON.stringify(audited)).toContain(ids.big!);
  });

  test('are accepted all at once', async () => {
    const { reviewId, count } = await head.call(contract.listTierProposals, {});
    expect(await head.call(contract.acceptTiers, { reviewId: reviewId! })).toEqual({ accepted: count });
    expect((await head.call(contract.listTierProposals, {})).count).toBe(0);
    expect((await head.call(contract.getKeyAccounts, { asking: true })).rows).toEqual([]);
    const list = await head.call(listAccounts, { tier: ['key'] });
    expect(list.rows.map((row) => row.externalId)).toContain('below');
  });
});

describe('a tier set by hand', () => {
  test('stands at once on the list, the page and every account below', async () => {
    const before = await head.call(contract.getStanding, { id: ids.top! });
    const set = await head.call(contract.setTier, {
      id: ids.top!,
      tier: 'emerging',
      reasonCode: 'segment_leader',
      reviewOn: '2025-12-31',
      current: before.tier!.id,
    });
    expect(set).toMatchObject({ tier: 'emerging', origin: 'hand', reviewOn: '2025-12-31', setBy: { id: head.id } });
    const after = await head.call(contract.getStanding, { id: ids.top! });
    expect(after.proposal).toMatchObject({ tier: 'emerging', act: 'keep', reasons: expect.any(Array) });
    expect(after.proposal!.reasons[0]).toEqual({ code: 'tier.byHand', params: { until: '2025-12-31' } });
    const list = await head.call(listAccounts, { tier: ['emerging'] });
    expect(list.rows.map((row) => [row.externalId, row.tierIsSet]).sort()).toEqual([
      ['below', true],
      ['top', true],
    ]);
    const proposed = await head.call(listAccounts, { q: 'small7' });
    expect(proposed.rows[0]).toMatchObject({ externalId: 'small7', tierIsSet: false, basis: 'revenue' });
    const seen = await kam.call(contract.getStanding, { id: ids.below! });
    expect(seen).toMatchObject({
      isGroups: true,
      standsFor: null,
      countsAs: 'emerging',
      proposal: null,
      tier: { setBy: null },
    });
    const history = await head.call(contract.listTierHistory, { id: ids.top! });
    expect(history.rows.map((row) => [row.tier, row.until !== null])).toEqual([
      ['emerging', false],
      ['key', true],
    ]);
  });

  test('is refused when somebody was quicker, below a group, without a reason', async () => {
    const wish = { tier: 'key', reasonCode: 'growth', reviewOn: null, current: null } as const;
    expect((await head.ask(contract.setTier, { id: ids.top!, ...wish })).body.code).toBe('stale');
    expect((await head.ask(contract.setTier, { id: ids.below!, ...wish })).body.code).toBe('segmentation.tierOfGroup');
    expect((await head.ask(contract.setTier, { id: ids.top!, ...wish, reasonCode: 'other' })).status).toBe(400);
    expect((await head.ask(contract.setTier, { id: ids.top!, ...wish, reviewOn: '2025-06-15' })).status).toBe(400);
  });
});

describe('stepping down', () => {
  const gone = { big: 200_000n, below: 30_000n };
  test('takes two reviews of different periods that the key rules were missed in', async () => {
    expect((await head.call(contract.getStanding, { id: ids.falling! })).tier?.tier).toBe('key');
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`small${index}`, 500_000n]));
    await sell('2025-03-01', { ...many, ...gone, falling: 10n });
    await review();
    await review();
    const patient = await head.call(contract.getStanding, { id: ids.falling! });
    expect(patient.proposal).toMatchObject({
      tier: 'key',
      act: 'keep',
      reasons: [{ code: 'tier.keyMissed', params: { missed: 1, needed: 2 } }],
    });
    await sell('2025-04-01', { ...many, ...gone, falling: 10n });
    await review();
    const down = await head.call(contract.getStanding, { id: ids.falling! });
    expect(down.proposal).toMatchObject({
      act: 'stepDown',
      isAsking: true,
      reasons: expect.any(Array),
    });
    expect(down.proposal!.reasons[0]).toMatchObject({ code: 'tier.keyMissed', params: { missed: 2 } });
    const asked = await head.call(contract.listTierProposals, { act: 'stepDown' });
    expect(asked.rows.map((row) => row.externalId)).toContain('falling');
  });
});

test('a tier that waits for its review date: setting it moves nothing, the day does, and what is published follows by itself', async () => {
  const now = t.house.now;
  const owner = new pg.Client(t.open.connections.owner);
  await owner.connect();
  const waiting = async () => {
    await lookAfter(t.house, t.org);
    const sent = await owner.query(
      'delete from graphile_worker._private_jobs j using graphile_worker._private_tasks k where k.id = j.task_id and k.identifier = $1 returning 1',
      [REVIEW_JOB],
    );
    return sent.rowCount;
  };
  const isPublished = async () => (await head.call(contract.getKeyAccounts, {})).publishedPeriod !== null;
  try {
    await review();
    await waiting();
    const current = (await head.call(contract.listTierHistory, { id: ids.small1! })).rows[0]?.id ?? null;
    await head.call(contract.setTier, {
      id: ids.small1!,
      tier: 'emerging',
      reasonCode: 'growth',
      reviewOn: '2025-06-20',
      current,
    });
    expect(await isPublished()).toBe(true);
    expect(await waiting()).toBe(0);
    t.house.now = () => new Date('2025-06-20T10:00:00Z');
    expect(await isPublished()).toBe(false);
    expect(await waiting()).toBe(1);
    await review();
    expect(await isPublished()).toBe(true);
    expect(await waiting()).toBe(0);
  } finally {
    t.house.now = now;
    await owner.end();
  }
});

test('a tier that is set while a review comes in: neither stops the other', async () => {
  const waiting = () =>
    t.inside(async (ctx) => {
      const { rows } = await ctx.client.query<{ count: number }>(
        "select count(*)::int as count from pg_locks where locktype = 'transactionid' and not granted",
      );
      return rows[0]!.count;
    });
  await t.inside((ctx) => publishReview(ctx, { isForced: true }));
  const coming = t.inside(async (ctx) => {
    // What setting a tier does first: it writes into the standings of every review that is kept.
    await ctx.client.query('update segmentation_standings set rank = rank where account_id = $1', [ids.big]);
    const review = t.inside((inner) => publishReview(inner, { isForced: true }));
    await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
    await publishTiers(ctx, [ids.big!]);
    return { review };
  });
  const { review: published } = await coming;
  expect((await published).isPublished).toBe(true);
});
