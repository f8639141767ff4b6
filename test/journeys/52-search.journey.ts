import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

journey('one line finds every kind by keyboard, narrows by fields, and leads to a page of all', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/today');
  await page.keyboard.press('Control+k');
  const line = page.getByRole('combobox');
  await line.fill('Корнблум Группе');
  const option = page.getByRole('option', { name: /Kornblum Gruppe/ });
  await shown(option);
  await shown(option.locator('mark'));
  expect(await findings(page)).toEqual([]);
  await line.fill('kornblum ty');
  await page.getByRole('option', { name: 'type:' }).click();
  await page.getByRole('option', { name: 'type:task' }).click();
  expect(await line.inputValue()).toBe('kornblum type:task');
  await page.getByRole('option', { name: /Prepare the annual talk with Kornblum/ }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Prepare the annual talk with Kornblum' }));

  await page.keyboard.press('Control+k');
  await line.fill('kornblum');
  await page.getByRole('option', { name: 'Show everything found' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Search' }));
  await shown(page.getByRole('region', { name: 'Accounts' }));
  await page.getByRole('button', { name: /^Tasks/ }).click();
  await page.waitForURL(/kind=task/);
  await shown(page.getByRole('link', { name: /Prepare the annual talk with Kornblum/ }));
  expect(await findings(page)).toEqual([]);

  await open(page, '/search?q=account%3Akornblum+type%3Atask');
  await page.getByRole('button', { name: 'Take out type:task' }).click();
  await page.waitForURL((address) => !address.search.includes('task'));
  await open(page, '/search?q=colour%3Ared+zzzzqq');
  await says(page.locator('#main'), /There is no field “colour”/);
  await says(page.locator('#main'), /Nothing found/);
});

journey('the line acts on the account in view: a note, a task; and on oneself: the language', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/search?q=kornblum+gruppe&kind=account');
  await page
    .getByRole('link', { name: /Kornblum Gruppe/ })
    .first()
    .click();
  await shown(page.getByRole('heading', { level: 1, name: 'Kornblum Gruppe' }));
  await page.keyboard.press('Control+k');
  const line = page.getByRole('combobox');
  await line.fill('new task on');
  await page.getByRole('option', { name: 'New task on this account' }).click();
  const form = page.getByRole('dialog', { name: 'New task' });
  await shown(form);
  await says(form, /Title/);
  expect(await form.getByLabel('Account').inputValue()).toBe('Kornblum Gruppe');
  await page.keyboard.press('Escape');
  await gone(form);
  await page.keyboard.press('Control+k');
  await line.fill('write a note');
  await page.getByRole('option', { name: 'Write a note on this account' }).click();
  await shown(page.locator('[contenteditable="true"]'));
  await page.keyboard.press('Control+k');
  await line.fill('switch to russian');
  await page.getByRole('option', { name: 'Switch to Russian' }).click();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('переключить на англ');
  await page.getByRole('option', { name: 'Переключить на английский' }).click();
  await shown(page.getByRole('button', { name: /Search or jump to/ }));
});
