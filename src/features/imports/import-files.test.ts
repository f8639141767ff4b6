import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../../test/house.ts';
import { type ImportRequest, importFiles } from './import-files.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.close());

/** Imports one file as the command line does. */
async function bringFile(name: string, content: string, more: Partial<ImportRequest> = {}) {
  const files = [{ name, open: () => Readable.from([Buffer.from(content)]) }];
  const request = { files, as: 'auto', mapping: null, set: {}, dryRun: false, rejects: null, ...more };
  const answer = await importFiles(t.house, t.org, request);
  return { exitCode: answer.exitCode, result: answer.result as { files: unknown[]; reasons: unknown[] } };
}

describe('what is set for all rows', () => {
  test('keeps numbers that begin anew every year apart', async () => {
    const year = (one: number) => `Invoice;Date;Customer;Net\n1;${one}-01-05;Acme;100\n2;${one}-02-05;Beta;200\n`;
    const yearly = { as: 'invoices', set: { numbers: 'yearly', source: 'yearly' } };
    await bringFile('first.csv', year(2023), yearly);
    const second = await bringFile('second.csv', year(2024), yearly);
    expect(second.result.files[0]).toMatchObject({ inserted: 2, updated: 0 });
    await expect(bringFile('third.csv', year(2025), { set: { numbers: 'monthly' } })).rejects.toThrow('yearly');
  });

  test('counts beside a mapping of one’s own too', async () => {
    const mapping = [
      { table: 'own.csv', kind: 'flat_sales', fields: { number: 'Doc', date: 'Day', customer: 'Who', net: 'Sum' } },
    ];
    const found = await bringFile('own.csv', 'Doc;Day;Who;Sum\nX1;2024-06-05;Acme;10\n', {
      mapping,
      set: { currency: 'USD' },
    });
    expect(found.exitCode).toBe(1);
    expect(found.result.reasons[0]).toMatchObject({ code: 'noRate', example: expect.stringContaining('USD') });
  });

  test('is refused when nothing is named so: a slip of the pen would bring in other amounts', async () => {
    await expect(bringFile('a.csv', 'Doc;Day;Who;Sum\n', { set: { curency: 'USD' } })).rejects.toMatchObject({
      code: 'imports.set',
      message: expect.stringContaining('"curency"'),
    });
  });
});
