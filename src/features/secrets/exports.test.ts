import { once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { exportAccounts, listAccounts } from '../accounts/contract.ts';
import { makeAccount } from '../accounts/make.ts';
import { createContact, exportContactCards, exportContacts } from '../contacts/contract.ts';
import { getClasses, listExports, notePrint, saveClasses } from './contract.ts';

let t: TestHouse;
let director: Person;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  director = await t.person(['director'], { name: 'Dora' });
  head = await t.person(['head'], { name: 'Hanna' });
  await t.inside(async (ctx) => {
    await makeAccount(ctx, { name: 'Globex\nBerlin' });
    await makeAccount(ctx, { name: 'Initech' });
  });
  for (const name of ['Ann\r\nOne', 'Bob', 'Cid']) await director.call(createContact, { name });
});
afterAll(() => t.close());

const newest = async (who: Person = director) => (await who.call(listExports, { limit: 1 })).rows[0]!;

describe('the log of exports', () => {
  test('says how many rows went out, in lists of every format and in cards', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      const { bytes } = await director.file(exportAccounts, { format });
      expect(await newest()).toMatchObject({
        lines: 2,
        bytes: bytes.length,
        isWhole: true,
        operation: 'exportAccounts',
      });
    }
    await director.file(exportContacts, { format: 'csv' });
    expect(await newest()).toMatchObject({ lines: 3 });
    await director.file(exportContactCards, {});
    expect(await newest()).toMatchObject({ lines: 3, operation: 'exportContactCards' });
  });

  test('tells of a page that is printed', async () => {
    const { rows } = await director.call(listAccounts, { q: 'initech' });
    const accountId = rows[0]!.id;
    await head.call(notePrint, { id: accountId, part: 'dossier' });
    expect(await newest()).toMatchObject({
      operation: 'notePrint',
      account: { id: accountId },
      person: { name: 'Hanna' },
    });
    expect((await head.ask(notePrint, { id: accountId, part: '../x' })).status).toBe(400);
  });

  test('stands before the first byte: also of what is broken off', async () => {
    await t.inside((ctx) =>
      ctx.client.query(
        `insert into contacts (org_id, id, author_id, name, search_text, name_key, created_at)
         select $1, new_id(), $2::uuid, 'Many ' || n || repeat('x', 150), '', '', now() from generate_series(1, 20000) n`,
        [ctx.org.id, director.id],
      ),
    );
    await t.http.listen({ port: 0, host: '127.0.0.1' });
    const { port } = t.http.server.address() as AddressInfo;
    const headers = { authorization: `Bearer ${director.token}` };
    const request = get({ port, path: `/api${exportContacts.path}?format=csv`, headers });
    const [answer] = await once(request, 'response');
    expect(answer.statusCode).toBe(200);
    await once(answer, 'data');
    expect(await newest()).toMatchObject({ isWhole: false, bytes: 0 });
    request.destroy();
    await expect.poll(async () => (await newest()).bytes, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await newest()).isWhole).toBe(false);
  });
});

describe('the mark', () => {
  test('stands in every row of every list once a class asks for it, for whoever saves it', async () => {
    const { version } = await director.call(getClasses, {});
    const plain = (await head.file(exportAccounts, { q: 'Initech', format: 'csv' })).bytes.toString();
    expect(plain).not.toContain('saved_by');
    const classes = [{ name: 'Strict', roles: ['director' as const], people: [], mark: true }];
    await director.call(saveClasses, { version, logsDays: 365, classes });
    t.house.identity.forget();
    const lines = (await head.file(exportAccounts, { q: 'Initech', format: 'csv' })).bytes
      .toString()
      .trim()
      .split('\r\n');
    expect(lines[0]).toMatch(/saved_by$/);
    expect(lines[1]).toMatch(/,Hanna · Test company · \d{4}-\d\d-\d\d \d\d:\d\d [A-Z]/);
  });
});
