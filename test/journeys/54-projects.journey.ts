import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, shown } from './steps.ts';

journey(
  'a project is begun, moved on the board by keyboard, read on the timeline, deleted and brought back',
  async (guide) => {
    const { page } = await guide.visit(guide.installation.kam);
    await open(page, '/projects');
    await shown(page.getByRole('table', { name: 'Projects' }).getByText('Chilled shelf in forty shops'));
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'New project' }).click();
    const form = page.getByRole('dialog', { name: 'New project' });
    await form.getByLabel('Account').fill('Kornblum');
    await page.getByRole('option', { name: /^Kornblum Gruppe/ }).click();
    await form.getByLabel('Name').fill('Tasting weeks');
    await form.getByRole('button', { name: 'Add a milestone' }).click();
    await form.getByRole('textbox', { name: 'Milestone 1' }).fill('First tasting');
    expect(await findings(page)).toEqual([]);
    await form.getByRole('button', { name: 'Begin the project' }).click();
    await gone(form);

    await page.getByRole('radio', { name: 'Board' }).click();
    const card = page.getByRole('list', { name: 'Idea' }).getByRole('link', { name: 'Tasting weeks' });
    await card.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowLeft');
    await card.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Running' }).press('Enter');
    await shown(page.getByRole('list', { name: 'Running' }).getByRole('link', { name: 'Tasting weeks' }));
    expect(await findings(page)).toEqual([]);

    await open(page, '/projects?look=timeline');
    const row = page.getByRole('row', { name: /Chilled shelf in forty shops/ });
    await shown(row);
    expect(await row.textContent()).toContain('Shelf plan agreed, reached');
    expect(await findings(page)).toEqual([]);

    await page.getByRole('link', { name: 'Tasting weeks' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Tasting weeks' }));
    await page.getByLabel('First tasting').click();
    await shown(page.getByText('100%'));
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await shown(page.getByText('It stands in the trash.'));

    await open(page, '/trash');
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bring back: Tasting weeks' }).press('Enter');
    await page.getByRole('button', { name: 'Show it' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Tasting weeks' }));
    await shown(page.getByText('100%'));
  },
);
