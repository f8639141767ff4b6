import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { ask, carryOut, disagreements, type ImportView, prepare, tables, type Upload } from '../../../test/imports.ts';
import { zipped } from '../../kernel/exchange/zip-fixtures.ts';
import * as contract from './contract.ts';

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
});
afterAll(() => t.close());

const MB = 1024 * 1024;
const HEADER = 'Invoice;Date;Customer no;Customer;Net\n';
const row = (number: string, customer = 'Alder') => `${number};2025-01-05;C-${number};${customer};5.00\n`;

/** Uploads, and runs what may run. The process must not grow by more than `grows` MB, and the refusal must have words. */
async function hostile(file: Upload, grows = 300): Promise<string> {
  const began = process.memoryUsage().rss;
  let most = began;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  try {
    const view = await prepare(head, [file]);
    const problem = view.files[0]!.problem;
    if (problem) {
      expect(problem.message.length).toBeGreaterThan(10);
      expect((await head.ask(contract.runImport, { id: view.id })).body.code).toBe('imports.unreadable');
      return `refused: ${problem.code}`;
    }
    if (view.mapping.every((mapping) => mapping.kind === null) || view.mappingProblems.length > 0)
      return 'not recognised';
    const { end } = await carryOut(t, head, view.id);
    if (end.state === 'failed') {
      expect(end.code).not.toBe('bug');
      return `failed: ${end.code}`;
    }
    expect(await disagreements(t)).toEqual([]);
    return end.state;
  } finally {
    clearInterval(watch);
    expect((most - began) / MB).toBeLessThan(grows);
  }
}

