import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

journey('two records of one customer are merged, found under the old address, and made two again', async (guide) => {
  const { page, expects } = await guide.visit(guide.installation.head);
  // What the page asks beside the account, before it hears that this is another one now.
  expects.push(/standing/, /Failed to load resource.*404/);
  await open(page, '/duplicates?kind=account');
  const pair = page.getByRole('row', { name: /GRUPO ALMENDRAL/ }).first();
  await says(pair, /same (number|name)/);
  expect(await findings(page)).toEqual([]);
  const twin = ((await pair.getByRole('link', { name: /GRUPO ALMENDRAL/ }).textContent()) ?? '').trim();
  const twinPath = await pair.getByRole('link', { name: /GRUPO ALMENDRAL/ }).getAttribute('href');
  await pair.getByRole('link', { name: 'Merge' }).click();
  // The record that was written down at the fair is the one that goes, whichever side it stands on.
  await says(page.locator('#main'), /Everything of .* moves to/s);
  const goes = page.getByRole('columnheader', { name: /Merged into it/ });
  if (!((await goes.textContent()) ?? '').includes('GRUPO ALMENDRAL')) {
    await page.getByRole('button', { name: 'Swap sides' }).click();
    await says(goes, /GRUPO ALMENDRAL/);
  }
  await page.getByRole('radio', { name: `Name: ${twin}`, exact: true }).check();
  await page.getByLabel('Why they are one').fill('One company, typed at the fair');
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await shown(page.getByRole('heading', { level: 1, name: twin }));
  const stays = new URL(page.url()).pathname;
  // The old address leads on.
  expect(twinPath).not.toBe(stays);
  await open(page, twinPath!);
  await page.waitForURL((url) => url.pathname === stays);

  await open(page, '/duplicates?tab=merged&kind=account');
  await page
    .getByRole('link', { name: /GRUPO ALMENDRAL/ })
    .first()
    .click();
  await says(page.locator('#main'), /One company, typed at the fair/);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo the merge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Two records again' });
  await says(dialog, /Added since, and stays with/);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await dialog.getByLabel('Why they are two').fill('They are two after all');
  await dialog.getByRole('button', { name: 'Undo the merge' }).click();
  await gone(dialog);
  await says(page.locator('#main'), /undone by/);
  await open(page, twinPath!);
  expect(new URL(page.url()).pathname).toBe(twinPath);
  await shown(page.getByRole('heading', { level: 1, name: twin }));
});

journey(
  'who writes a customer down hears that it is there; a pair is told apart with a reason, and back',
  async (guide) => {
    const { page } = await guide.visit(guide.installation.head);
    await open(page, '/duplicates?kind=contact');
    await page.getByRole('button', { name: 'Not a duplicate' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Two records, not one' });
    await dialog.getByLabel('Why they are two').fill('Mother and daughter');
    await dialog.getByRole('button', { name: 'Not a duplicate' }).click();
    await gone(dialog);
    await page.getByRole('tab', { name: 'Told apart' }).click();
    await says(page.getByRole('row', { name: /Mother and daughter/ }), /Ferrand|FERRAND/);
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'May be one after all' }).first().click();
    await gone(page.getByText('Mother and daughter'));

    await open(page, '/accounts/new');
    await page.getByRole('textbox', { name: /^Name/ }).fill('Kornblum Gruppe');
    const hint = page.getByRole('region', { name: 'Is it there already?' });
    await says(hint, /Kornblum/);
    expect(await findings(page)).toEqual([]);
  },
);
