import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import * as contract from './contract.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.close());

describe('sign-in', () => {
  test('gives the session with what one may do', async () => {
    const kam = await t.person(['kam']);
    const session = await kam.call(contract.getSession, {});
    expect(session.organisation?.slug).toBe('test');
    expect(session.roles).toEqual(['kam']);
    expect(session.can).toContain('people.read');
    expect(session.can).not.toContain('people.manage');
  });

  test('says the same for a wrong password and an unknown address', async () => {
    const kam = await t.person(['kam']);
    const wrong = await t.nobody.ask(contract.signIn, { email: kam.email, password: 'not this one' });
    const unknown = await t.nobody.ask(contract.signIn, { email: 'nobody@example.com', password: 'not this one' });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' });
  });

  test('a stranger who keeps failing does not lock the owner out', async () => {
    const kam = await t.person(['kam']);
    const good = await t.nobody.ask(contract.signIn, { email: kam.email, password: 'a long test passphrase' });
    const device = String(good.headers['set-cookie']).match(/vitalfew_device=([^;]+)/)![1]!;
    for (let tries = 0; tries < 8; tries++)
      await t.nobody.ask(contract.signIn, { email: kam.email, password: 'guess' });
    const stranger = await t.nobody.ask(contract.signIn, { email: kam.email, password: 'a long test passphrase' });
    expect(stranger.status).toBe(429);
    expect(stranger.headers['retry-after']).toBe('900');
    const owner = await t.nobody.ask(
      contract.signIn,
      { email: kam.email, password: 'a long test passphrase' },
      { headers: { cookie: `vitalfew_device=${device}` } },
    );
    expect(owner.status).toBe(200);
    await t.house.identity.atGate(null, (db) => db.deleteFrom('sign_in_failures').execute());
  });

  test('a cookie without our header, or from another site, may not act', async () => {
    const kam = await t.person(['kam']);
    const response = await t.http.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { cookie: `vitalfew_session=${kam.token}` },
    });
    expect(response.statusCode).toBe(403);
    const foreign = await t.http.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { cookie: `vitalfew_session=${kam.token}`, 'x-vitalfew': '1', origin: 'https://evil.example' },
    });
    expect(foreign.statusCode).toBe(403);
  });

  test('a program signs in as the description says, a page of another site does not', async () => {
    const kam = await t.person(['kam']);
    const payload = { email: kam.email, password: 'a long test passphrase', asToken: true };
    const from = (headers: Record<string, string>) =>
      t.http.inject({ method: 'POST', url: '/api/session', headers, payload });
    const program = await from({});
    expect({ status: program.statusCode, token: typeof program.json().token }).toEqual({
      status: 200,
      token: 'string',
    });
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { cookie: 'a=b' }])
      expect((await from(headers as unknown as Record<string, string>)).statusCode).toBe(403);
  });

  test('sessions are listed and revoked at once', async () => {
    const kam = await t.person(['kam']);
    const { token } = await t.nobody.call(contract.signIn, {
      email: kam.email,
      password: 'a long test passphrase',
      asToken: true,
    });
    const { sessions } = await kam.call(contract.listSessions, {});
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session) => !session.isThis)!;
    await kam.call(contract.revokeSession, { id: other.id });
    const response = await t.http.inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } });
    expect(response.statusCode).toBe(401);
  });

  test('nobody revokes the sessions of somebody else', async () => {
    const [one, two] = [await t.person(['kam']), await t.person(['admin'])];
    const { sessions } = await one.call(contract.listSessions, {});
    const answer = await two.ask(contract.revokeSession, { id: sessions[0]!.id });
    expect(answer.status).toBe(404);
  });
});