describe('hostile files', () => {
  test('a zip bomb is stopped long before it is unpacked', async () => {
    const before = await tables(t, t.org, true);
    const zeros = Buffer.alloc(64 * MB, '0');
    expect(
      await hostile({
        name: 'bomb.zip',
        content: zipped({ 'sales.csv': Buffer.concat([Buffer.from(HEADER), zeros]) }),
      }),
    ).toMatch(/refused|failed/);
    expect(
      await hostile({ name: 'bomb.csv.gz', content: gzipSync(Buffer.concat([Buffer.from(HEADER), zeros])) }),
    ).toMatch(/refused|failed/);
    expect(await tables(t, t.org, true)).toEqual(before);
  });

  test('entities of XML are not expanded', async () => {
    const entities = Array.from(
      { length: 12 },
      (_, at) => `<!ENTITY l${at} "${at === 0 ? 'ha' : `&l${at - 1};`.repeat(10)}">`,
    );
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [${entities.join('')}]><КоммерческаяИнформация ВерсияСхемы="2.08">&l11;</КоммерческаяИнформация>`;
    expect(await hostile({ name: 'bomb.xml', content: bomb })).toMatch(/^refused/);
    const outside = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><КоммерческаяИнформация ВерсияСхемы="2.08"><Ид>&f;</Ид></КоммерческаяИнформация>`;
    const view = await prepare(head, [{ name: 'outside.xml', content: outside }]);
    expect(view.files[0]!.problem).not.toBeNull();
    expect(JSON.stringify(view)).not.toContain('root:');
  });

  test('20,000 columns are refused', async () => {
    const wide = Array.from({ length: 20_000 }, (_, at) => `c${at}`).join(';');
    expect(await hostile({ name: 'wide.csv', content: `${wide}\n${wide}\n${wide}\n` })).toMatch(/^refused/);
  });

  test('one line of 200 MB is refused as it streams in, and memory stays flat', { timeout: 120_000 }, async () => {
    const address = await t.http.listen({ port: 0, host: '127.0.0.1' });
    const { id } = await head.call(contract.createImport, {});
    async function* line() {
      yield Buffer.from(HEADER + row('L1'));
      const piece = Buffer.alloc(MB, 'x');
      for (let sent = 0; sent < 200; sent++) yield piece;
    }
    const began = process.memoryUsage().rss;
    let most = began;
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 20);
    const answer = await fetch(`${address}/api/imports/${id}/files?name=line.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${head.token}`, 'x-vitalfew': '1', 'content-type': 'application/octet-stream' },
      body: Readable.toWeb(Readable.from(line())) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(200);
    const view = (await answer.json()) as ImportView;
    const { end } = view.mapping[0]?.kind ? await carryOut(t, head, id) : { end: null };
    clearInterval(watch);
    expect((most - began) / MB).toBeLessThan(300);
    expect(JSON.stringify(view).length).toBeLessThan(20_000);
    if (end) expect(JSON.stringify(end)).toContain('"rejected":1');
  });

  test('NUL bytes and lone surrogates do not come into the ledger', async () => {
    const outcome = await hostile({
      name: 'nul.csv',
      content: `${HEADER}${row('N1', 'Al\0der')}${row('N2')}${row('N3', 'Al\uD800der')}`,
    });
    expect(outcome).toMatch(/refused|done/);
    for (const { name } of await ask<{ name: string }>(t, 'select name from accounts'))
      expect(name).not.toContain('\0');
  });

  test('NUL in what the API is given is refused, or left out', async () => {
    const named = await head.ask(contract.createImport, { name: 'a\0b' });
    expect([named.status, named.body.code]).toEqual([400, 'invalid']);
    const view = await prepare(head, [{ name: 'ok.csv', content: HEADER + row('Q1') }]);
    const [mapping] = view.mapping;
    const saved = await head.ask(contract.saveImportMapping, {
      id: view.id,
      version: view.version,
      mapping: [{ ...mapping!, constants: { currency: 'E\0UR', 'x\uD800': '1' } }],
    });
    expect(saved.status).toBeLessThan(500);
  });

  test('names that climb out of folders name nothing', async () => {
    const zip = zipped({ '../../../../tmp/evil.csv': Buffer.from(`${HEADER}${row('Z1')}`) });
    expect(await hostile({ name: '../../etc/passwd.zip', content: zip })).toMatch(/refused|done/);
    const view = await prepare(head, [{ name: '..\\..\\evil\r\nname.csv', content: `${HEADER}${row('Z2')}` }]);
    expect(view.files[0]!.name).toBe('evilname.csv');
    const other = await head.ask(
      contract.addImportFile,
      { id: view.id, name: '/' },
      { payload: Buffer.from('a;b\n1;2\n') },
    );
    expect(other.body.files[1]!.name).toBe('file');
    expect(
      (await head.ask(contract.addImportFile, { id: view.id, name: 'x'.repeat(300) }, { payload: Buffer.from('a') }))
        .status,
    ).toBe(400);
  });

  test('an upload that is repeated with its key is one file; other bytes under the same key are refused', async () => {
    const { id } = await head.call(contract.createImport, { name: 'repeated' });
    const content = Buffer.from(`${HEADER}${row('K1')}`);
    const send = (payload: Buffer) =>
      head.ask(contract.addImportFile, { id, name: 'k.csv' }, { payload, headers: { 'idempotency-key': 'upload-1' } });
    const first = await send(content);
    const again = await send(content);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await send(Buffer.from(`${HEADER}${row('K2')}`));
    expect([other.status, other.body.code]).toEqual([409, 'idempotency']);
    expect((await head.call(contract.getImport, { id })).files).toHaveLength(1);
  });

  test('an empty file, rubbish and cut archives are refused in words', async () => {
    const zip = zipped({ 'sales.csv': Buffer.from(`${HEADER}${row('Z1').repeat(500)}`) });
    const broken: Upload[] = [
      { name: 'empty.csv', content: '' },
      { name: 'blank.csv', content: '\n\n\n' },
      { name: 'cut.zip', content: zip.subarray(0, zip.length - 30) },
      { name: 'cut.gz', content: gzipSync(Buffer.from(HEADER.repeat(9000))).subarray(0, 60) },
      { name: 'cut.xml', content: '<?xml version="1.0"?><КоммерческаяИнформация><Каталог>' },
      { name: 'deep.xml', content: `<?xml version="1.0"?><КоммерческаяИнформация>${'<a>'.repeat(100_000)}` },
      { name: 'picture.png', content: Buffer.from('89504e470d0a1a0a0000000d49484452000000010000', 'hex') },
      {
        name: 'random.csv',
        content: Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 7919 + (at >> 3)) & 255)),
      },
    ];
    for (const file of broken)
      expect([file, await hostile(file)]).toEqual([file, expect.stringMatching(/^refused|^not recognised/)]);
  });
});
