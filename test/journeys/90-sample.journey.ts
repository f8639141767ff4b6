import { expect } from 'vitest';
import { journey } from './browser.ts';
import { open, shown, switchTo, textOf } from './steps.ts';

journey('the sample company is removed by its button', async (guide) => {
  const { page } = await guide.visit(guide.installation.owner);
  await open(page, '/today');
  await switchTo(page, 'Halmbrück Foods & Home');
  await page.getByRole('button', { name: 'Remove the sample company' }).click();
  const dialog = page.getByRole('dialog');
  const button = dialog.getByRole('button', { name: 'Remove the sample company' });
  expect(await button.isDisabled()).toBe(true);
  await dialog.getByLabel('Type “sample” to confirm').fill('sample');
  await button.click();
  await shown(page.getByText('No sales ledger yet'));
  expect(await textOf(page.getByRole('complementary'))).toContain('My company');
  expect(await textOf(page.getByRole('complementary'))).not.toContain('Halmbrück');
});
