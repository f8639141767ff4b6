import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { seenBy } from '../../kernel/access.ts';
import { sweepFiles } from '../../kernel/sweep.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { createContact, eraseContact } from '../contacts/contract.ts';
import { addNote, keepNote, removeNote, restoreNote } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';
import { makeDocx, makePdf, makePng, makeXlsx } from './make.ts';
import { findFiles, forgetRemovedFiles } from './public.ts';

let t: TestHouse;
let kam: Person;
let other: Person;
let head: Person;
let support: Person;
const ids = { group: '', mine: '', theirs: '' };
beforeAll(async () => {
  t = await testHouse();
  kam = await t.person(['kam'], { name: 'Karin' });
  other = await t.person(['kam'], { name: 'Otto' });
  head = await t.person(['head'], { name: 'Hanna' });
  support = await t.person(['sales_support'], { name: 'Selma' });
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Globex Group', kind: 'group' });
    ids.mine = await makeAccount(ctx, { name: 'Globex Berlin', parentId: ids.group });
    ids.theirs = await makeAccount(ctx, { name: 'Initech' });
    await makeTeamMember(ctx, { accountId: ids.mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.theirs, userId: other.id });
  });
});
afterAll(() => t.close());

const put = async (who: Person, name: string, payload: Buffer | string, more: Record<string, unknown> = {}) => {
  const answer = await who.ask(contract.addFile, { id: ids.mine, name, ...more }, { payload });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const names = async (who: Person, input: Record<string, unknown> = {}) =>
  (await who.call(contract.listFiles, { id: ids.mine, ...input })).rows.map(({ name }) => name);
const entries = async (who: Person, recordId: string) =>
  (await who.call(listTimeline, { id: ids.mine })).rows
    .filter((row) => row.recordId === recordId)
    .map((row) => row.kind);
const readTexts = async () => {
  const { rows } = await t.inside((ctx) =>
    ctx.client.query("select id, number from files where text_state = 'waiting'"),
  );
  for (const { id, number } of rows)
    await jobs[0]!.run(t.house, { orgId: t.org.id, fileId: id, number }, new AbortController().signal);
};
const contents = async () => {
  const found: string[] = [];
  for (const name of await readdir(join(t.dataDir, 'files'), { recursive: true }))
    if ((await stat(join(t.dataDir, 'files', name))).isFile()) found.push(join(t.dataDir, 'files', name));
  return found;
};
const picture = makePng(4, 4, (x, y) => [x * 60, y * 60, 90]);

describe('a file', () => {
  test('is uploaded, listed, told, renamed, given a new version, and every version comes back as it came', async () => {
    const first = makePdf([['Delivery terms 2025']]);
    const file = await put(kam, ' terms.pdf ', first);
    expect(file).toMatchObject({
      name: 'terms.pdf',
      kind: 'pdf',
      size: first.length,
      number: 1,
      kept: null,
      version: 1,
    });
    expect([await names(head), await names(support, { kind: ['png'] }), await names(kam, { kind: ['pdf'] })]).toEqual([
      ['terms.pdf'],
      [],
      ['terms.pdf'],
    ]);
    const second = makePdf([['Delivery terms 2026']]);
    const next = { id: file.id, name: 'terms 2026.pdf', version: 1 };
    expect((await head.ask(contract.addFileVersion, next, { payload: second })).body).toMatchObject({
      number: 2,
      version: 2,
    });
    expect((await head.ask(contract.addFileVersion, next, { payload: second })).body).toMatchObject({ code: 'stale' });
    const renamed = await kam.call(contract.renameFile, { id: file.id, version: 2, name: 'Delivery terms.pdf' });
    expect(renamed).toMatchObject({
      name: 'Delivery terms.pdf',
      changedBy: { name: 'Hanna' },
      author: { name: 'Karin' },
    });
    const wrong = await kam.ask(contract.renameFile, { id: file.id, version: 3, name: 'Delivery terms.exe' });
    expect(wrong.body.code).toBe('files.ending');
    const versions = (await kam.call(contract.listFileVersions, { id: file.id })).rows;
    expect(versions.map(({ number, name, addedBy }) => [number, name, addedBy?.name])).toEqual([
      [2, 'terms 2026.pdf', 'Hanna'],
      [1, 'terms.pdf', 'Karin'],
    ]);
    const old = await support.file(contract.downloadFile, { id: file.id, number: 1 });
    expect(old.bytes.equals(first)).toBe(true);
    expect(old.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining('attachment; filename="terms.pdf"'),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect((await support.file(contract.previewFile, { id: file.id })).bytes.equals(second)).toBe(true);
    expect((await kam.ask(contract.downloadFile, { id: file.id, number: 3 })).status).toBe(404);
    expect(await entries(support, file.id)).toEqual(['files.versionAdded', 'files.added']);
  });

  test('that was removed is in no list and comes back; after 30 days it is gone for good, and its content with it', async () => {
    const file = await put(kam, 'gone.txt', 'Nothing else says so');
    const { version } = await kam.call(contract.removeFile, { id: file.id, version: 1 });
    expect(await names(kam)).not.toContain('gone.txt');
    for (const operation of [contract.getFile, contract.downloadFile, contract.listFileVersions])
      expect((await kam.ask(operation, { id: file.id })).status).toBe(404);
    expect((await other.ask(contract.restoreFile, { id: file.id, version })).status).toBe(404);
    await kam.call(contract.restoreFile, { id: file.id, version });
    expect(await names(kam)).toContain('gone.txt');
    expect(await entries(kam, file.id)).toEqual(['files.restored', 'files.removed', 'files.added']);
    await kam.call(contract.removeFile, { id: file.id, version: version + 1 });
    const later = (days: number) => new Date(t.house.now().getTime() + days * 24 * 60 * 60_000);
    await t.inside((ctx) => forgetRemovedFiles({ ...ctx, now: later(29) }));
    expect((await kam.ask(contract.restoreFile, { id: file.id, version: version + 2 })).status).toBe(200);
    await kam.call(contract.removeFile, { id: file.id, version: version + 3 });
    await t.inside((ctx) => forgetRemovedFiles({ ...ctx, now: later(31) }));
    expect((await kam.ask(contract.restoreFile, { id: file.id, version: version + 4 })).status).toBe(404);
    expect(await entries(kam, file.id)).toEqual([]);
  });

  test('the same content is stored once; what nobody names is swept after its day of grace, and nothing else', async () => {
    const before = (await contents()).length;
    const one = await put(kam, 'one.txt', 'The very same content');
    await other.ask(contract.addFile, { id: ids.theirs, name: 'two.txt' }, { payload: 'The very same content' });
    expect((await contents()).length).toBe(before + 1);
    // What a server left behind that was killed between its upload and its commit.
    await t.house.files.shelf.put(await t.house.files.receive(Readable.from(['Orphan']), 100));
    await writeFile(join(t.dataDir, 'files/incoming/half'), 'cut off');
    const sweep = (hours: number) =>
      sweepFiles(t.house.pool, t.house.files, new Date(Date.now() + hours * 60 * 60_000));
    expect(await sweep(1)).toBe(0);
    await kam.call(contract.removeFile, { id: one.id, version: 1 });
    await t.inside((ctx) => forgetRemovedFiles({ ...ctx, now: new Date(Date.now() + 31 * 24 * 60 * 60_000) }));
    expect(await sweep(25)).toBeGreaterThanOrEqual(1);
    expect(await sweep(25)).toBe(0);
    expect(await readdir(join(t.dataDir, 'files/incoming'))).toEqual([]);
    const [two] = (await other.call(contract.listFiles, { id: ids.theirs })).rows;
    expect((await other.file(contract.downloadFile, { id: two!.id })).text).toBe('The very same content');
  });

  test('whose stored content was changed or lost is not given out', async () => {
    const file = await put(kam, 'whole.txt', 'Whole');
    const { rows } = await t.inside((ctx) =>
      ctx.client.query("select sha256 from stored_files where name = 'whole.txt'"),
    );
    await writeFile(t.house.files.pathOf(rows[0].sha256), 'Changed');
    expect((await kam.ask(contract.downloadFile, { id: file.id })).body.code).toBe('files.lost');
    await t.house.files.remove(rows[0].sha256);
    expect((await kam.ask(contract.downloadFile, { id: file.id })).body.code).toBe('files.lost');
  });
});

describe('a search', () => {
  test('finds words in PDF, DOCX, XLSX, texts and mails, in Cyrillic and UTF-8 and Windows-1251 alike', async () => {
    const sheet = await makeXlsx('Prices', ['Article', 'Quantity'], [['Rye flakes pallet', 7]]);
    await put(kam, 'a.pdf', makePdf([['First page'], ['Hidden on the second page', 'Условия поставки']]));
    await put(kam, 'b.docx', makeDocx(['Agreement on rye', 'Отсрочка шестьдесят дней']));
    await put(kam, 'c.xlsx', sheet);
    const cp1251 = Buffer.from([
      0xd1, 0xea, 0xe8, 0xe4, 0xea, 0xe0, 0x20, 0xe4, 0xeb, 0xff, 0x20, 0xf1, 0xe5, 0xf2, 0xe8,
    ]);
    await put(kam, 'd.csv', cp1251);
    await put(kam, 'e.eml', 'From: a@example.com\nSubject: Pallets\n\nTwo more pallets please\n');
    await put(kam, 'scan.png', picture);
    await readTexts();
    const found = (q: string) => names(head, { q });
    expect(await found('SECOND hidden')).toEqual(['a.pdf']);
    expect(await found('условия')).toEqual(['a.pdf']);
    expect(await found('шестьдесят')).toEqual(['b.docx']);
    expect(await found('flakes prices')).toEqual(['c.xlsx']);
    expect(await found('скидка')).toEqual(['d.csv']);
    expect(await found('pallet')).toEqual(['e.eml', 'c.xlsx']);
    expect(await found('scan')).toEqual(['scan.png']);
    const search = (who: Person, q: string) =>
      t.inside((ctx) => findFiles(seenBy(ctx, { userId: who.id, roles: ['kam'], standsIn: [] }), q, 5));
    expect((await search(kam, 'шестьдесят')).map(({ name, part }) => [name, part])).toEqual([
      ['b.docx', 'Agreement on rye Отсрочка шестьдесят дней'],
    ]);
    expect(await search(other, 'шестьдесят')).toEqual([]);
  });

  test('pages through an account by keys, also of a group', async () => {
    const all = await names(kam, { limit: 200 });
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await kam.call(contract.listFiles, { id: ids.mine, limit: 2, ...(after ? { after } : {}) });
      paged.push(...page.rows.map(({ name }) => name));
      after = page.next ?? undefined;
    } while (after);
    expect(paged).toEqual(all);
    const group = await head.call(contract.listFiles, { id: ids.group, group: true, q: 'pallet' });
    expect(group.rows.map(({ accountName }) => accountName)).toEqual(['Globex Berlin', 'Globex Berlin']);
  });
});

describe('who may', () => {
  test('colleagues of other accounts meet nothing of it, and their upload of the same content tells nothing', async () => {
    const file = await put(kam, 'secret plan.txt', 'A very secret plan');
    for (const operation of [contract.getFile, contract.downloadFile, contract.previewFile, contract.listFileVersions])
      expect((await other.ask(operation, { id: file.id })).status).toBe(404);
    expect((await other.ask(contract.listFiles, { id: ids.mine })).status).toBe(404);
    expect((await other.ask(contract.removeFile, { id: file.id, version: 1 })).status).toBe(404);
    const same = await other.ask(
      contract.addFile,
      { id: ids.theirs, name: 'x.txt' },
      { payload: 'A very secret plan' },
    );
    const fresh = await other.ask(
      contract.addFile,
      { id: ids.theirs, name: 'x.txt' },
      { payload: 'A very other plan ' },
    );
    const shape = ({ body }: typeof same) => ({ ...body, id: '', createdAt: '', changedAt: '' });
    expect(shape(same)).toEqual(shape(fresh));
    expect((await (await t.person(['admin'])).ask(contract.getFile, { id: file.id })).status).toBe(403);
  });

  test('a confidential file is there for its author and those it names; leaders among them see who opened it', async () => {
    const file = await put(head, 'whisper.txt', 'Whispered words', { confidential: true, readers: [support.id] });
    await readTexts();
    const seers = async () => {
      const seen: string[] = [];
      for (const who of [kam, head, support]) {
        const { status } = await who.ask(contract.getFile, { id: file.id });
        const listed = (await names(who, { q: 'whispered' })).length > 0;
        const told = (await entries(who, file.id)).length > 0;
        expect([listed, told], who.email).toEqual([status === 200, status === 200]);
        if (status === 200) seen.push(who.email);
      }
      return seen;
    };
    expect(await seers()).toEqual([head.email, support.email]);
    expect((await kam.ask(contract.downloadFile, { id: file.id })).status).toBe(404);
    await support.file(contract.downloadFile, { id: file.id });
    const readings = (await head.call(contract.listFileReadings, { id: file.id })).rows;
    expect(readings).toMatchObject([{ person: { name: 'Selma' }, how: 'saved', number: 1, onBehalfOf: null }]);
    expect((await support.ask(contract.listFileReadings, { id: file.id })).status).toBe(403);
    expect((await support.ask(contract.keepFile, { id: file.id, version: 1, kept: null })).status).toBe(403);
    await head.call(contract.keepFile, { id: file.id, version: 1, kept: { readers: [], team: true } });
    expect(await seers()).toEqual([kam.email, head.email]);
    const director = await t.person(['director']);
    const said = JSON.stringify((await director.call(listAudit, { limit: 5 })).rows);
    expect(said).not.toMatch(new RegExp(`whisper|${file.id}`));
    await head.call(contract.keepFile, { id: file.id, version: 2, kept: null });
    expect(await seers()).toEqual([kam, head, support].map(({ email }) => email));
  });

  test('a file of a note is read by the readers of the note, and goes and comes back with it', async () => {
    const kept = { readers: [], team: false };
    const note = await head.call(addNote, { id: ids.mine, body: bodyOf('With an attachment'), kept });
    const of = { recordKind: 'note', recordId: note.id };
    expect((await kam.ask(contract.addFile, { id: ids.mine, name: 'x.txt', ...of }, { payload: 'X' })).status).toBe(
      404,
    );
    const file = await put(head, 'attached.txt', 'Attached', of);
    expect(file.can.keep).toBe(false);
    expect(await names(kam)).not.toContain('attached.txt');
    await head.call(keepNote, { id: note.id, version: 1, kept: null });
    expect(await names(kam, { record: note.id })).toEqual(['attached.txt']);
    expect(await entries(kam, file.id)).toEqual(['files.added']);
    const { version } = await kam.call(removeNote, { id: note.id, version: 2 });
    expect(await names(kam)).not.toContain('attached.txt');
    await kam.call(restoreNote, { id: note.id, version });
    expect(await names(kam)).toContain('attached.txt');
  });

  test('a file of a contact belongs to an account of that person, and an erasure takes it with its traces', async () => {
    const position = { accountId: ids.mine, since: '2025-01-01', isMain: true };
    const contact = await kam.call(createContact, { name: 'Bert Buyer', position } as never);
    const of = { recordKind: 'contact', recordId: contact.id };
    const there = { id: ids.theirs, name: 'x.txt', ...of };
    expect((await other.ask(contract.addFile, there, { payload: 'X' })).status).toBe(404);
    const file = await put(kam, 'Bert Buyer passport.txt', 'Number 12345', of);
    await head.call(eraseContact, { id: contact.id, version: 1 });
    expect((await kam.ask(contract.getFile, { id: file.id })).status).toBe(404);
    for (const table of ['files', 'file_versions', 'stored_files', 'timeline_entries']) {
      const { rows } = await t.inside((ctx) => ctx.client.query(`select t::text as row from ${table} t`));
      expect(JSON.stringify(rows)).not.toContain('passport');
    }
  });
});
