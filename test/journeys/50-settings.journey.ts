import { expect } from 'vitest';
import { type Guide, journey } from './browser.ts';
import { calm, download, gone, open, says, shown, signInByHand, switchTo, textOf } from './steps.ts';

journey('rules are changed and put back, with what they mean', async (guide) => {
  const { page } = await guide.visit(guide.installation.admin);
  await open(page, '/settings?tab=rules');
  const size = page.getByLabel('Size of the programme', { exact: true });
  await size.fill('9');
  await shown(page.getByText('At most the first 9 accounts of the vital few become key'));
  await shown(page.getByText('1 threshold differs from the default. Not saved yet.'));
  const classB = page.getByLabel('Class B up to', { exact: true });
  await page.route('**/api/settings/rules', async (route) => {
    // Typed while the save is on its way: it stays.
    if (route.request().method() === 'PUT') await classB.fill('96');
    await route.continue();
  });
  await page.getByRole('button', { name: 'Save the rules' }).click();
  await shown(page.getByText('The rules are saved; the review will use them.'));
  await page.unroute('**/api/settings/rules');
  await calm(page);
  await shown(page.getByText('Not saved yet.'));
  expect(await classB.inputValue()).toBe('96');
  await classB.fill('95');
  await gone(page.getByText('Not saved yet.'));
  await page.getByLabel('Class A up to', { exact: true }).fill('99');
  await page.getByRole('button', { name: 'Save the rules' }).click();
  await shown(page.getByText('not below “Class A up to”'));
  await page.getByLabel('Class A up to', { exact: true }).fill('80');
  await page.getByRole('button', { name: 'Reset all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset all' }).click();
  await shown(page.getByText('The rules are back at their defaults.'));
});

journey('an exchange rate by hand', async (guide) => {
  const { page } = await guide.visit(guide.installation.owner);
  await open(page, '/settings?tab=currencies');
  await switchTo(page, 'My company');
  await open(page, '/settings?tab=currencies');
  await page.getByRole('button', { name: 'Add a rate' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Currency').fill('CHF');
  await page.getByRole('option', { name: /CHF/ }).click();
  await form.getByRole('textbox', { name: 'Rate', exact: true }).fill('1.0625');
  await form.getByRole('button', { name: 'Save' }).click();
  await shown(page.getByText('The rate is saved.'));
  await says(page.getByRole('table').first(), /CHF – Swiss Franc\s+1\.0625/);
});

/** The owner invites somebody at My company, who joins with the link: the pages of both. */
async function invite(guide: Guide, person: { name: string; email: string }) {
  const { page } = await guide.visit(guide.installation.owner);
  await open(page, '/settings?tab=people');
  await switchTo(page, 'My company');
  await open(page, '/settings?tab=people');
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill(person.name);
  await form.getByLabel('E-mail').fill(person.email);
  await form.getByLabel(/Head of key accounts/).check();
  await form.getByRole('button', { name: 'Invite', exact: true }).click();
  await shown(form.getByText('Pass this link on'));
  const link = await form.getByRole('textbox').inputValue();
  await form.getByRole('button', { name: 'Done' }).click();
  const row = page.getByRole('row').filter({ hasText: person.email });
  await shown(row.getByText('invited', { exact: true }));

  const { page: other, expects } = await guide.visit();
  expects.push(/401/);
  await other.goto(link);
  await shown(other.getByText(`My company has invited ${person.email}.`));
  await other.getByLabel('Password', { exact: true }).fill('a short sentence to remember');
  await other.getByRole('button', { name: 'Begin' }).click();
  await shown(other.getByRole('heading', { level: 1, name: 'Today' }));
  await shown(row.getByText('active', { exact: true }));
  return { page, other };
}

journey('somebody is invited, sets a password with the link, and works', async (guide) => {
  const { other } = await invite(guide, { name: 'Nora Neu', email: 'nora.neu@company.example' });
  expect(await textOf(other.getByRole('complementary'))).toContain('My company');

  const second = await guide.visit();
  second.expects.push(/401/);
  await second.page.goto('/sign-in');
  await signInByHand(second.page, { email: 'nora.neu@company.example', password: 'a short sentence to remember' });
  await open(other, '/settings?tab=profile');
  const sessions = other.getByRole('table', { name: 'Where you are signed in' });
  expect(await sessions.getByRole('row').count()).toBe(3);
  await sessions.getByRole('button', { name: 'End', exact: true }).click();
  await shown(other.getByText('The session has ended.'));
  await second.page.goto('/accounts');
  await second.page.waitForURL(/\/sign-in/);
});

journey('a member leaves and is erased: access ends, the name is gone from the audit too', async (guide) => {
  const { page, other } = await invite(guide, { name: 'Olga Orlova', email: 'olga@company.example' });
  const members = page.getByRole('table').first();
  const change = async () => {
    await members
      .getByRole('row', { name: /Olga Orlova/ })
      .getByRole('button', { name: 'Change' })
      .click();
    return page.getByRole('region', { name: 'Access' });
  };
  const agree = (title: RegExp, button: string) =>
    page.getByRole('dialog', { name: title }).getByRole('button', { name: button }).click();
  await (await change()).getByRole('button', { name: 'End the membership' }).click();
  await agree(/^End the membership of/, 'End the membership');
  await shown(page.getByText('The membership has ended.'));
  await other.goto('/accounts');
  await other.waitForURL(/\/no-organisation/);
  await page.getByLabel('Show former members').check();
  await (await change()).getByRole('button', { name: 'Erase the person' }).click();
  await agree(/^Erase Olga Orlova/, 'Erase the person');
  await shown(page.getByText('The person is erased.'));
  await other.goto('/accounts');
  await other.waitForURL(/\/sign-in/);
  await calm(page);
  await gone(page.getByText('Olga Orlova'));
  await open(page, '/settings?tab=audit');
  await says(page.getByRole('table', { name: 'Audit' }), /erased a person/);
  expect(await textOf(page.getByRole('main'))).not.toMatch(/Olga|olga@/);
});

journey('the audit: filter, before and after, export', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/settings?tab=audit');
  await page.getByRole('button', { name: 'Act', exact: true }).click();
  const acts = page.getByRole('dialog', { name: 'Act' });
  await acts.getByLabel('Find').fill('set a tier');
  await acts.getByLabel('set a tier').click();
  await page.waitForURL(/act=setTier/);
  await calm(page);
  const table = page.getByRole('table', { name: 'Audit' });
  await says(table.getByRole('row').nth(1), /set a tier/);
  await table.getByRole('row').nth(1).getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('dialog');
  await says(details, /Before\s+After/);
  await page.keyboard.press('Escape');
  await gone(details);
  const file = await download(page, async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'CSV' }).click();
  });
  expect(file.bytes.toString('utf8')).toContain('setTier');
});
