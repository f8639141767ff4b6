import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, findings, gone, open, shown } from './steps.ts';

journey(
  'a field is made, filled in on an account, and stands in the list, its filters and the export',
  async (guide) => {
    const admin = await guide.visit(guide.installation.admin);
    const label = `Seal <b>no.</b> ${Date.now() % 10_000}`;
    const key = label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .slice(0, 40);
    await open(admin.page, '/settings?tab=fields');
    expect(await findings(admin.page)).toEqual([]);
    await admin.page.getByRole('button', { name: 'Add a field' }).click();
    const form = admin.page.getByRole('dialog', { name: 'New field' });
    await form.getByLabel('Label in English').first().fill(label);
    await form.getByLabel('Type').selectOption('choice');
    for (const [at, name] of ['Red', 'Blue'].entries()) {
      await form.getByRole('button', { name: 'Add a choice' }).click();
      await form.getByLabel(`Choice ${at + 1} in English`).fill(name);
    }
    expect(await findings(admin.page, undefined, '[role="dialog"]')).toEqual([]);
    await form.getByRole('button', { name: 'Save' }).click();
    await gone(form);
    await shown(admin.page.getByRole('list', { name: 'Accounts' }).getByText(label));

    const { page } = await guide.visit(guide.installation.kam);
    await open(page, '/accounts?q=Kornblum');
    await page.getByRole('table').getByRole('link', { name: 'Kornblum' }).first().click();
    await page.getByRole('button', { name: 'Edit' }).first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(label).selectOption({ label: 'Red' });
    expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
    await drawer.getByRole('button', { name: 'Save' }).click();
    await gone(drawer);
    await shown(page.locator('dl').getByText('Red'));
    await calm(page);
    expect(await findings(page)).toEqual([]);

    await open(page, '/accounts');
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByRole('dialog', { name: 'Filters' }).getByRole('button', { name: label }).click();
    await page.getByRole('checkbox', { name: 'Red' }).check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await shown(page.getByRole('button', { name: 'Filters 1 on' }));
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await shown(page.getByRole('table').getByRole('link', { name: 'Kornblum' }));
    expect(new URL(page.url()).searchParams.get('where')).toBe(`${key}:is:red`);
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: label }).check();
    await page.keyboard.press('Escape');
    await shown(page.getByRole('cell', { name: 'Red' }));
    expect(await findings(page)).toEqual([]);
    const waits = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByText('CSV').click();
    const { readFileSync } = await import('node:fs');
    const text = readFileSync((await (await waits).path())!, 'utf8');
    expect(text).toContain(label);
    expect(text.trim().split('\r\n')).toHaveLength(2);
    expect(text).toMatch(/,Red,[^,]+$/);
  },
);
