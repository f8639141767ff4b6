import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, gone, mainText, open, says, shown, switchTo, textOf } from './steps.ts';

journey('search and commands by Ctrl-K, shortcuts, keyboard help', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/today');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('kornblum gr');
  await shown(page.getByRole('option', { name: /Kornblum Gruppe/ }));
  await page.keyboard.press('Enter');
  await shown(page.getByRole('heading', { level: 1, name: 'Kornblum Gruppe' }));
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('products');
  await page
    .getByRole('option', { name: /^Products ?(g p)?$/ })
    .first()
    .click();
  await page.waitForURL('**/products');
  await calm(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await says(help, /Search and commands/);
  await page.keyboard.press('Escape');
  await gone(help);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await page.waitForURL('**/accounts');
  await calm(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/accounts\/[0-9a-f-]{36}/);
});

journey('what a number means', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts/key');
  await page.getByRole('button', { name: 'HHI: what does it mean?' }).first().click();
  const panel = page.getByRole('dialog', { name: 'What does this number mean?' });
  await says(panel, /squared percentage shares/);
  await panel.getByRole('button', { name: 'All numbers' }).click();
  await panel.getByLabel('Find a number or a word').fill('effective');
  await panel.getByRole('button', { name: /Effective number/ }).click();
  await shown(panel.getByRole('heading', { name: /Effective number/ }));
});

journey('notices say what happened', async (guide) => {
  const { page } = await guide.visit(guide.installation.owner);
  await open(page, '/today');
  await page.getByRole('button', { name: /^Notices/ }).click();
  const box = page.getByRole('dialog', { name: 'Notices' });
  await shown(box);
  await gone(box.getByText('…', { exact: true }));
  const text = await textOf(box);
  expect(text).not.toMatch(/imports\.|segmentation\./);
});

journey('a notice arrives by itself in another browser of the same person', async ({ installation, visit }) => {
  const { page } = await visit(installation.owner);
  const elsewhere = (await visit(installation.owner)).page;
  for (const each of [page, elsewhere]) {
    await open(each, '/today');
    await switchTo(each, 'Halmbrück');
  }
  await open(elsewhere, '/products');
  const bell = elsewhere.getByRole('button', { name: /^Notices/ });
  const before = await bell.getAttribute('aria-label');
  const rows = [
    'Invoice;Date;Customer no;Customer;Product;Quantity;Amount',
    'LIVE-1;2026-01-05;LIVE-1;Live notice;Thing;1;10.00',
  ];
  await open(page, '/imports');
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'live.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) });
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}$/);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('button', { name: /Bring .* in/ }).click();
  await shown(page.getByRole('link', { name: 'See the key accounts' }));
  await expect.poll(() => bell.getAttribute('aria-label'), { timeout: 20_000 }).not.toBe(before);
  await bell.click();
  await says(elsewhere.getByRole('dialog', { name: 'Notices' }), /live\.csv/);
});

/** English words that would be left over; names of companies, products and formats are no words. */
const ENGLISH = /\b(the|and|of|accounts?|revenue|share|period|document|invoice|settings|import|loading|save|cancel)\b/i;

/** What a colleague wrote stays in the language in which it was written. */
const DECISION = 'Every key account gets a review';

journey('theme and language: dark, Russian, and back', async (guide) => {
  const { page } = await guide.visit(guide.installation.accountManager);
  await open(page, '/today');
  const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
  await page.getByRole('button', { name: /theme, language, sign out/ }).click();
  await page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(scheme).toBe('dark');
  await page.getByRole('radio', { name: 'System' }).click();
  await expect.poll(scheme).toBe('light');
  await page.getByRole('radio', { name: 'Русский' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Сегодня' }));
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
  await page.keyboard.press('Escape');
  for (const [path, title] of [
    ['/today', 'Сегодня'],
    ['/accounts/key', 'Ключевые клиенты'],
    ['/accounts', 'Клиенты'],
    ['/products', 'Товары'],
    ['/settings', 'Настройки'],
    ['/settings?tab=rules', 'Настройки'],
  ] as const) {
    await open(page, path);
    await shown(page.getByRole('heading', { level: 1, name: title }));
    const left = (await mainText(page)).split('\n').filter((line) => ENGLISH.test(line) && !line.startsWith(DECISION));
    expect(
      left.filter((line) => !/[а-яё]/i.test(line) && line.length < 60),
      `English on ${path}`,
    ).toEqual([]);
  }
  await open(page, '/accounts/new');
  await page.getByRole('button', { name: 'Создать клиента' }).click();
  await shown(page.getByText('Заполните это поле.'));
  await open(page, '/accounts/key');
  expect(await mainText(page)).toMatch(/\d\s\d{3}\s€/);
  expect(await mainText(page)).toMatch(/\d,\d\s%/);
  await page.getByRole('button', { name: /тема|язык/i }).click();
  await page.getByRole('radio', { name: 'English' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Key accounts' }));
});

const UNKNOWN = '01900000-0000-7000-8000-000000000000';

journey('a page that is refused is called by its name, however early it stands', async ({ installation, visit }) => {
  const refused = {
    kam: [
      [`/imports/${UNKNOWN}`, 'Import'],
      ['/imports', 'Imports'],
      ['/accounts/groups', 'Who belongs together'],
      [`/accounts/${UNKNOWN}`, 'Account'],
      [`/documents/${UNKNOWN}`, 'Document'],
    ],
    admin: [
      [`/accounts/${UNKNOWN}`, 'Account'],
      ['/accounts', 'Accounts'],
      ['/accounts/key', 'Key accounts'],
      ['/accounts/new', 'New account'],
      ['/products', 'Products'],
      [`/documents/${UNKNOWN}`, 'Document'],
      ['/ledger/loose', 'Loose facts'],
    ],
  } as const;
  for (const [role, pages] of Object.entries(refused) as [keyof typeof refused, (typeof refused)['kam']][]) {
    const { page, expects } = await visit(installation[role]);
    expects.push(/40[34]/);
    const heading = page.locator('h1').first();
    for (const [path, title] of pages) {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      await heading.waitFor();
      expect([path, await textOf(heading), await page.title()]).toEqual([path, title, `${title} · Vitalfew`]);
    }
  }
});
