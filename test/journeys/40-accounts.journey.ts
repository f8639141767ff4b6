import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, download, findings, gone, open, says, shown } from './steps.ts';

journey('the lists fit into a screen of 1440 pixels: no column is cut', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  for (const [path, name] of [
    ['/accounts', 'Accounts'],
    ['/accounts/key', 'Key accounts'],
  ] as const) {
    await open(page, path);
    const list = page.getByRole('region', { name });
    await shown(list.getByRole('row').nth(1));
    // Headless browsers have no scrollbar, which takes 15 pixels elsewhere.
    const [needed, there] = await list.evaluate((box) => [
      Number.parseFloat(box.querySelector('table')!.style.minWidth),
      box.clientWidth,
    ]);
    expect(needed!).toBeLessThanOrEqual(there! - 15);
  }
});

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

journey('a view of the list is saved, shared, opened by its address, renamed and deleted', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?kind=entity&sort=name');
  const table = page.getByRole('table', { name: 'Accounts' });
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('dialog', { name: 'Columns' }).getByLabel('Open balance').check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'View: All accounts' }).click();
  for (const shared of ['Gone quiet', 'Key accounts, weakest growth first'])
    await shown(page.getByRole('menuitem', { name: shared }));
  await page.getByRole('menuitem', { name: 'Save as a view' }).click();
  const form = page.getByRole('dialog', { name: 'Save as a view' });
  await form.getByLabel('Name').fill('Firms');
  await form.getByLabel('Share with the organisation').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/view=/);
  await shown(page.getByRole('button', { name: 'View: Firms' }));
  const id = new URL(page.url()).searchParams.get('view');

  const other = await guide.visit(guide.installation.kam);
  await open(other.page, `/accounts?view=${id}`);
  await other.page.waitForURL(/kind=entity/);
  await shown(other.page.getByRole('button', { name: 'View: Firms' }));
  await shown(other.page.getByRole('columnheader', { name: /Open balance/ }));
  await other.page.getByRole('button', { name: 'View: Firms' }).click();
  await shown(other.page.getByRole('menuitem', { name: 'Save as a view' }));
  expect(await other.page.getByRole('menuitem', { name: 'Delete the view' }).count()).toBe(0);
  await other.page.keyboard.press('Escape');

  await table.getByRole('button', { name: 'Name' }).click();
  await page.waitForURL(/desc=true/);
  await page.getByRole('button', { name: 'View: Firms · changed' }).click();
  await page.getByRole('menuitem', { name: 'Save the changes to “Firms”' }).click();
  await shown(page.getByText('The view is saved.'));
  await page.getByRole('button', { name: 'View: Firms', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Rename or share' }).click();
  const edit = page.getByRole('dialog', { name: 'Rename or share' });
  await edit.getByLabel('Name').fill('All firms');
  await edit.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'View: All firms' }).click();
  await page.getByRole('menuitem', { name: 'Delete the view' }).click();
  await page.getByRole('dialog', { name: 'Delete the view?' }).getByRole('button', { name: 'Delete the view' }).click();
  await shown(page.getByRole('button', { name: 'View: All accounts' }));
  await open(other.page, `/accounts?view=${id}`);
  await shown(other.page.getByText(/The view of this link does not exist any more/));
});

