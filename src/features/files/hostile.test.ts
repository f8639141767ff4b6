import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, requestOf, type TestHouse, testHouse } from '../../../test/house.ts';
import { backup } from '../../kernel/backup.ts';
import { checkoutDir } from '../../kernel/config.ts';
import { openFiles } from '../../kernel/files.ts';
import { emptyDatabase } from '../../kernel/postgres/scratch.ts';
import { restore } from '../../kernel/restore.ts';
import { sweepFiles } from '../../kernel/sweep.ts';
import { makeAccount } from '../accounts/make.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';
import { makeDocx, makeOpenDocument, makePdf, makePptx, makeZip } from './make.ts';

let s3: S3rver;
let s3Folder: string;
let t: TestHouse;
let head: Person;
let account: string;
let settings: { endpoint: string; region: string; accessKeyId: string; secretAccessKey: string };
beforeAll(async () => {
  s3Folder = await mkdtemp(join(tmpdir(), 'vitalfew-s3-'));
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: s3Folder,
    configureBuckets: [{ name: 'vitalfew', configs: [] }],
  });
  const { port } = await s3.run();
  settings = {
    endpoint: `http://127.0.0.1:${port}/vitalfew`,
    region: 'us-east-1',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
  t = await testHouse({ s3: settings, maxFileMegabytes: 10 });
  head = await t.person(['head']);
  account = await t.inside((ctx) => makeAccount(ctx, { name: 'Globex' }));
});
afterAll(async () => {
  await t.close();
  await s3.close();
  await rm(s3Folder, { recursive: true, force: true });
});

const put = (name: string, payload: Buffer | string) => head.ask(contract.addFile, { id: account, name }, { payload });
const incoming = () => readdir(join(t.dataDir, 'files/incoming'));

describe('hostile uploads', () => {
  test.each<[string, string, Buffer | string, string]>([
    ['a program as a PDF', 'a.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00'), 'files.lies'],
    ['a program for Linux', 'a.txt', Buffer.from('\x7fELF\x02\x01\x01\x00aaaaaaaaaaaaaaaaaaaa'), 'files.lies'],
    ['a program by its name', 'a.exe', Buffer.from('MZ\x90\x00'), 'files.kind'],
    ['a script', 'a.sh', '#!/bin/sh', 'files.kind'],
    ['a path', '../../a.txt', 'A', 'files.namePath'],
    ['a web page as a picture', 'a.png', '<html><script>alert(1)</script></html>', 'files.lies'],
    [
      'a workbook as a document',
      'a.docx',
      makeZip({ '[Content_Types].xml': 'x', 'xl/workbook.xml': 'x' }),
      'files.lies',
    ],
    ['an archive cut off', 'a.zip', makeDocx(['x']).subarray(0, 200), 'files.damaged'],
    ['an archive with a path', 'a.odt', makeZip({ mimetype: 'x', '../../etc/cron.d/evil': 'x' }), 'files.damaged'],
    ['a presentation as a text', 'a.odt', makePptx([['x']]), 'files.lies'],
    ['a table as a text', 'a.odt', makeOpenDocument('spreadsheet', ''), 'files.lies'],
    ['nothing', 'a.txt', '', 'files.empty'],
  ])('%s is refused with a reason', async (_what, name, payload, code) => {
    const answer = await put(name, payload);
    expect([answer.status, answer.body.code]).toEqual([409, code]);
    expect(await incoming()).toEqual([]);
  });

  test('a document that claims to unpack to thousands of times its size is refused', async () => {
    const bomb = makeZip({ '[Content_Types].xml': 'x', 'word/document.xml': Buffer.alloc(1000) });
    // What the directory at its end says of the last part.
    bomb.writeUInt32LE(0x7fffffff, bomb.lastIndexOf(Buffer.from('PK\x01\x02')) + 24);
    expect((await put('bomb.docx', bomb)).body.code).toBe('files.zipBomb');
  });

  test('5 GB are refused after the first of them, over a real connection, and leave nothing on the disk', async () => {
    const address = await t.http.listen({ host: '127.0.0.1', port: 0 });
    const { url } = requestOf(contract.addFile, { id: account, name: 'huge.pdf' });
    const headers = { authorization: `Bearer ${head.token}`, 'content-type': 'application/octet-stream' };
    const sending = request(`${address}${url}`, {
      method: 'POST',
      headers: { ...headers, 'content-length': 5 * 1024 ** 3 },
    });
    sending.on('error', () => {});
    let sent = 0;
    let most = 0;
    const before = process.memoryUsage().arrayBuffers;
    async function* chunks() {
      const chunk = Buffer.alloc(1024 * 1024, '%PDF-');
      for (; sent < 5 * 1024 && !sending.destroyed; sent++) {
        yield chunk;
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }
    }
    const body = Readable.from(chunks());
    body.pipe(sending);
    const [answer] = await once(sending, 'response');
    let text = '';
    for await (const part of answer) text += part;
    body.destroy();
    sending.destroy();
    expect([answer.statusCode, JSON.parse(text).code]).toEqual([409, 'files.tooLarge']);
    expect(JSON.parse(text).params).toEqual({ maxBytes: 10 * 1024 * 1024, megabytes: 10 });
    expect(sent).toBeLessThan(1024);
    expect(most - before).toBeLessThan(256 * 1024 * 1024);
    expect(await incoming()).toEqual([]);
  });

  test('SVG and HTML with scripts come back as bytes that run nothing, and are never shown', async () => {
    for (const [name, payload] of [
      ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'],
      ['a.html', '<html><script>alert(1)</script></html>'],
    ] as const) {
      const { id } = (await put(name, payload)).body;
      const { headers, text } = await head.file(contract.downloadFile, { id });
      expect(text).toBe(payload);
      expect(headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'content-disposition': expect.stringMatching(/^attachment;/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "sandbox; default-src 'none'",
      });
      expect((await head.ask(contract.previewFile, { id })).body.code).toBe('files.noPreview');
    }
  });

  test('a file whose text cannot be read says why, and stays a file', async () => {
    const broken = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(500, 'x')]);
    const deep = `<w:document>${'<w:p>'.repeat(500)}</w:document>`;
    const odt = (content: string | Buffer, more = {}) =>
      makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content, ...more });
    const pptx = (slide: string | Buffer) =>
      makeZip({ '[Content_Types].xml': 'x', 'ppt/presentation.xml': 'x', 'ppt/slides/slide1.xml': slide });
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x><p>&b;</p></x>';
    const outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><p><t>&a;</t></p></x>';
    const spaces = Buffer.alloc(90 * 1024 * 1024, ' ');
    const files: [string, Buffer, string][] = [
      ['laughs.odt', odt(laughs), 'damaged'],
      ['outside.odt', odt(outside), 'damaged'],
      ['laughs.pptx', pptx(laughs), 'damaged'],
      ['outside.pptx', pptx(outside), 'damaged'],
      ['deep.odt', odt(`<x>${'<p>'.repeat(500)}</x>`), 'damaged'],
      ['bomb.odt', odt(spaces), 'zipBomb'],
      ['bomb.pptx', pptx(spaces), 'zipBomb'],
      ['locked.odt', odt('x', { 'META-INF/manifest.xml': '<m><encryption-data/></m>' }), 'encrypted'],
      ['empty.ods', makeOpenDocument('spreadsheet', ''), 'noText'],
      ['empty.pptx', makePptx([[]]), 'noText'],
      ['broken.pdf', broken, 'damaged'],
      ['empty.pdf', makePdf([[]]), 'noText'],
      ['deep.docx', makeZip({ '[Content_Types].xml': 'x', 'word/document.xml': deep }), 'damaged'],
      [
        'bomb.xlsx',
        makeZip({ '[Content_Types].xml': 'x', 'xl/workbook.xml': Buffer.alloc(90 * 1024 * 1024, ' ') }),
        'zipBomb',
      ],
    ];
    for (const [name, payload, problem] of files) {
      const { id } = (await put(name, payload)).body;
      await jobs[0]!.run(t.house, { orgId: t.org.id, fileId: id, number: 1 }, new AbortController().signal);
      expect((await head.call(contract.getFile, { id })).text, name).toEqual({ state: 'failed', problem });
      expect((await head.file(contract.downloadFile, { id })).bytes.equals(payload)).toBe(true);
    }
  });
});

