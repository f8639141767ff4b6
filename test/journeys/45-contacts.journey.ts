import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, download, dropOn, findings, gone, open, says, shown } from './steps.ts';

/** A person as an old phone sends it: with something that has no field here. */
const CARD = [
  ...['BEGIN:VCARD', 'VERSION:2.1', 'N;CHARSET=UTF-8:Grünwald;Ännchen', 'FN;CHARSET=UTF-8:Ännchen Grünwald'],
  ...[
    'EMAIL;INTERNET:aennchen@cards.example',
    'TEL;CELL:+49 170 5550199',
    'TITLE:Einkauf',
    'X-FAVOURITE:tea',
    'END:VCARD',
  ],
  ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:Never ended'],
].join('\r\n');

journey('a person is added, moves to another customer, and is erased; a vCard comes in', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?q=kornblum+gruppe');
  await page.getByRole('table', { name: 'Accounts' }).getByRole('link', { name: 'Kornblum Gruppe' }).click();
  await shown(page.getByRole('heading', { name: 'Main contacts' }));
  await page.getByRole('tab', { name: 'People' }).click();
  const people = page.getByRole('table', { name: 'People' });
  await shown(people.getByRole('row').nth(2));
  await page.getByRole('tabpanel').getByRole('link', { name: 'Add' }).click();
  await page.waitForURL(/contacts\/new\?account=/);
  await shown(page.getByLabel('Position', { exact: true }));
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Юлия Чайкина');
  expect(await page.getByLabel('Name in Latin script').inputValue()).toBe('Yuliya Chaykina');
  await page.getByLabel('Position', { exact: true }).fill('Leiterin Einkauf');
  await page.getByLabel('Buying role').selectOption('Decision maker');
  await page.getByRole('button', { name: 'Add a phone' }).click();
  await page.getByLabel('Phone 1', { exact: true }).fill('+49 170 555 0142');
  await page.getByRole('button', { name: 'Add the contact' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Юлия Чайкина' }));
  await says(page.locator('#main'), /Leiterin Einkauf, Kornblum Gruppe/);
  expect(await findings(page)).toEqual([]);

  // In place: a note for oneself, another language.
  await page.getByRole('button', { name: 'Write' }).click();
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Plays the cello.');
  await page.getByRole('button', { name: 'Save' }).click();
  await shown(page.getByText('Plays the cello.'));
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByLabel('Add a language').selectOption('uk');
  await page.getByLabel('Month').selectOption('3');
  await page.getByLabel('Day', { exact: true }).fill('22');
  await page.getByRole('button', { name: 'Save' }).click();
  await shown(page.getByText('22 March'));
  await shown(page.getByText('Ukrainian'));

  await page.getByRole('button', { name: 'Moved to another customer' }).click();
  await page.getByRole('combobox', { name: 'Account' }).or(page.getByLabel('Account')).first().fill('ostrowik');
  await page
    .getByRole('option', { name: /Grupa Ostrowik/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Record the move' }).click();
  await says(page.locator('#main'), /Grupa Ostrowik.*Kornblum Gruppe.*until/s);

  await open(page, '/contacts?q=chaykina');
  const table = page.getByRole('table', { name: 'Contacts' });
  await says(table.getByRole('row').nth(1), /Юлия Чайкина.*Grupa Ostrowik/s);
  const file = await download(page, async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'vCard 4.0' }).click();
  });
  expect(file.bytes.toString('utf8')).toContain('FN:Юлия Чайкина');

  const cards = join(mkdtempSync(join(tmpdir(), 'vitalfew-cards-')), 'phone.vcf');
  writeFileSync(cards, CARD);
  await open(page, '/contacts/import');
  await dropOn(page.getByText('Drop a vCard file'), [cards]);
  await says(page.locator('#main'), /1 card cannot be read.*Line 10: the card has no end/s);
  await says(page.getByRole('table', { name: 'Import vCards' }).getByRole('row').nth(1), /Ännchen Grünwald/);
  await page.getByRole('button', { name: 'Bring in 1 person' }).click();
  await page.waitForURL(/\/contacts$/);
  await open(page, '/contacts?q=annchen');
  await page.getByRole('link', { name: /Ännchen Grünwald/ }).click();
  await says(page.locator('#main'), /X-FAVOURITE.*tea/s);

  await open(page, '/contacts?q=chaykina');
  await table.getByRole('link', { name: /Юлия Чайкина/ }).click();
  // What a colleague wrote of the person, in the case of the language; and of a namesake.
  const account = await page
    .locator('#main')
    .getByRole('link', { name: 'Grupa Ostrowik' })
    .first()
    .getAttribute('href');
  for (const text of ['Говорила с Юлией Чайкиной о складе', 'Чайкина Юлия из банка не она'])
    await page.evaluate(
      async ([path, said]) => {
        const content = [{ type: 'paragraph', content: [{ type: 'text', text: said }] }];
        const headers = { 'content-type': 'application/json', 'x-vitalfew': '1' };
        await fetch(`/api${path}/notes`, {
          method: 'POST',
          headers,
          body: JSON.stringify({ body: { type: 'doc', content } }),
        });
      },
      [account!.split('?')[0]!, text] as const,
    );
  await page.getByRole('link', { name: 'Erase' }).click();
  await says(page.locator('#main'), /2 texts of others name the person\./);
  const texts = page.getByRole('list', { name: 'Texts of others' });
  await says(texts, /Говорила с Юлией Чайкиной о складе/);
  await texts.getByRole('listitem').filter({ hasText: 'из банка' }).getByLabel('Means somebody else: leave it').check();
  await page.getByLabel('Чайкина').check();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Erase for good' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase Юлия Чайкина?' });
  await dialog.getByRole('textbox').fill('erase');
  await dialog.getByRole('button', { name: 'Erase for good' }).click();
  await gone(dialog);
  await page.waitForURL(/\/contacts$/);
  await open(page, '/contacts?q=chaykina');
  await says(page.locator('#main'), /No contact matches\./);
  await open(page, '/accounts?q=grupa+ostrowik');
  await page.getByRole('link', { name: 'Grupa Ostrowik', exact: true }).click();
  await page.getByRole('tab', { name: 'People' }).click();
  await calm(page);
  await shown(page.getByRole('table', { name: 'People' }).getByText('Former contact'));
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await says(page.locator('#main'), /Говорила с \[…\] о складе/);
  await says(page.locator('#main'), /Чайкина Юлия из банка не она/);
});

journey('the list of contacts: a role changed where it stands, many at once and back, a shared view', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/contacts');
  const table = page.getByRole('table', { name: 'Contacts' });
  const cell = table.getByTitle('Change: Buying role').first();
  await cell.click();
  const choices = page.getByRole('dialog', { name: 'Change: Buying role' });
  await choices.getByRole('button', { name: 'Champion', exact: true }).click();
  await gone(choices);
  await says(cell, /Champion/);
  await page.getByRole('button', { name: /^View/ }).click();
  await page.getByRole('menuitem', { name: /Who decides/ }).click();
  await shown(table.getByRole('columnheader', { name: 'Prefers' }));
  await calm(page);
  await page.getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change…' });
  await dialog.getByLabel('Shall be').selectOption('visit');
  await says(dialog.getByRole('status'), /contacts? changes?/);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: /^Change \d+ contacts?/ }).click();
  await gone(dialog);
  await shown(table.getByTitle('Change: Prefers').filter({ hasText: 'Visit' }));
  await page.getByRole('button', { name: 'Undo' }).click();
  await shown(page.getByText(/contacts? (is|are) as before/));
  expect(await findings(page)).toEqual([]);
});
