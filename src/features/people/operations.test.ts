import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { ensureMember, ensureUser, hasPassword, membersOf } from '../../kernel/installation.ts';
import { listAudit } from '../audit/contract.ts';
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
    expect(weak.body.problems).toEqual([{ field: 'password', expected: 'people.password.short' }]);
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

  test('an invited person is the name that was written here until the link is used, whoever the address belongs to', async () => {
    for (const smtpUrl of [undefined, 'smtp://127.0.0.1:1']) {
      const house = await testHouse({ smtpUrl });
      try {
        const admin = await house.person(['admin'], { name: 'Admin' });
        const foreigner = await house.person(['director'], {
          org: await house.anotherOrganisation('elsewhere'),
          name: 'Secret Name',
          isOperator: true,
        });
        const answers = [];
        for (const email of [foreigner.email, 'person7.director@example.com']) {
          const invited = await admin.call(contract.inviteMember, { email, name: 'As Written', roles: ['kam'] });
          const { id } = invited.member;
          const listed = (await admin.call(contract.listMembers, {})).members.find((one) => one.id === id)!;
          expect(invited.member).toEqual(listed);
          const again = await admin.call(contract.makeResetLink, { id });
          const twice = await admin.ask(contract.inviteMember, { email, name: 'As Written', roles: ['kam'] });
          const audit = await admin.call(listAudit, { recordId: id });
          const erased = await admin.ask(contract.erasePerson, { id, version: listed.version });
          const after = await admin.call(contract.listMembers, { withEnded: true });
          const text = JSON.stringify([invited, again, twice.body, audit.rows, erased.status, erased.body, after]);
          answers.push(
            text
              .replaceAll(id, 'ID')
              .replaceAll(email, 'EMAIL')
              .replace(/links\/[\w-]+/g, 'LINK')
              .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
              .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'MOMENT'),
          );
        }
        expect(answers[0]).not.toContain('Secret');
        expect(answers[0]).toBe(answers[1]);
        // Who was only invited and taken away goes on as before.
        expect((await foreigner.call(contract.getSession, {})).user.name).toBe('Secret Name');
      } finally {
        await house.close();
      }
    }
  });

  test('an invitation of an address with a password needs that password, and changes nothing of the account', async () => {
    const other = await t.anotherOrganisation('second-home');
    const owner = await t.person(['director'], { org: other, name: 'Real Name' });
    const admin = await t.person(['admin']);
    const invited = await admin.call(contract.inviteMember, { email: owner.email, name: 'Guess', roles: ['head'] });
    const token = invited.link!.split('/').at(-1)!;
    expect((await owner.call(contract.getSession, {})).organisations.map((one) => one.slug)).toEqual(['second-home']);
    expect((await owner.ask(contract.switchOrganisation, { organisationId: t.org.id })).status).toBe(404);
    expect((await t.nobody.call(contract.getLink, { token })).name).toBe('Guess');
    const wrong = await t.nobody.ask(contract.useLink, { token, name: 'Guess', password: 'what the admin thinks of' });
    expect(wrong.body.code).toBe('people.otherPassword');
    const weak = await t.nobody.ask(contract.useLink, { token, password: 'short' });
    expect(weak.body.problems).toEqual([{ field: 'password', expected: 'people.password.short' }]);
    await t.nobody.call(contract.useLink, { token, name: 'Guess', password: 'a long test passphrase' });
    const session = await owner.call(contract.getSession, {});
    expect(session.user.name).toBe('Real Name');
    expect(session.organisations.map((one) => one.slug).sort()).toEqual(['second-home', 'test']);
    const listed = (await admin.call(contract.listMembers, {})).members.find((one) => one.id === owner.id)!;
    expect(listed).toMatchObject({ name: 'Real Name', isInvited: false });
    // From here on a reset link would open the other organisation.
    expect((await admin.ask(contract.makeResetLink, { id: owner.id })).body.code).toBe('people.resetElsewhere');
  });

  test('whoever is only invited has no access and keeps no administrator in place; a taken back invitation is over', async () => {
    const house = await testHouse();
    try {
      const admin = await house.person(['admin']);
      const invite = (email: string) =>
        admin.call(contract.inviteMember, { email, name: 'Second', roles: ['admin'] }).then((made) => ({
          member: made.member,
          token: made.link!.split('/').at(-1)!,
        }));
      const second = await invite('second@example.com');
      const [self] = (await admin.call(contract.listMembers, {})).members.filter((one) => one.id === admin.id);
      const leave = await admin.ask(contract.endMembership, { id: admin.id, version: self!.version });
      expect(leave.status).toBe(409);
      const { id, version } = second.member;
      await admin.call(contract.endMembership, { id, version });
      expect((await house.nobody.ask(contract.getLink, { token: second.token })).status).toBe(404);
      const password = 'correct horse battery';
      expect((await house.nobody.ask(contract.useLink, { token: second.token, password })).status).toBe(404);
      await admin.call(contract.resumeMembership, { id, version: version + 1 });
      const fresh = (await admin.call(contract.makeResetLink, { id })).link!.split('/').at(-1)!;
      expect((await house.nobody.ask(contract.getLink, { token: second.token })).status).toBe(404);
      // Two organisations, one address, no password yet: whoever is first chooses it, and the other invitation needs it.
      const elsewhere = await house.anotherOrganisation('elsewhere');
      const rival = await house.person(['admin'], { org: elsewhere });
      const theirs = await rival.call(contract.inviteMember, {
        email: 'second@example.com',
        name: 'X',
        roles: ['kam'],
      });
      const token = theirs.link!.split('/').at(-1)!;
      await house.nobody.call(contract.useLink, { token, password: 'what the rival likes' });
      const { token: bearer } = await house.nobody.call(contract.signIn, {
        email: 'second@example.com',
        password: 'what the rival likes',
        asToken: true,
      });
      const seen = await house.http.inject({ url: '/api/session', headers: { authorization: `Bearer ${bearer}` } });
      expect(seen.json().organisations.map((one: { slug: string }) => one.slug)).toEqual(['elsewhere']);
      expect((await house.nobody.ask(contract.useLink, { token: fresh, password })).body.code).toBe(
        'people.otherPassword',
      );
    } finally {
      await house.close();
    }
  });

  test('an invited person whom the operator adds by the command line is a member', async () => {
    const admin = await t.person(['admin']);
    const wish = { email: 'added@example.com', name: 'Added', roles: ['kam' as const] };
    const { member } = await admin.call(contract.inviteMember, wish);
    expect(member.isInvited).toBe(true);
    expect((await membersOf(t.house.identity, t.org.id)).map((one) => one.id)).not.toContain(member.id);
    await admin.call(contract.endMembership, { id: member.id, version: member.version });
    await ensureMember(t.house.identity, t.org.id, member.id, ['head'], new Date());
    const listed = (await admin.call(contract.listMembers, {})).members.find((one) => one.id === member.id);
    expect(listed).toMatchObject({ name: 'Added', isInvited: false, roles: ['head'], endedAt: null });
    expect((await membersOf(t.house.identity, t.org.id)).map((one) => one.id)).toContain(member.id);
  });

  test('an invitation does not set the first password of somebody who works in another organisation', async () => {
    const other = await t.anotherOrganisation('without-password');
    const who = { email: 'passwordless@example.com', name: 'Without', language: 'en' as const };
    const { id } = await ensureUser(t.house.identity, who, new Date());
    await ensureMember(t.house.identity, other.id, id, ['director'], new Date());
    const admin = await t.person(['admin']);
    const invited = await admin.call(contract.inviteMember, { ...who, roles: ['kam'] });
    const token = invited.link!.split('/').at(-1)!;
    const taken = await t.nobody.ask(contract.useLink, { token, password: 'what the admin likes' });
    expect([taken.status, taken.body.code]).toEqual([409, 'people.passwordFirst']);
    expect(await hasPassword(t.house.identity, id)).toBe(false);
    const their = await t.person(['admin'], { org: other });
    const reset = (await their.call(contract.makeResetLink, { id })).link!.split('/').at(-1)!;
    await t.nobody.call(contract.useLink, { token: reset, password: 'chosen by oneself' });
    await t.nobody.call(contract.useLink, { token, password: 'chosen by oneself' });
    expect((await admin.call(contract.listMembers, {})).members.find((one) => one.id === id)!.isInvited).toBe(false);
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

  test('who tries weak passwords at an invitation learns nothing of the address', async () => {
    const other = await t.anotherOrganisation('weakly-tried');
    const known = await t.person(['kam'], { org: other });
    const admin = await t.person(['admin']);
    for (const email of [known.email, 'nobody-knows@example.com']) {
      const invited = await admin.call(contract.inviteMember, { email, name: 'X', roles: ['kam'] });
      const token = invited.link!.split('/').at(-1)!;
      for (let tries = 0; tries < 8; tries++)
        expect((await t.nobody.ask(contract.useLink, { token, password: 'x' })).status).toBe(400);
    }
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
