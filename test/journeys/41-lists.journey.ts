import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, findings, gone, open, says, shown } from './steps.ts';

journey('a card of the board is moved by keyboard, with the reason that the evidence asks for', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?q=almendral');
  await page.getByTitle('As a board by relationship').click();
  // The filter goes with it.
  await page.waitForURL(/\/accounts\/board\?.*q=almendral/);
  await shown(page.getByRole('heading', { level: 1, name: 'Accounts by relationship' }));
  await calm(page);
  expect(await findings(page)).toEqual([]);
  const move = page.getByRole('button', { name: 'Move Grupo Almendral', exact: true });
  await move.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Integrated' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move Grupo Almendral', exact: true });
  await dialog.getByLabel(/^Reason/).fill('One team on both sides.');
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await gone(dialog);
  await shown(page.getByRole('list', { name: 'Integrated' }).getByText('Grupo Almendral'));
  await page.setViewportSize({ width: 390, height: 800 });
  await calm(page);
  expect(await findings(page)).toEqual([]);
});

journey('a field of all that match is changed after a preview, and taken back', async (guide) => {
  const admin = await guide.visit(guide.installation.admin);
  const label = `Ring ${Date.now() % 10_000}`;
  const made = await admin.context.request.post('/api/field-definitions', {
    data: {
      recordKind: 'account',
      key: label.toLowerCase().replace(' ', '_'),
      type: 'number',
      labels: { en: label },
    },
    headers: { 'x-vitalfew': '1' },
  });
  expect(made.status()).toBe(200);
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?q=almendral');
  await page.getByRole('button', { name: 'Change a field…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change a field…' });
  await dialog.getByRole('combobox', { name: /^Field/ }).selectOption({ label });
  await dialog.getByLabel('Shall say').fill('7');
  await says(dialog, /\d+ changes?; 0 say so already/);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: /^Change \d+/ }).click();
  await gone(dialog);
  await shown(page.getByText(/The field is changed in \d+ record/));
  await page.getByRole('button', { name: 'Undo' }).click();
  await shown(page.getByText(/as before/));
});

journey('in Russian the filters of the lists take two lines at most on 1280 pixels', async (guide) => {
  const { page } = await guide.visit(guide.installation.head, { viewport: { width: 1280, height: 800 } });
  await page.addInitScript(() => localStorage.setItem('vitalfew.language', 'ru'));
  for (const path of ['/accounts', '/contacts', '/tasks']) {
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
    const box = await page.locator('search').first().boundingBox();
    expect(box!.height, path).toBeLessThanOrEqual(80);
  }
});
