import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey, type Visit } from './browser.ts';
import { calm, findings, gone, mainText, open, says, shown, switchTo } from './steps.ts';

const BOARD = 'Board only';
const ladder = (page: Page) => page.getByRole('list', { name: 'Classes' });

async function kornblum(visit: Visit): Promise<string> {
  const answer = await visit.context.request.get('/api/accounts?q=kornblum+gruppe&limit=1');
  return `/accounts/${(await answer.json()).rows[0].id}`;
}

/** Takes the class of this journey away, whatever stands from a try before. */
async function dropBoard(visit: Visit): Promise<void> {
  const headers = { origin: visit.url, 'x-vitalfew': '1' };
  const send = (path: string, data: unknown) => visit.context.request.put(path, { headers, data });
  const read = async (path: string) => (await visit.context.request.get(path)).json();
  const { classes, logsDays } = await read('/api/secrets/classes');
  const board = classes.find(({ name }: { name: string }) => name === BOARD);
  if (board === undefined) return;
  for (const { id } of (await read(`/api/accounts?secrecy=${board.id}&limit=100`)).rows) {
    const { version } = await read(`/api/accounts/${id}/class`);
    await send(`/api/accounts/${id}/class`, { class: null, version });
  }
  const { version } = await read('/api/secrets/classes');
  const rest = classes.filter((one: { id: string }) => one.id !== board.id);
  expect((await send('/api/secrets/classes', { classes: rest, logsDays, version })).status()).toBe(200);
}

journey('a company without classes is offered a ladder, and saves nothing by itself', async (guide) => {
  const { page, context } = await guide.visit(guide.installation.owner);
  await open(page, '/today');
  await switchTo(page, 'My company');
  await open(page, '/settings?tab=secrets');
  await shown(page.getByText('No account is confidential yet'));
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Propose three classes' }).click();
  await shown(page.getByText('Not saved yet'));
  expect(await ladder(page).getByRole('listitem').count()).toBe(3);
  expect(await ladder(page).getByLabel('Name').first().inputValue()).toBe('Internal');
  await calm(page);
  expect(await findings(page)).toEqual([]);
  expect((await (await context.request.get('/api/secrets/classes')).json()).classes).toEqual([]);
});

journey(
  'what only directors may know is closed to the head, open to its manager, and its reading is kept',
  async (guide) => {
    const owner = await guide.visit(guide.installation.owner);
    const head = await guide.visit(guide.installation.head);
    const kam = await guide.visit(guide.installation.kam);
    await open(owner.page, '/today');
    await switchTo(owner.page, 'Halmbrück Foods & Home');
    await dropBoard(owner);
    const { page } = owner;
    const path = await kornblum(owner);

    // By keyboard only: a class more, its name, one step down and up again, saved.
    await open(page, '/settings?tab=secrets');
    await page.getByRole('button', { name: 'Add a class' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type(BOARD);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await says(page.locator('#tab-panel [role="status"]').last(), /Board only is now class 2 of 3/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await says(page.locator('#tab-panel [role="status"]').last(), /Board only is now class 3 of 3/);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      `Make ${BOARD} less secret`,
    );
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await shown(page.getByText('The classes are saved'));
    await gone(page.getByText('Not saved yet'));
    await calm(page);
    expect(await findings(page)).toEqual([]);

    // The head finds the account, until it has the class.
    await open(head.page, path);
    await shown(head.page.getByRole('heading', { level: 1, name: 'Kornblum Gruppe' }));
    await open(page, path);
    await page.getByRole('button', { name: 'Set a class' }).click();
    const dialog = page.getByRole('dialog', { name: 'Class of confidentiality' });
    await dialog.getByLabel('Class').selectOption({ label: BOARD });
    await shown(dialog.getByText('Cleared for this class: Director'));
    expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await gone(dialog);
    await shown(page.getByText(`Class: ${BOARD}`));
    await calm(page);
    expect(await findings(page)).toEqual([]);

    // Neither by its link, nor in the list, nor by the search.
    head.expects.push(/404/);
    await head.page.goto(path);
    await shown(head.page.getByText('It does not exist, or it is not open to you.'));
    expect(await mainText(head.page)).not.toContain('Kornblum');
    await open(head.page, '/accounts?q=kornblum');
    expect(await mainText(head.page)).not.toContain('Kornblum Gruppe');
    await open(head.page, '/search?q=kornblum+gruppe');
    expect(await mainText(head.page)).not.toContain('Kornblum Gruppe');

    // Its manager does, and is told why.
    await open(kam.page, path);
    await shown(kam.page.getByText(`Class: ${BOARD}`));
    await kam.page.getByRole('button', { name: 'Why do I see this?' }).click();
    await says(kam.page.getByRole('dialog', { name: 'Why you see this account' }), /On the team of Kornblum Gruppe/);
    expect(await findings(kam.page)).toEqual([]);

    // A part of the dossier for those who are cleared: its manager is not, and learns of none.
    await open(page, `${path}?tab=dossier`);
    await page.getByRole('button', { name: 'Write for a class only: Strategy and development plans' }).click();
    await page.getByRole('menuitem', { name: `Write for “${BOARD}” only` }).click();
    const part = page.getByRole('region', { name: `For “${BOARD}” only` });
    await part.getByLabel('Text').fill('For sale in spring.');
    await part.getByRole('button', { name: 'Save' }).click();
    await shown(part.getByText('For sale in spring.'));
    expect(await findings(page)).toEqual([]);
    await open(kam.page, `${path}?tab=dossier`);
    await shown(kam.page.getByRole('heading', { name: 'Strategy and development plans' }));
    expect(await mainText(kam.page)).not.toContain('For sale');
    await part.getByRole('button', { name: 'Write' }).click();
    await part.getByLabel('Text').fill('');
    await part.getByRole('button', { name: 'Save' }).click();
    await gone(part);

    // The reading is in the log, the account in the list of its class.
    await open(page, '/secrets');
    await page.getByRole('button', { name: 'Who', exact: true }).click();
    await page.getByRole('radio', { name: 'Jana Rehlinger' }).click();
    await page.keyboard.press('Escape');
    await shown(page.getByRole('row', { name: new RegExp(`Jana Rehlinger.*Kornblum Gruppe.*${BOARD}`) }));
    expect(new URL(page.url()).searchParams.get('person')).not.toBeNull();
    expect(await findings(page)).toEqual([]);

    // A class that accounts have stays; the refusal leads to them.
    await open(page, '/settings?tab=secrets');
    await page.getByRole('button', { name: `Remove ${BOARD}` }).click();
    owner.expects.push(/409/);
    await page.getByRole('button', { name: 'Save' }).click();
    await shown(page.getByText(`Something still is in the class “${BOARD}”.`));
    await page.getByRole('link', { name: 'Show these accounts' }).click();
    await page.waitForURL(/\/accounts\?secrecy=/);
    await shown(page.getByRole('table').getByRole('link', { name: 'Kornblum Gruppe' }));
    await calm(page);
    expect(await findings(page)).toEqual([]);

    // Taken back, the head finds it again.
    await open(page, path);
    await page.getByRole('button', { name: 'Change the class' }).click();
    await dialog.getByLabel('Class').selectOption({ label: 'No class' });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await gone(dialog);
    await open(head.page, path);
    await shown(head.page.getByRole('heading', { level: 1, name: 'Kornblum Gruppe' }));
    await dropBoard(owner);
  },
);
