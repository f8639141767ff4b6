import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { makePdf, makePng } from '../../src/features/files/make.ts';
import { journey, type Visit } from './browser.ts';
import { download, dropOn, findings, gone, open, says, shown } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitalfew-files-'));

function written(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** The files of an account that the head and its manager both see. */
async function atFiles(visit: Visit): Promise<string> {
  const answer = await visit.context.request.get('/api/accounts?q=kornblum+gruppe&limit=1');
  const path = `/accounts/${(await answer.json()).rows[0].id}?tab=files`;
  await open(visit.page, path);
  return path;
}

const list = (page: Page) => page.getByRole('table', { name: 'Files' });
const file = (page: Page, name: string) => list(page).getByRole('button', { name });
const drawer = (page: Page) => page.getByRole('dialog');
const area = (page: Page) => page.getByText('Drop files here');

/** Whether anything is drawn on the page of a PDF. */
const isDrawn = (page: Page) =>
  page.waitForFunction(() => {
    const canvas = document.querySelector('canvas');
    const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return data?.some((value, at) => at % 4 < 3 && value < 100) ?? false;
  });

journey('files are dropped, shown, given a version, found by their words, removed and brought back', async (guide) => {
  const visit = await guide.visit(guide.installation.head);
  visit.expects.push(/409/);
  const { page } = visit;
  await atFiles(visit);
  await shown(file(page, 'Framework agreement.pdf'));
  const contract = written('Delivery contract.pdf', makePdf([['Deliveries by night'], ['Second page: pallets']]));
  const picture = written(
    'Photo.png',
    makePng(60, 40, (x, y) => [x * 4, y * 6, 120]),
  );
  await dropOn(area(page), [contract, picture, written('Lies.png', '<html><script>alert(1)</script></html>')]);
  await shown(file(page, 'Delivery contract.pdf'));
  await shown(file(page, 'Photo.png'));
  const uploads = page.getByRole('list', { name: 'Files on their way' });
  await says(uploads, /Lies\.png.*not what the ending \.png says/s);
  expect(await findings(page)).toEqual([]);
  await uploads.getByRole('button', { name: 'Dismiss Lies.png' }).click();

  // By keyboard: opened, leafed through, enlarged.
  await file(page, 'Delivery contract.pdf').focus();
  await page.keyboard.press('Enter');
  await shown(drawer(page).getByText('Page 1 of 2'));
  await isDrawn(page);
  await drawer(page).getByRole('button', { name: 'Next page' }).press('Enter');
  await shown(drawer(page).getByText('Page 2 of 2'));
  await says(drawer(page).locator('section section'), /Second page: pallets/);
  await drawer(page).getByRole('button', { name: 'Larger' }).click();
  await isDrawn(page);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  const next = written('Contract of today.pdf', makePdf([['Deliveries by day']]));
  await drawer(page).locator('input[type="file"]').setInputFiles(next);
  await shown(drawer(page).getByText('Page 1 of 1'));
  await says(
    drawer(page).getByRole('list', { name: 'Versions' }),
    /Version 2.*Contract of today.*Version 1.*Delivery contract/s,
  );
  await drawer(page).getByRole('button', { name: 'Show Version 1' }).click();
  await shown(drawer(page).getByText('Page 1 of 2'));
  const old = await download(page, () => drawer(page).getByRole('link', { name: 'Save Version 1' }).click());
  expect(old.name).toBe('Delivery contract.pdf');
  await drawer(page).getByRole('button', { name: 'Rename' }).click();
  await drawer(page).getByRole('textbox', { name: 'Name' }).fill('Contract.exe');
  await drawer(page).getByRole('button', { name: 'Rename' }).last().click();
  await says(drawer(page).getByRole('alert'), /must keep one of these endings: \.pdf/);
  await drawer(page).getByRole('textbox', { name: 'Name' }).fill('Contract in force.pdf');
  await drawer(page).getByRole('button', { name: 'Rename' }).last().click();
  await shown(drawer(page).getByRole('heading', { name: 'Contract in force.pdf' }));
  await page.keyboard.press('Escape');
  await gone(drawer(page));

  await file(page, 'Photo.png').click();
  await shown(drawer(page).getByRole('img', { name: 'Photo.png' }));
  await drawer(page).getByRole('button', { name: 'Remove' }).click();
  await gone(file(page, 'Photo.png'));
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await shown(file(page, 'Photo.png'));

  // The text was read meanwhile, in a process of its own.
  await says(page.locator('#main'), /Files/);
  await page.getByRole('searchbox', { name: 'Words in names and texts' }).fill('deliveries day');
  await gone(file(page, 'Photo.png'));
  await shown(file(page, 'Contract in force.pdf'));
});

journey('a confidential file is seen by those it names, and its author sees who opened it', async (guide) => {
  const head = await guide.visit(guide.installation.head);
  const kam = await guide.visit(guide.installation.kam);
  const path = await atFiles(head);
  await head.page.getByRole('checkbox', { name: /^Confidential/ }).check();
  await dropOn(area(head.page), [written('Only for few.pdf', makePdf([['Only for few']]))]);
  await shown(file(head.page, 'Only for few.pdf'));
  await atFiles(kam);
  await shown(file(kam.page, 'Framework agreement.pdf'));
  expect(await file(kam.page, 'Only for few.pdf').count()).toBe(0);
  await file(head.page, 'Only for few.pdf').click();
  await drawer(head.page).getByRole('button', { name: 'Who may read it' }).click();
  await drawer(head.page).getByRole('combobox', { name: 'Who may read it' }).fill('jana');
  await head.page.getByRole('option', { name: 'Jana Rehlinger' }).click();
  await head.page.keyboard.press('Tab');
  await drawer(head.page).getByRole('button', { name: 'Save', exact: true }).last().click();
  await says(drawer(head.page), /The author and Jana Rehlinger/);
  expect(await findings(head.page, undefined, '[role="dialog"]')).toEqual([]);

  // Without loading again.
  await file(kam.page, 'Only for few.pdf').click();
  await drawer(kam.page).getByRole('button', { name: 'Open' }).click();
  await isDrawn(kam.page);
  await open(head.page, path);
  await file(head.page, 'Only for few.pdf').click();
  await says(drawer(head.page).getByRole('list', { name: 'Who opened it' }), /Jana Rehlinger\s*opened\s*Version 1/);
  await open(head.page, path.replace('files', 'timeline'));
  await says(head.page.getByRole('tabpanel'), /A file was added\s*Only for few\.pdf/);
  await head.page.getByRole('tabpanel').getByRole('link', { name: 'Only for few.pdf' }).click();
  await shown(drawer(head.page).getByRole('heading', { name: 'Only for few.pdf' }));
});