describe('an S3-compatible store', () => {
  test('keeps documents, whole ones and in parts, gives them back verified, is swept, and stands in the backup', async () => {
    const small = Buffer.from('Small words');
    const large = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(9 * 1024 * 1024, 'large ')]);
    for (const [name, payload] of [
      ['small.txt', small],
      ['large.pdf', large],
    ] as const) {
      const { id } = (await put(name, payload)).body;
      expect((await head.file(contract.downloadFile, { id })).bytes.equals(payload)).toBe(true);
    }
    expect((await readdir(join(t.dataDir, 'files'))).filter((name) => name !== 'incoming')).toEqual([]);
    const { shelf } = t.house.files;
    const listed: string[] = [];
    for await (const { sha256 } of shelf.list()) listed.push(sha256);
    const { rows } = await t.inside((ctx) =>
      ctx.client.query("select distinct sha256 from stored_files where purpose = 'document'"),
    );
    expect(listed.sort()).toEqual(rows.map((row) => row.sha256).sort());
    const orphan = await t.house.files.receive(Readable.from(['Orphan']), 100);
    await shelf.put(orphan);
    await orphan.discard();
    const later = new Date(Date.now() + 25 * 60 * 60_000);
    expect(await sweepFiles(t.house.pool, t.house.files, later)).toBe(1);
    await expect(shelf.take(orphan.sha256)).rejects.toMatchObject({ how: 'missing' });
    const archive = join(s3Folder, 'all.tar.gz');
    const kept = await backup(t.open.connections.owner, t.house.files, archive);
    expect([kept.files, kept.missingFiles]).toEqual([listed.length, []]);
    const target = await emptyDatabase();
    const store = await openFiles(join(s3Folder, 'restored'));
    const migrationsDir = join(checkoutDir(), 'db/migrations');
    await restore(archive, {
      owner: { connectionString: target.ownerUrl },
      appLogin: true,
      migrationsDir,
      files: store,
    });
    for (const sha256 of listed) await (await store.shelf.take(sha256)).giveBack();
    await target.drop();
    // Somebody else wrote into the bucket.
    const elsewhere = await openFiles(join(t.dataDir, 'elsewhere'), { s3: settings });
    const { path, discard } = await elsewhere.receive(Readable.from(['Other bytes']), 100);
    await shelf.put({ path, sha256: listed[0]!, size: 11 });
    await discard();
    await expect(shelf.take(listed[0]!)).rejects.toMatchObject({ how: 'damaged' });
    const { missingFiles } = await backup(t.open.connections.owner, t.house.files, `${archive}.2`);
    expect(missingFiles).toEqual([listed[0]]);
    expect(await incoming()).toEqual([]);
  });
});
