import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, says, shown, signInByHand } from './steps.ts';

journey('a wrong password is said, the printed one opens, sign-out closes', async ({ installation, visit }) => {
  const { page, expects } = await visit();
  expects.push(/401/);
  await page.goto('/accounts/key');
  await page.waitForURL(/\/sign-in\?back=/);
  expect(await findings(page)).toEqual([]);
  await page.getByLabel('E-mail').fill(installation.head.email);
  await page.getByLabel('Password', { exact: true }).fill('not this one at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await says(page.getByRole('alert'), /^E-mail or password is wrong\.$/);
  await signInByHand(page, installation.head);
  await page.waitForURL('**/accounts/key');
  await shown(page.getByRole('heading', { level: 1, name: 'Key accounts' }));
  await page.getByRole('button', { name: /sign out/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL('**/sign-in');
  await page.goto('/accounts');
  await page.waitForURL(/\/sign-in/);
});

journey('signing in by keyboard alone', async ({ installation, visit }) => {
  const { page, expects } = await visit();
  expects.push(/401/);
  await page.goto('/sign-in');
  const email = page.getByLabel('E-mail');
  await expect.poll(() => email.evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type(installation.accountManager.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(installation.accountManager.password);
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: 'Today' }));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
});

journey('a forgotten password is asked for', async ({ visit }) => {
  const { page, expects } = await visit();
  expects.push(/401/);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  // The page that one comes from asks for an address, too.
  await shown(page.getByRole('button', { name: 'Send the link' }));
  await page.getByLabel('E-mail').fill('nobody@nowhere.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await shown(page.getByText(/If nobody@nowhere.example is known here/));
  await page.getByRole('link', { name: 'Back to sign-in' }).click();
  await page.waitForURL('**/sign-in');
});

journey('an address that leads nowhere, a record that is not there, a link that is used up', async (guide) => {
  const { page, expects } = await guide.visit(guide.installation.head);
  await page.goto('/nowhere/at/all');
  await shown(page.getByText('Nothing here'));
  await page.getByRole('link', { name: 'To the first page' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Today' }));
  expects.push(/404/);
  await page.goto('/accounts/0198c000-0000-7000-8000-000000000000');
  await shown(page.getByText('It does not exist, or it is not open to you.'));
  await page.goto('/links/not-a-link-that-anybody-made');
  await shown(page.getByText('This link no longer works'));
});
