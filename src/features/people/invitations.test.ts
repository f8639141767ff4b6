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

describe('an invitation', () => {
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
    expect(weak.body.problems).toEqual([
      { field: 'password', expected: 'at least 10 characters', rule: 'minLength', limit: 10 },
    ]);
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
});
