import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { getAccount, listAccounts, listTeam } from '../accounts/contract.ts';
import { jobs } from '../accounts/jobs.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { notify } from '../notices/public.ts';
import * as contract from './contract.ts';
import { NAMES_JOB } from './public.ts';

let t: TestHouse;
let admin: Person;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  admin = await t.person(['admin']);
  head = await t.person(['head']);
});
afterAll(() => t.close());

const erase = (who: Person, id: string, version = 1) => who.ask(contract.erasePerson, { id, version });

/** Every text in the database that names somebody, wherever it stands. */
async function placesOf(text: string): Promise<string[]> {
  const client = await t.house.pool.connect();
  try {
    await client.query("select set_config('vitalfew.gate', 'on', false), set_config('vitalfew.org', $1, false)", [
      t.org.id,
    ]);
    const { rows: tables } = await client.query<{ name: string }>(
      "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_migrations'",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query(`select 1 from ${name} x where x::text ilike $1 limit 1`, [`%${text}%`]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  } finally {
    client.release(true);
  }
}

describe('a person who is erased', () => {
  test('leaves no name, no address and no way in; what was done stays', async () => {
    const gone = await t.person(['kam'], { name: 'Wilhelmina Erasable' });
    const account = await t.inside(async (ctx) => {
      const id = await makeAccount(ctx, { name: 'Kept' });
      await makeTeamMember(ctx, { accountId: id, userId: gone.id });
      await notify(ctx, gone.id, { kind: 'imports.done' });
      return id;
    });
    await gone.call(contract.saveProfile, { name: 'Wilhelmina Erasable-Changed' });
    expect((await placesOf('erasable')).sort()).toEqual(['account_figures', 'users']);
    expect((await head.call(listAudit, { userId: gone.id })).rows).toHaveLength(1);

    expect((await erase(admin, gone.id)).status).toBe(200);
    const job = jobs.find((one) => one.name === NAMES_JOB)!;
    await job.run(t.house, { orgId: t.org.id, userId: gone.id }, new AbortController().signal);

    expect(await placesOf('erasable')).toEqual([]);
    expect(await placesOf(gone.email)).toEqual([]);
    expect((await gone.ask(contract.getSession, {})).status).toBe(401);
    const again = await t.nobody.ask(contract.signIn, { email: gone.email, password: 'a long test passphrase' });
    expect(again.status).toBe(401);
    const { members } = await admin.call(contract.listMembers, { withEnded: true });
    expect(members.map((member) => member.id)).not.toContain(gone.id);
    for (const operation of [contract.resumeMembership, contract.endMembership, contract.erasePerson] as const) {
      expect((await admin.ask(operation, { id: gone.id, version: 2 })).status, operation.name).toBe(404);
    }
    const [entry] = (await head.call(listAudit, { userId: gone.id })).rows;
    expect(entry).toMatchObject({
      user: { id: gone.id, name: 'Former colleague' },
      operation: 'saveProfile',
      changes: [{ field: 'name', before: null, after: null, withheld: 'erased' }],
    });
    const lead = { id: gone.id, name: 'Former colleague' };
    expect((await head.call(getAccount, { id: account })).lead).toEqual(lead);
    expect((await head.call(listAccounts, { q: 'Kept' })).rows[0]!.lead).toEqual(lead);
    expect((await head.call(listTeam, { id: account })).rows[0]!.user).toEqual(lead);
    const [erasure] = (await head.call(listAudit, { operation: 'erasePerson' })).rows;
    expect(erasure).toMatchObject({ word: 'erased a person', recordId: gone.id });
    // The address is free again, for somebody new.
    const invited = await admin.call(contract.inviteMember, { email: gone.email, name: 'New', roles: ['kam'] });
    expect(invited.member.id).not.toBe(gone.id);
  });

  test('is nobody’s business but an administrator’s; oneself and the last of a kind stay', async () => {
    const kam = await t.person(['kam']);
    for (const person of [kam, head]) expect((await erase(person, kam.id)).status).toBe(403);
    expect((await erase(admin, admin.id)).body.code).toBe('people.eraseSelf');
    expect((await erase(admin, kam.id, 7)).body.code).toBe('stale');
    const lonely = await t.anotherOrganisation('lonely');
    const only = await t.person(['admin'], { org: lonely });
    expect((await erase(only, only.id)).body.code).toBe('people.eraseSelf');
    expect((await erase(only, kam.id)).status).toBe(404);
    const operator = await t.person(['kam'], { isOperator: true });
    expect((await erase(admin, operator.id)).body.code).toBe('people.lastOperator');
    expect((await kam.call(contract.getSession, {})).user.name).toMatch(/^Person/);
  });

  test('stays who he is in another organisation, and is a stranger here', async () => {
    const org = await t.anotherOrganisation('second-home');
    const [there, both] = [await t.person(['admin'], { org }), await t.person(['kam'], { org, name: 'Boris Both' })];
    const { link } = await admin.call(contract.inviteMember, { email: both.email, name: 'X', roles: ['kam'] });
    await t.nobody.call(contract.useLink, { token: link!.split('/').at(-1)!, password: 'a long test passphrase' });
    const account = await t.inside(async (ctx) => {
      const id = await makeAccount(ctx);
      await makeTeamMember(ctx, { accountId: id, userId: both.id });
      return id;
    });
    expect((await erase(admin, both.id)).status).toBe(200);
    await jobs
      .find((one) => one.name === NAMES_JOB)!
      .run(t.house, { orgId: t.org.id, userId: both.id }, new AbortController().signal);
    const lead = { id: both.id, name: 'Former colleague' };
    expect((await head.call(listTeam, { id: account })).rows[0]!.user).toEqual(lead);
    expect((await head.call(getAccount, { id: account })).lead).toEqual(lead);
    const listed = (await head.call(listAccounts, {})).rows.find((row) => row.id === account)!;
    expect(listed.lead).toEqual(lead);
    expect((await both.call(contract.getSession, {})).organisations.map((one) => one.slug)).toEqual(['second-home']);
    const { members } = await there.call(contract.listMembers, {});
    expect(members.find((member) => member.id === both.id)).toMatchObject({ name: 'Boris Both', email: both.email });
    const seen = await t.inside((ctx) =>
      ctx.db.selectFrom('users').select('name').where('id', '=', both.id).executeTakeFirst(),
    );
    expect(seen).toBeUndefined();
    // And may be invited again.
    const again = await admin.call(contract.inviteMember, { email: both.email, name: 'X', roles: ['head'] });
    expect(again.member).toMatchObject({ id: both.id, name: 'X', roles: ['head'], endedAt: null, version: 1 });
  });

  test('leaves nothing behind where another organisation has only invited the person', async () => {
    const there = await t.person(['admin'], { org: await t.anotherOrganisation('only-invited') });
    const gone = await t.person(['kam'], { name: 'Ottilie Elsewhere' });
    const waiting = await there.call(contract.inviteMember, { email: gone.email, name: 'Their Words', roles: ['kam'] });
    expect((await erase(admin, gone.id)).status).toBe(200);
    expect(await placesOf('ottilie')).toEqual([]);
    expect((await gone.ask(contract.getSession, {})).status).toBe(401);
    const token = waiting.link!.split('/').at(-1)!;
    expect((await t.nobody.call(contract.getLink, { token })).name).toBe('Their Words');
    const taken = await t.nobody.ask(contract.signIn, { email: gone.email, password: 'a long test passphrase' });
    expect(taken.status).toBe(401);
    expect((await erase(there, waiting.member.id, waiting.member.version)).status).toBe(200);
    expect(await placesOf(gone.email)).toEqual([]);
    expect(await placesOf('their words')).toEqual([]);
  });
});
