import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '../../kernel/exchange/source.ts';
import { proposeMapping } from './rules-propose.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imports-reports-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is proposed for a printed report. */
async function proposed(text: string) {
  const path = join(folder, 'report.csv');
  await writeFile(path, text);
  const source = await openSource({ path, name: 'report.csv' });
  await source.close();
  return proposeMapping(source.tables, { today: '2026-01-05', baseCurrency: 'USD' })[0]!;
}

test('QuickBooks Online: the customer stands alone on a short line above the rows', async () => {
  const groups = ['"Baker, Chris"', 'Lamb Brad', '"Cook, Brian:Kitchen"'].map(
    (name, at) => `${name}
,01/1${at}/2024,Invoice,10${at}0,Design:Lumber,Custom,2.00,10.00,20.00,20.00
,01/2${at}/2024,Invoice,10${at}1,Design:Lumber,Custom,3.00,10.00,30.00,50.00
"Total for ${name.replaceAll('"', '')}",,,,,,,,$50.00,`,
  );
  const report = `Sales by Customer Detail
Craig's Design

,Date,Transaction Type,Num,Product/Service,Memo/Description,Qty,Sales Price,Amount,Balance
${groups.join('\n')}
TOTAL,,,,,,,,$150.00,
`;
  const { kind, fields } = await proposed(report);
  expect({ kind, fields }).toMatchObject({ kind: 'flat_sales', fields: { date: 'Date', number: 'Num' } });
  expect(Object.entries(fields).find(([, column]) => column === 'Column A' || column === 'Group 1')?.[0]).toMatch(
    /^customer/,
  );
});
