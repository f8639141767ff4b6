import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

journey('a head moves an account on the board by keyboard, sees before what changes, and undoes it', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/portfolio');
  await says(page.locator('#main'), /managers/);
  const column = page.getByRole('region', { name: 'Malte Dorn' });
  const card = column.getByRole('listitem').first();
  await shown(card);
  expect(await findings(page)).toEqual([]);
  const name = ((await card.getByRole('link').textContent()) ?? '').trim();
  await card.getByRole('button', { name: `Move ${name}` }).focus();
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: 'Move to Annegret Kühn' })
    .or(page.getByRole('menuitem', { name: 'Move to Annegret Kühn' }))
    .focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Move 1 account' });
  await says(dialog.getByRole('region', { name: 'What changes' }), /Annegret Kühn.*→.*Malte Dorn.*→/s);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await dialog.getByLabel('Reason').fill('Nearer to the customer');
  await dialog.getByRole('button', { name: 'Move', exact: true }).focus();
  await page.keyboard.press('Enter');
  await gone(dialog);
  await shown(page.getByRole('region', { name: 'Annegret Kühn' }).getByRole('link', { name, exact: true }));

  await page.getByRole('radio', { name: 'Moves' }).click();
  const made = page.getByRole('article').first();
  await says(made, /Nearer to the customer/);
  expect(await findings(page)).toEqual([]);
  await made.getByRole('link', { name: 'Hand-over brief' }).click();
  await says(page.locator('#main'), /goes from Malte Dorn to Annegret Kühn/);
  expect(await findings(page)).toEqual([]);
  await open(page, '/portfolio?view=moves');
  await made.getByRole('button', { name: 'Undo' }).click();
  await shown(made.getByText('Undone', { exact: true }));
});
