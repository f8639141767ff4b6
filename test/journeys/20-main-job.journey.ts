import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sharedData } from '../shared-data.ts';
import { journey } from './browser.ts';
import { seconds } from './server.ts';
import { calm, download, dropOn, gone, mainText, open, says, shown, switchTo } from './steps.ts';

const northwind = ['customers', 'products', 'employees', 'orders', 'order_details'].map((name) =>
  sharedData(`northwind/csv/${name}.csv`),
);
const broken = ['customers', 'orders'].map((name) => sharedData(`northwind/raw-csv-broken/${name}.csv`));
/** Discards the import that the page shows. */
async function discard(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the import' }).click();
  await page.waitForURL(/\/imports$/);
  await gone(page.getByRole('dialog'));
}

const given = (paths: (string | undefined)[]) => paths.filter((path) => path !== undefined);

journey(
  'from the dropped ledger to the key accounts, down to the lines, and back',
  async ({ installation, visit }) => {
    const { page } = await visit(installation.owner);
    await open(page, '/');
    await switchTo(page, 'My company');
    await open(page, '/accounts/key');
    await page.getByRole('link', { name: 'Import the ledger' }).click();
    await shown(page.getByText('Drop the company’s sales ledger here'));

    const begun = performance.now();
    await open(page, '/today');
    await dropOn(page.getByText('Drop the sales ledger here'), given(northwind));
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
    await shown(page.getByText('5 of 5 tables are recognised.'));
    for (const [file, kind] of [
      ['customers.csv', 'Customers'],
      ['products.csv', 'Products'],
      ['employees.csv', 'Salespeople'],
      ['orders.csv', 'Orders'],
      ['order_details.csv', 'Order lines'],
    ] as const) {
      const choice = page.getByLabel(`What ${file} is`);
      expect(await choice.evaluate((field: HTMLSelectElement) => field.selectedOptions[0]?.text), file).toBe(kind);
    }
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await shown(page.getByText(/rows would come in: .* new, 0 changed/));
    await shown(page.getByText('Nothing rejected.'));
    await page.getByRole('button', { name: /Bring 3,1\d\d rows in/ }).click();
    await page.getByRole('link', { name: 'See the key accounts' }).click();
    await shown(page.getByText('losing the largest, QUICK-Stop, costs'));
    process.stdout.write(`journeys: from drop to answer ${seconds(begun)} s\n`);
    const said = await mainText(page);
    expect(said.slice(0, 400)).toMatch(
      /\d+ key accounts make \d+% of orders; losing the largest, QUICK-Stop, costs 9.8%/,
    );
    expect(said.slice(0, 400)).toMatch(/Ordered, because there is no invoice .* 1 May 1997 – 30 Apr 1998/);
    await shown(page.getByText('88 of 91 accounts bought'));
    await shown(page.getByRole('img', { name: /Accounts by amount with the cumulative share: 33 in class A/ }));

    await calm(page);
    await page.getByRole('table', { name: 'Key accounts' }).getByRole('link', { name: 'QUICK-Stop' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'QUICK-Stop' }));
    await shown(page.getByText('Orders by month'));
    await page.getByRole('tab', { name: 'Products' }).click();
    await shown(page.getByRole('table', { name: 'Products' }));
    await page.getByRole('tab', { name: 'Documents' }).click();
    const documents = page.getByRole('table', { name: 'Documents' });
    await shown(documents.getByRole('row').nth(1));
    await documents.getByRole('row').nth(1).getByRole('link').first().click();
    await page.waitForURL(/\/documents\//);
    await says(page.locator('#main'), /net, .* in \d+ lines?, dated/);
    const lines = page.getByRole('table', { name: 'Lines' });
    await shown(lines.getByRole('row').nth(1));

    await open(page, '/imports');
    await page.locator('input[type="file"]').setInputFiles(given(northwind));
    await shown(page.getByText('5 of 5 tables are recognised.'));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await shown(page.getByText(/Nothing would change: 3,1\d\d rows are in the ledger already/));
    await discard(page);
    await page.getByRole('table').getByRole('link').first().click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await says(page.locator('#main'), /Undone on .*: the ledger is as it was before this import/);
    await open(page, '/accounts/key');
    await shown(page.getByText('Who your key accounts are'));
  },
  { skip: given(northwind).length < northwind.length },
);

journey(
  'a broken file: rejected rows with their reasons, as a file to correct',
  async ({ installation, visit }) => {
    const { page } = await visit(installation.owner);
    await open(page, '/imports');
    await switchTo(page, 'My company');
    await open(page, '/imports');
    await page.locator('input[type="file"]').setInputFiles(given(broken));
    await shown(page.getByText('2 of 2 tables are recognised.'));
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await shown(page.getByText('200 rows rejected.'));
    const rejects = page.getByRole('region', { name: '200 rejected rows' });
    await shown(rejects.getByText('Another number of values than columns'));
    await rejects.getByRole('button', { name: /Show/ }).click();
    const table = page.getByRole('table').filter({ hasText: 'Reason' }).last();
    await says(table, /Line \d+ has \d+ values, the header has \d+/);
    const file = await download(page, () => rejects.getByRole('link', { name: /customers/ }).click());
    expect(file.name).toMatch(/customers.*\.csv$/);
    const rows = file.bytes.toString('utf8').trimEnd().split(/\r?\n/);
    expect(rows[0]).toMatch(/CustomerID/i);
    expect(file.bytes.toString('utf8')).toMatch(/values, the header has/);
    await discard(page);
    expect(await mainText(page)).not.toContain('customers.csv + 1');
  },
  { skip: given(broken).length < broken.length },
);
