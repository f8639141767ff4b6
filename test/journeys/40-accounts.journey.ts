import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, download, gone, open, says, shown } from './steps.ts';

journey('the accounts list: search, filter, sort, columns, export', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts');
  const table = page.getByRole('table', { name: 'Accounts' });
  await says(table.getByRole('row').nth(1), /Kornblum Gruppe/);
  await page.keyboard.press('/');
  await page.keyboard.type('almendral');
  await page.waitForURL(/q=almendral/);
  await says(page.locator('#main'), /\d+ accounts match\./);
  await shown(table.getByText('Grupo Almendral'));
  await page.getByRole('button', { name: 'Clear' }).first().click();
  await page.waitForURL((url) => !url.search.includes('almendral'));

  await page.getByRole('button', { name: 'Country' }).first().click();
  await page.getByRole('dialog', { name: 'Country' }).getByLabel(/^PL/).check();
  await page.keyboard.press('Escape');
  await page.waitForURL(/country=/);
  await calm(page);
  await says(table.getByRole('row').nth(1), /Grupa Ostrowik/);
  await table.getByRole('button', { name: 'Name' }).click();
  await page.waitForURL(/sort=name/);
  await calm(page);

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('dialog', { name: 'Columns' }).getByLabel('Open balance').check();
  await shown(table.getByRole('columnheader', { name: /Open balance/ }));
  await page.getByRole('button', { name: 'As at first' }).click();
  await page.keyboard.press('Escape');
  await gone(table.getByRole('columnheader', { name: /Open balance/ }));

  const file = await download(page, async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: /CSV/ }).click();
  });
  const text = file.bytes.toString('utf8');
  expect(text).toContain('Grupa Ostrowik');
  expect(text).not.toContain('Kornblum');
});

journey('many accounts get a manager at once, and it is taken back', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?q=ostrowik');
  const table = page.getByRole('table', { name: 'Accounts' });
  await table.getByRole('row').nth(1).getByRole('checkbox').check();
  await table.getByRole('row').nth(2).getByRole('checkbox').check();
  await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Assign manager' }).click();
  const dialog = page.getByRole('dialog', { name: 'Assign a manager' });
  await dialog.getByLabel('Manager').selectOption('Malte Dorn');
  await shown(dialog.getByText('2 of 2 accounts get another manager.'));
  await dialog.getByRole('button', { name: 'Assign 2 accounts' }).click();
  await shown(page.getByText('Manager of 2 accounts: Malte Dorn.'));
  await says(table.getByRole('row').nth(1), /Malte Dorn/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await says(table.getByRole('row').nth(1), /Oliver Thackray/);
});

journey('an account: overview, products, documents to the line, balance, structure, history', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?q=kornblum+gruppe');
  await page.getByRole('table', { name: 'Accounts' }).getByRole('link', { name: 'Kornblum Gruppe' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Kornblum Gruppe' }));
  await shown(page.getByRole('img', { name: /Sales by month/ }));
  await shown(page.getByRole('heading', { name: 'Stopped buying' }));
  await shown(page.getByRole('heading', { name: 'Main contacts' }));
  await page.getByRole('radio', { name: 'This account alone' }).check();
  await page.waitForURL(/group=false/);
  await page.getByRole('radio', { name: 'Group' }).check();
  await page.waitForURL((url) => !url.search.includes('group'));
  await page.getByRole('tab', { name: 'Overview' }).press('ArrowRight');
  await says(page.getByRole('tabpanel'), /\d+ products for €/);
  await page.getByRole('tab', { name: 'Documents' }).click();
  const documents = page.getByRole('table', { name: 'Documents' });
  await documents.getByRole('row').filter({ hasText: 'Invoice' }).first().getByRole('link').first().click();
  await says(page.locator('#main'), /with tax, in \d+ lines?, dated/);
  await shown(page.getByRole('table', { name: 'Lines' }).getByRole('row').nth(1));
  await page.goBack();
  await page.getByRole('tab', { name: 'Balance' }).click();
  await says(page.getByRole('tabpanel'), /is open in \d+ invoices.*On balance €/s);
  await page.getByRole('tab', { name: 'Structure' }).click();
  await shown(page.getByRole('tabpanel').getByRole('link', { name: 'Kornblum Süd GmbH & Co. KG' }));
  await page.getByRole('tab', { name: 'History' }).click();
  await shown(page.getByText('Imports that touched this account'));
});

journey('who belongs together: proposals are looked for, accepted and taken back', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts/groups');
  await page.getByRole('button', { name: 'Look for more' }).click();
  await shown(page.getByText(/\d+ proposals? waits?\./));
  await calm(page);
  const rows = page.getByRole('table', { name: 'Who belongs together' }).getByRole('row');
  await rows.nth(1).getByRole('button', { name: 'Accept' }).click();
  await shown(page.getByText(/1 accepted:/));
  await page.getByRole('tab', { name: 'Accepted' }).click();
  await rows.nth(1).getByRole('button', { name: 'Undo' }).click();
  await shown(page.getByText('Taken back.'));
  await page.getByRole('tab', { name: 'Left out' }).click();
  await says(page.getByRole('tabpanel'), /Retail customer/);
});
