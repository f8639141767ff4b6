import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { mergeRecords, undoMerge } from '../duplicates/contract.ts';
import * as contract from './contract.ts';
import { LOGO_BYTES } from './contract-logos.ts';
import { makePdf, makePng } from './make.ts';

let t: TestHouse;
let kam: Person;
let other: Person;
let head: Person;
const ids = { mine: '', theirs: '', twin: '' };
beforeAll(async () => {
  t = await testHouse();
  kam = await t.person(['kam'], { name: 'Karin' });
  other = await t.person(['kam'], { name: 'Otto' });
  head = await t.person(['head'], { name: 'Hanna' });
  await t.inside(async (ctx) => {
    ids.mine = await makeAccount(ctx, { name: 'Globex' });
    ids.twin = await makeAccount(ctx, { name: 'Globex Twin' });
    ids.theirs = await makeAccount(ctx, { name: 'Initech' });
    await makeTeamMember(ctx, { accountId: ids.mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.theirs, userId: other.id });
  });
});
afterAll(() => t.close());

const red = makePng(16, 16, () => [200, 30, 30]);
const blue = makePng(16, 16, () => [30, 30, 200]);
const upload = (who: Person, id: string, name: string, payload: Buffer | string) =>
  who.ask(contract.uploadLogo, { id, name }, { payload });
const logo = (who: Person, id = ids.mine) => who.call(contract.getLogo, { id });

describe('a logo', () => {
  test('is uploaded, shown as it came, replaced, chosen among the files, taken off', async () => {
    expect(await logo(kam)).toEqual({ fileId: null, number: null, can: { write: true } });
    expect((await kam.ask(contract.showLogo, { id: ids.mine })).status).toBe(404);
    const first = (await upload(kam, ids.mine, 'red.png', red)).body.fileId;
    expect(await logo(head)).toEqual({ fileId: first, number: 1, can: { write: true } });
    const shown = await head.file(contract.showLogo, { id: ids.mine, file: first, number: 1 });
    expect(shown.bytes.equals(red)).toBe(true);
    const second = (await upload(head, ids.mine, 'blue.png', blue)).body.fileId;
    expect((await kam.ask(contract.showLogo, { id: ids.mine, file: first, number: 1 })).status).toBe(404);
    expect((await kam.call(contract.listFiles, { id: ids.mine })).rows.map(({ name }) => name).sort()).toEqual([
      'blue.png',
      'red.png',
    ]);
    const stale = await kam.ask(contract.setLogo, { id: ids.mine, fileId: null, replaces: first });
    expect([stale.status, stale.body.code]).toEqual([409, 'stale']);
    await kam.call(contract.setLogo, { id: ids.mine, fileId: first, replaces: second });
    expect((await logo(kam)).fileId).toBe(first);
    await kam.call(contract.setLogo, { id: ids.mine, fileId: null, replaces: first });
    expect((await logo(kam)).fileId).toBeNull();
  });

  test('goes with its file to the trash and comes back with it; a confidential file is none', async () => {
    const { fileId } = (await upload(kam, ids.mine, 'gone.png', red)).body;
    const { version } = await kam.call(contract.removeFile, { id: fileId, version: 1 });
    expect((await logo(kam)).fileId).toBeNull();
    await kam.call(contract.restoreFile, { id: fileId, version });
    expect((await logo(kam)).fileId).toBe(fileId);
    await kam.call(contract.keepFile, { id: fileId, version: version + 1, kept: { readers: [], team: false } });
    expect((await logo(kam)).fileId).toBeNull();
    expect((await kam.ask(contract.showLogo, { id: ids.mine })).status).toBe(404);
    const refused = await kam.ask(contract.setLogo, { id: ids.mine, fileId });
    expect(refused.body.code).toBe('files.logoKept');
  });

  test.each([
    [
      'a drawing with scripts',
      'a.svg',
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      'files.noLogo',
    ],
    ['a document', 'a.pdf', makePdf([['Terms']]), 'files.noLogo'],
    ['a web page under the name of a picture', 'a.png', '<html><script>alert(1)</script></html>', 'files.lies'],
    ['a picture under another name', 'a.jpg', red, 'files.lies'],
    ['more points than a browser can unpack', 'a.png', bomb(), 'files.logoTooWide'],
    ['more bytes than a logo has', 'a.png', Buffer.concat([red, Buffer.alloc(LOGO_BYTES)]), 'files.logoTooLarge'],
    ['a path in the name', '../../a.png', red, 'files.namePath'],
  ])('is not %s', async (_what, name, payload, code) => {
    const before = await logo(kam);
    const answer = await upload(kam, ids.mine, name, payload);
    expect([answer.status, answer.body.code]).toEqual([409, code]);
    expect(await logo(kam)).toEqual(before);
    expect((await kam.call(contract.listFiles, { id: ids.mine, q: 'a.' })).rows).toEqual([]);
  });

  test('of an account that one may not see is as if there were none; a file of another account is no logo here', async () => {
    const { fileId } = (await upload(other, ids.theirs, 'theirs.png', red)).body;
    for (const [operation, more] of [
      [contract.getLogo, {}],
      [contract.showLogo, {}],
      [contract.setLogo, { fileId: null }],
    ] as const)
      expect((await kam.ask(operation as never, { id: ids.theirs, ...more } as never)).status).toBe(404);
    expect((await upload(kam, ids.theirs, 'x.png', red)).status).toBe(404);
    expect((await kam.ask(contract.setLogo, { id: ids.mine, fileId })).status).toBe(404);
    expect((await head.ask(contract.setLogo, { id: ids.mine, fileId })).status).toBe(404);
  });

  test('that nobody waits for leaves no transaction open', async () => {
    await upload(kam, ids.mine, 'left.png', red);
    await t.http.listen({ port: 0, host: '127.0.0.1' });
    const { port } = t.http.server.address() as AddressInfo;
    const path = `/api/accounts/${ids.mine}/logo/picture`;
    for (let times = 0; times < 30; times++) {
      const request = get({ port, path, headers: { authorization: `Bearer ${kam.token}` } });
      request.on('error', () => {});
      // Gone at every moment between the question and the first byte.
      await new Promise((resolve) => setTimeout(resolve, times));
      request.destroy();
    }
    const owner = new pg.Client({ connectionString: t.ownerUrl });
    await owner.connect();
    const open = async () =>
      (
        await owner.query(
          "select count(*)::int as n from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
        )
      ).rows[0].n;
    for (let times = 0; times < 50 && (await open()) > 0; times++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await open()).toBe(0);
    await owner.end();
  });

  test('stays with the survivor of a merge, comes with the other where it has none, and undo brings it back', async () => {
    await head.call(contract.setLogo, { id: ids.mine, fileId: null });
    const { fileId } = (await upload(head, ids.twin, 'twin.png', blue)).body;
    const versions = { survivorVersion: 1, absorbedVersion: 1 };
    const pair = { kind: 'account', survivorId: ids.mine, absorbedId: ids.twin } as const;
    const { id, version } = await head.call(mergeRecords, { ...pair, ...versions });
    expect((await logo(head)).fileId).toBe(fileId);
    await head.call(undoMerge, { id, version, reason: 'They are two.' });
    expect([(await logo(head)).fileId, (await logo(head, ids.twin)).fileId]).toEqual([null, fileId]);
  });
});

/** The head of a picture of 30,000 by 30,000 points: some bytes that a browser would unpack to gigabytes. */
function bomb(): Buffer {
  const small = makePng(1, 1, () => [0, 0, 0]);
  small.writeUInt32BE(30_000, 16);
  small.writeUInt32BE(30_000, 20);
  return small;
}