describe('members', () => {
  test('an invitation is a link that works once', async () => {
    const admin = await t.person(['admin']);
    const invited = await admin.call(contract.inviteMember, {
      email: 'New@Example.com',
      name: 'New One',
      roles: ['kam'],
    });
    const token = invited.link!.split('/').at(-1)!;
    const link = await t.nobody.call(contract.getLink, { token });
    expect(link).toEqual({
      purpose: 'invitation',
      email: 'new@example.com',
      name: 'New One',
      organisation: 'Test company',
    });
    const weak = await t.nobody.ask(contract.useLink, { token, password: 'short' });
    expect(weak.body.problems).toEqual([
      { field: 'password', expected: 'at least 10 characters', rule: 'minLength', limit: 10 },
    ]);
    await t.nobody.call(contract.useLink, { token, password: 'correct horse battery' });
    expect((await t.nobody.ask(contract.useLink, { token, password: 'correct horse battery' })).status).toBe(404);
    const signed = await t.nobody.call(contract.signIn, {
      email: 'new@example.com',
      password: 'correct horse battery',
      asToken: true,
    });
    expect(signed.token).toBeTruthy();
  });

  test('only administrators invite, and an administrator of one company gets no link to a person of another', async () => {
    const kam = await t.person(['kam']);
    expect((await kam.ask(contract.inviteMember, { email: 'x@example.com', name: 'X', roles: ['kam'] })).status).toBe(
      403,
    );
    const other = await t.anotherOrganisation('elsewhere');
    const foreigner = await t.person(['director'], { org: other });
    const admin = await t.person(['admin']);
    expect((await admin.ask(contract.makeResetLink, { id: foreigner.id })).status).toBe(404);
  });

  test('a reset link that was handed out ends with a new password, and when the person joins another organisation', async () => {
    const admin = await t.person(['admin']);
    const handed = async (id: string) => (await admin.call(contract.makeResetLink, { id })).link!.split('/').at(-1)!;
    const isOver = async (token: string) => (await t.nobody.ask(contract.getLink, { token })).status === 404;
    const careful = await t.person(['kam']);
    const leaked = await handed(careful.id);
    await careful.call(contract.changePassword, {
      present: 'a long test passphrase',
      password: 'a new and longer passphrase',
    });
    expect(await isOver(leaked)).toBe(true);
    const joining = await t.person(['kam']);
    const held = await handed(joining.id);
    const rival = await t.person(['admin'], { org: await t.anotherOrganisation('joined-later') });
    const theirs = await rival.call(contract.inviteMember, { email: joining.email, name: 'J', roles: ['kam'] });
    expect(await isOver(held)).toBe(false);
    await t.nobody.call(contract.useLink, {
      token: theirs.link!.split('/').at(-1)!,
      password: 'a long test passphrase',
    });
    expect(await isOver(held)).toBe(true);
  });

  test('a reset link that somebody else asks for does not end the one that is there', async () => {
    const kam = await t.person(['kam']);
    const now = new Date();
    const first = await t.house.identity.resetLink(kam.email, now);
    const second = await t.house.identity.resetLink(kam.email, now);
    await t.nobody.call(contract.useLink, { token: first!.token, password: 'another long passphrase' });
    expect((await t.nobody.ask(contract.getLink, { token: second!.token })).status).toBe(404);
  });

  test('a stale version is refused with both states; the audit keeps before and after', async () => {
    const admin = await t.person(['admin']);
    const kam = await t.person(['kam']);
    await admin.call(contract.saveMember, { id: kam.id, roles: ['kam', 'head'], reportsTo: null, version: 1 });
    const stale = await admin.ask(contract.saveMember, { id: kam.id, roles: ['head'], reportsTo: null, version: 1 });
    expect(stale.status).toBe(409);
    expect(stale.body.code).toBe('stale');
    const entries = await t.inside((ctx) =>
      ctx.db
        .selectFrom('audit_entries')
        .selectAll()
        .where('record_id', '=', kam.id)
        .where('operation', '=', 'saveMember')
        .execute(),
    );
    expect(entries).toHaveLength(1);
    expect(entries[0]!.changes).toEqual([{ field: 'roles', before: ['kam'], after: ['kam', 'head'] }]);
  });

  test('nobody reports to himself through others; the last administrator stays', async () => {
    const admin = await t.person(['admin']);
    const [a, b] = [await t.person(['head']), await t.person(['kam'])];
    await admin.call(contract.saveMember, { id: b.id, roles: ['kam'], reportsTo: a.id, version: 1 });
    const circle = await admin.ask(contract.saveMember, { id: a.id, roles: ['head'], reportsTo: b.id, version: 1 });
    expect(circle.body.code).toBe('people.reportingCircle');
    const lonely = await t.anotherOrganisation('lonely');
    const only = await t.person(['admin'], { org: lonely });
    const last = await only.ask(contract.endMembership, { id: only.id, version: 1 });
    expect(last.body.code).toBe('people.lastAdmin');
  });

  test('people of another organisation are invisible', async () => {
    const other = await t.anotherOrganisation('strangers');
    const stranger = await t.person(['admin'], { org: other });
    const { members } = await stranger.call(contract.listMembers, {});
    expect(members.map((member) => member.id)).toEqual([stranger.id]);
    const kam = await t.person(['kam']);
    expect(
      (await stranger.ask(contract.saveMember, { id: kam.id, roles: ['head'], reportsTo: null, version: 1 })).status,
    ).toBe(404);
  });
});
