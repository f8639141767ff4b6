import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { listen, openStream } from '../../../test/stream.ts';
import * as accounts from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { addNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { setTier } from '../segmentation/contract.ts';
import { type Entry, listTimeline } from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let contributor: Person;
const ids = { group: '', mine: '', theirs: '' };
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Karin' });
  contributor = await t.person(['contributor'], { name: 'Carla' });
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Globex Group', kind: 'group' });
    ids.mine = await makeAccount(ctx, { name: 'Globex Berlin' });
    ids.theirs = await makeAccount(ctx, { name: 'Globex Wien', parentId: ids.group });
    for (const person of [kam, contributor])
      await makeTeamMember(ctx, { accountId: ids.mine, userId: person.id, duty: 'deputy' });
  });
});
afterAll(() => t.close());

const read = (who: Person, input: Record<string, unknown> = {}) => who.call(listTimeline, { id: ids.mine, ...input });
const kindsOf = (rows: readonly Entry[]) => rows.map(({ kind }) => kind);

describe('the timeline', () => {
  test('tells what was done with the structure, the team and the base, with names as far as one may know them', async () => {
    const place = async (parentId: string | null) => {
      const { version } = await head.call(accounts.getAccount, { id: ids.mine });
      await head.call(accounts.setParent, { id: ids.mine, version, parentId, reason: 'One customer' });
    };
    await place(ids.group);
    await head.call(accounts.assignLead, { ids: [ids.mine], userId: kam.id });
    await head.call(accounts.assignTeam, { id: ids.mine, userId: head.id, duty: 'sponsor' });
    await head.call(accounts.setExclusion, { id: ids.mine, reason: 'retail', note: 'Cash only' });
    await head.call(accounts.clearExclusion, { id: ids.mine });
    const { rows } = await read(head);
    expect(kindsOf(rows)).toEqual([
      'accounts.included',
      'accounts.excluded',
      'accounts.teamJoined',
      'accounts.leadChanged',
      'accounts.moved',
    ]);
    expect(rows.every(({ by, account }) => by?.name === 'Hanna' && account.name === 'Globex Berlin')).toBe(true);
    expect(rows[1]).toMatchObject({ params: { reason: 'retail' }, text: 'Cash only' });
    expect(rows[2]).toMatchObject({ params: { duty: 'sponsor' }, people: { person: { name: 'Hanna' } } });
    expect(rows[3]!.people).toEqual({ to: { id: kam.id, name: 'Karin' } });
    expect(rows[4]).toMatchObject({ text: 'One customer', accounts: { to: { name: 'Globex Group' } } });
    // The group above is closed to the manager: that it moved is told, not whither.
    const seen = (await read(kam)).rows[4]!;
    expect(seen.accounts).toEqual({ to: null });
    expect(JSON.stringify(seen)).not.toContain(ids.group);
    await place(null);
    const made = await head.call(accounts.makeGroup, { name: 'New group', accountIds: [ids.mine], reason: 'Again' });
    expect(
      kindsOf((await read(head, { id: made.id, group: true })).rows)
        .slice(0, 2)
        .sort(),
    ).toEqual(['accounts.made', 'accounts.moved']);
    await place(null);
  });

  test('an entry needs the right of its fact', async () => {
    await head.call(setTier, {
      id: ids.mine,
      tier: 'key',
      reasonCode: 'growth',
      reason: 'Grows',
      reviewOn: null,
      current: null,
    });
    expect((await read(kam)).rows[0]).toMatchObject({
      kind: 'segmentation.tierSet',
      params: { tier: 'key' },
      text: 'Grows',
    });
    expect(kindsOf((await read(contributor)).rows)).not.toContain('segmentation.tierSet');
    expect((await read(contributor, { kind: ['segmentation.tierSet'] })).rows).toEqual([]);
    expect((await read(contributor, { q: 'grows' })).rows).toEqual([]);
    expect((await kam.ask(listTimeline, { id: ids.theirs })).status).toBe(404);
  });

  test('is filtered by kind, person and days, searched, paged without a gap, and of a group', async () => {
    for (let at = 0; at < 12; at++) await kam.call(addNote, { id: ids.mine, body: bodyOf(`Note ${at} of the tour`) });
    await head.call(addNote, { id: ids.theirs, body: bodyOf('Tour in Wien') });
    const all = (await read(head, { limit: 200 })).rows;
    const paged: Entry[] = [];
    for (let after: string | undefined, more = true; more; ) {
      const page = await read(head, { limit: 5, ...(after ? { after } : {}) });
      paged.push(...page.rows);
      after = page.next ?? undefined;
      more = page.next !== null;
    }
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(kindsOf((await read(head, { person: kam.id })).rows)).toEqual(Array(12).fill('notes.written'));
    expect((await read(head, { q: 'TOUR note 11' })).rows).toHaveLength(1);
    const searched = await read(head, { q: 'tour', limit: 8 });
    expect((await read(head, { q: 'tour', limit: 8, after: searched.next })).rows).toHaveLength(4);
    expect((await read(head, { id: ids.group, q: 'tour' })).rows).toEqual([]);
    const [below] = (await read(head, { id: ids.group, group: true, q: 'tour' })).rows;
    expect(below!.account.name).toBe('Globex Wien');
    const day = all[0]!.at.slice(0, 10);
    const from = new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10);
    expect((await read(head, { from })).rows).toEqual([]);
    expect((await read(head, { to: from, limit: 200 })).rows).toHaveLength(all.length);
    expect((await head.ask(listTimeline, { id: ids.mine, from: '2024-02-31' })).status).toBe(400);
    expect((await head.ask(listTimeline, { id: ids.mine, after: 'x' })).status).toBe(400);
  });

  test('a link opens it around its entry', async () => {
    const all = (await read(head, { limit: 200 })).rows.map(({ id }) => id);
    const around = await read(head, { around: all[9], limit: 3 });
    expect(around.rows.map(({ id }) => id)).toEqual(all.slice(4, 13));
    expect(around.newer).toBe(true);
    const newest = await read(head, { around: all[0], limit: 2 });
    expect([newest.newer, newest.rows.map(({ id }) => id)]).toEqual([false, all.slice(0, 3)]);
    const foreign = (await read(head, { id: ids.theirs })).rows[0]!.id;
    expect((await head.ask(listTimeline, { id: ids.mine, around: foreign })).status).toBe(404);
  });

  test('tells open screens of those who may read it, and nobody else', async () => {
    const stream = await openStream(t);
    const outside = await t.person(['kam']);
    const streams = await Promise.all([head, kam, contributor, outside].map((who) => listen(stream.address, who)));
    const heard = () => streams.map((one) => one.heard.text.match(/event: timeline\ndata: (.*)/g)?.length ?? 0);
    await kam.call(addNote, { id: ids.mine, body: bodyOf('Live') });
    await expect.poll(heard).toEqual([1, 1, 1, 0]);
    expect(streams[1]!.heard.text).toContain(ids.mine);
    await kam.call(addNote, { id: ids.mine, body: bodyOf('For me'), kept: { readers: [], team: false } });
    await t.inside((ctx) => ctx.announce({ kind: 'settings' }));
    await expect.poll(() => streams.every((one) => one.heard.text.includes('event: settings'))).toBe(true);
    expect(heard()).toEqual([1, 2, 1, 0]);
    for (const one of streams) one.stop();
    await stream.close();
  });
});
