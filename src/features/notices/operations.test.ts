import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { listen, type OpenStream, openStream } from '../../../test/stream.ts';
import * as people from '../people/contract.ts';
import * as contract from './contract.ts';
import { notify, notifyRoles } from './public.ts';

let t: TestHouse;
let one: Person;
let two: Person;
let stranger: Person;
beforeAll(async () => {
  t = await testHouse();
  const other = await t.anotherOrganisation('elsewhere');
  [one, two, stranger] = [await t.person(['kam']), await t.person(['head']), await t.person(['kam'], { org: other })];
});
afterAll(() => t.close());

const tell = (person: Person, kind = 'imports.done') =>
  t.inside((ctx) => notify(ctx, person.id, { kind, params: { rows: 3 }, path: '/imports/1' }));

describe('notices', () => {
  test('are one’s own, newest first, paged, counted', async () => {
    await tell(one);
    await tell(one, 'imports.failed');
    await tell(two);
    const list = await one.call(contract.listNotices, { limit: 1 });
    expect(list.unread).toBe(2);
    expect(list.rows[0]).toMatchObject({
      kind: 'imports.failed',
      params: { rows: 3 },
      path: '/imports/1',
      readAt: null,
    });
    const more = await one.call(contract.listNotices, { after: list.next! });
    expect(more.rows.map((row) => row.kind)).toEqual(['imports.done']);
    expect(more.next).toBeNull();
    expect((await stranger.call(contract.listNotices, {})).rows).toEqual([]);
    expect((await t.nobody.ask(contract.listNotices, {})).status).toBe(401);
    expect((await one.ask(contract.listNotices, { after: 'x' })).status).toBe(400);
  });

  test('nobody reads for somebody else', async () => {
    const { rows } = await one.call(contract.listNotices, {});
    const [newest, older] = rows;
    for (const person of [two, stranger]) {
      expect((await person.ask(contract.readNotice, { id: newest!.id })).status).toBe(404);
      await person.call(contract.readNotices, {});
    }
    expect((await one.call(contract.listNotices, {})).unread).toBe(2);
    await one.call(contract.readNotices, { upTo: older!.id });
    const left = await one.call(contract.listNotices, { unread: true });
    expect([left.unread, left.rows.map((row) => row.id)]).toEqual([1, [newest!.id]]);
    await one.call(contract.readNotice, { id: newest!.id });
    expect((await one.call(contract.listNotices, {})).unread).toBe(0);
  });

  test('roles are told, the actor is not', async () => {
    await t.inside((ctx) => notifyRoles(ctx, ['head', 'director'], { kind: 'approvals.stuckSomewhere' }));
    expect((await two.call(contract.listNotices, { unread: true })).rows[0]?.kind).toBe('approvals.stuckSomewhere');
    expect((await one.call(contract.listNotices, {})).unread).toBe(0);
    expect((await stranger.call(contract.listNotices, {})).unread).toBe(0);
  });
});

describe('the stream of events', () => {
  let stream: OpenStream;
  let address: string;
  beforeAll(async () => {
    stream = await openStream(t);
    address = stream.address;
  });
  afterAll(() => stream.close());

  test('carries one’s own notices and the words of the organisation, nobody else’s', async () => {
    const [mine, theirs, foreign] = [
      await listen(address, one),
      await listen(address, two),
      await listen(address, stranger),
    ];
    expect(mine.headers.get('content-type')).toBe('text/event-stream');
    expect(mine.headers.get('x-content-type-options')).toBe('nosniff');
    await tell(one);
    await t.inside(async (ctx) => {
      await ctx.announce({ kind: 'settings' });
      await ctx.announce({ kind: 'review', verb: 'segmentation.seeAll' });
    });
    await expect.poll(() => theirs.heard.text).toContain('event: review');
    await expect.poll(() => mine.heard.text).toContain('event: settings');
    expect(mine.heard.text).toContain('event: notice');
    expect(mine.heard.text).not.toContain('event: review');
    expect(theirs.heard.text).not.toContain('event: notice');
    expect(theirs.heard.text).toContain('event: settings');
    expect(foreign.heard.text).toBe('retry: 3000\n\n');
    for (const each of [mine, theirs, foreign]) each.stop();
    await expect.poll(() => stream.readers()).toBe(0);
  });

  test('ends where somebody signs out, and everywhere else when he ends all other sessions or sets a new password', async () => {
    const password = 'a long test passphrase';
    const device = async () => {
      const { token } = await t.nobody.call(people.signIn, { email: two.email, password, asToken: true });
      const person = t.same({ ...two, token });
      return { person, stream: await listen(address, person) };
    };
    const [here, phone, office] = [await device(), await device(), await device()];
    await phone.person.call(people.signOut, {});
    await expect.poll(() => phone.stream.heard.ended).toBe(true);
    expect([here.stream.heard.ended, office.stream.heard.ended]).toEqual([false, false]);
    await here.person.call(people.revokeOtherSessions, {});
    await expect.poll(() => office.stream.heard.ended).toBe(true);
    const again = await device();
    await again.person.call(people.changePassword, { present: password, password: 'another long test passphrase' });
    await expect.poll(() => here.stream.heard.ended).toBe(true);
    expect(again.stream.heard.ended).toBe(false);
    again.stream.stop();
    await expect.poll(() => stream.readers()).toBe(0);
  });

  test('ends with the session, and with the membership; needs a session', async () => {
    const { token } = await t.nobody.call(people.signIn, {
      email: one.email,
      password: 'a long test passphrase',
      asToken: true,
    });
    const first = await listen(address, { ...one, token });
    const kept = await listen(address, one);
    const { sessions } = await one.call(people.listSessions, {});
    await one.call(people.revokeSession, { id: sessions.find((session) => !session.isThis)!.id });
    await expect.poll(() => first.heard.ended).toBe(true);
    expect(kept.heard.ended).toBe(false);
    const admin = await t.person(['admin']);
    await admin.call(people.endMembership, { id: one.id, version: 1 });
    await expect.poll(() => kept.heard.ended).toBe(true);
    expect((await fetch(`${address}/api/notices/events`)).status).toBe(401);
    await expect.poll(() => stream.readers()).toBe(0);
  });
});