journey('the accounts list by keyboard: search, move, tick, open', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts');
  const row = (index: number) => page.locator(`[data-row="${index}"]:focus`);
  await page.keyboard.press('j');
  await shown(row(0));
  await page.keyboard.press('j');
  await shown(row(1));
  await page.keyboard.press('x');
  await shown(page.getByText('1 selected'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('k');
  await shown(row(0));
  await page.keyboard.press('?');
  await shown(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  await page.keyboard.press('Escape');
  await gone(page.getByRole('dialog', { name: 'Keyboard shortcuts' }));
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/accounts\/[0-9a-f-]{36}/);
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
  const toast = page.getByRole('region', { name: 'Messages' }).getByRole('status');
  await says(toast, /Manager of 2 accounts: Malte Dorn\./);
  await says(table.getByRole('row').nth(1), /Malte Dorn/);
  await toast.getByRole('button', { name: 'Undo' }).click();
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
  await shown(page.getByRole('tabpanel').getByRole('button', { name: /^Write a note/ }));
  await page.getByRole('tab', { name: 'Products' }).click();
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

journey('two people save the same account: both versions side by side', async (guide) => {
  const one = await guide.visit(guide.installation.head);
  const other = await guide.visit(guide.installation.kam);
  one.expects.push(/409/);
  await open(other.page, '/accounts?sort=revenue&desc=true&kind=entity');
  await other.page.getByRole('table', { name: 'Accounts' }).getByRole('row').nth(1).getByRole('link').click();
  await other.page.waitForURL(/accounts\/[0-9a-f-]{36}/);
  const path = new URL(other.page.url()).pathname;
  const edit = async (page: Page) => {
    await open(page, path);
    await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
    return page.getByRole('dialog', { name: 'Edit the account' });
  };
  const mine = await edit(one.page);
  const theirs = await edit(other.page);
  const city = await mine.getByLabel('City').inputValue();
  await theirs.getByLabel('City').fill('Their city');
  await theirs.getByLabel('Region').fill('Their region');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await gone(theirs);

  await mine.getByLabel('City').fill('My city');
  await mine.getByLabel('Phone').fill('+49 30 1');
  await mine.getByRole('button', { name: 'Save' }).click();
  const clash = mine.getByRole('region', { name: 'Saved by somebody else in the meantime' });
  await says(clash, /City\s+Their city\s+Take theirs\s+My city\s+Keep mine/);
  expect(await mine.getByLabel('Region').inputValue()).toBe('Their region');
  expect(await mine.getByLabel('Phone').inputValue()).toBe('+49 30 1');
  await clash.getByRole('button', { name: 'Take theirs' }).click();
  await gone(clash);
  expect(await mine.getByLabel('City').inputValue()).toBe('Their city');
  await mine.getByLabel('City').fill(city);
  await mine.getByRole('button', { name: 'Save' }).click();
  await gone(mine);
  const again = await edit(one.page);
  expect(await again.getByLabel('Phone').inputValue()).toBe('+49 30 1');
  expect(await again.getByLabel('City').inputValue()).toBe(city);
});

journey(
  'a move that somebody else was quicker with is refused, shows where the account stands, and may be done again',
  async (guide) => {
    const { page, context, expects } = await guide.visit(guide.installation.head);
    expects.push(/409/);
    const get = async (path: string) => (await context.request.get(`/api${path}`)).json();
    const [outlet] = (await get('/accounts?kind=outlet&limit=1&sort=name&direction=asc')).rows;
    await open(page, `/accounts/${outlet.id}`);
    await page.getByRole('tab', { name: 'Structure' }).click();
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: /Where .* stands/ });
    await dialog.getByLabel('Reason').fill('Slower');
    const { version, ancestors } = await get(`/accounts/${outlet.id}/structure`);
    const quicker = await context.request.put(`/api/accounts/${outlet.id}/parent`, {
      data: { version, parentId: null, reason: 'Quicker' },
      headers: { 'x-vitalfew': '1' },
    });
    expect(quicker.status()).toBe(200);
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await shown(dialog.getByText('It stands at the top now.'));
    expect((await get(`/accounts/${outlet.id}/structure`)).ancestors).toEqual([]);
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
    await gone(dialog);
    expect((await get(`/accounts/${outlet.id}/structure`)).ancestors).toEqual(ancestors);
  },
);

journey(
  'a cell of the list is changed where it stands, by keyboard; who comes second sees both values',
  async (guide) => {
    const { page, context, expects } = await guide.visit(guide.installation.head);
    expects.push(/409/);
    const row = async () =>
      (await (await context.request.get('/api/accounts?q=grupo%20almendral&limit=1')).json()).rows[0];
    await open(page, '/accounts?q=grupo%20almendral');
    const cell = page.getByTitle('Change: Country').first();
    await shown(cell);
    const { id, version, country } = await row();
    await cell.focus();
    await page.keyboard.press('Enter');
    const box = page.getByRole('dialog', { name: 'Change: Country' });
    await box.getByLabel('Country').fill('Mine');
    const quicker = await context.request.patch(`/api/accounts/${id}`, {
      data: { version, country: 'Theirs' },
      headers: { 'x-vitalfew': '1' },
    });
    expect(quicker.status()).toBe(200);
    const clash = box.getByRole('region', { name: 'Saved by somebody else in the meantime' });
    await box.getByLabel('Country').press('Enter');
    await shown(clash);
    await says(clash, /Country\s+Theirs\s+Take theirs\s+Mine\s+Keep mine/);
    expect((await row()).country).toBe('Theirs');
    await clash.getByRole('button', { name: 'Keep mine' }).click();
    await box.getByRole('button', { name: 'Save' }).click();
    await gone(box);
    await shown(page.getByTitle('Change: Country').first().getByText('Mine'));
    await calm(page);
    expect(await findings(page)).toEqual([]);
    const { version: last } = await row();
    const back = await context.request.patch(`/api/accounts/${id}`, {
      data: { version: last, country },
      headers: { 'x-vitalfew': '1' },
    });
    expect(back.status()).toBe(200);
  },
);
