import { expect } from 'vitest';
import { type Answer, journey } from './browser.ts';
import { calm, download, gone, mainText, open, says, shown } from './steps.ts';

journey('the head sees the whole company: figures, rules, what losing somebody costs', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts/key');
  await says(
    page.locator('#main'),
    /\d+ key accounts make \d+% of revenue; losing the largest, Kornblum Gruppe, costs/,
  );
  for (const figure of ['Revenue', 'Margin', 'CR-1', 'CR-5', 'HHI', 'Effective number', 'Active client base'])
    await shown(page.getByText(figure, { exact: true }));
  for (const rule of ['10% rule', '80% rule', 'Top fifth']) await shown(page.getByText(rule, { exact: true }));
  await shown(page.getByRole('img', { name: /cumulative share/ }));

  const table = page.getByRole('table', { name: 'Key accounts' });
  await table.getByRole('row').nth(1).getByRole('checkbox').check();
  await table.getByRole('row').nth(2).getByRole('checkbox').check();
  await page.getByRole('button', { name: 'What if they left?' }).click();
  const what = page.getByRole('region', { name: 'What if' });
  await says(what, /Without 2 accounts the company loses €[\d,]+, 2\d\.\d% of the total/);
  await what.getByRole('button', { name: 'End the what-if' }).click();
  await gone(what);

  await page.getByRole('radio', { name: 'Legal entities' }).check();
  await page.waitForURL(/level=entity/);
  await calm(page);
  await shown(table.getByText('Kornblum Märkte GmbH'));
  const file = await download(page, async () => {
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'As CSV' }).click();
  });
  expect(file.name).toMatch(/\.csv$/);
  expect(file.bytes.toString('utf8')).toContain('Kornblum Märkte GmbH');
});

journey('on paper stand the first twenty and every key account, in whatever order', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts/key?sort=name');
  const rows = page.getByRole('table', { name: 'Key accounts' }).locator('tbody tr');
  const isKey = (texts: string[]) => texts.map((text) => /\bKey\b/.test(text));
  // Long lists draw what is seen; for paper all that is there.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const onScreen = isKey(await rows.filter({ visible: true }).allInnerTexts());
  await page.emulateMedia({ media: 'print' });
  const onPaper = isKey(await rows.filter({ visible: true }).allInnerTexts());
  const further = onScreen.slice(20).filter(Boolean).length;
  expect(further).toBeGreaterThan(0);
  expect(onPaper).toHaveLength(20 + further);
  await shown(page.getByText(new RegExp(`${20 + further} of \\d+ accounts\\.`)));
});

journey('the head accepts a proposal and sets a tier by hand', async (guide) => {
  const { page, context, expects } = await guide.visit(guide.installation.head);
  expects.push(/409/);
  await open(page, '/accounts/key');
  const table = page.getByRole('table', { name: 'Key accounts' });
  const row = (name: string) => table.getByRole('row').filter({ hasText: name });
  await row('Grupo Almendral').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Accept the proposals' }).click();
  await shown(page.getByRole('dialog').getByText('Grupo Almendral'));
  await page.getByRole('dialog').getByRole('button', { name: 'Accept 1', exact: true }).click();
  await shown(page.getByText('1 tier is in force.'));
  await says(row('Grupo Almendral'), /as it is/);

  await row('Bergquell Handel').getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Set the tier' }).click();
  const dialog = page.getByRole('dialog');
  await shown(dialog.getByLabel('Tier', { exact: true }));
  // Esc closes, and the focus is where it was.
  await page.keyboard.press('Escape');
  await gone(dialog);
  await page.waitForFunction(() => document.activeElement?.textContent === 'Set the tier');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Tier', { exact: true }).selectOption('Emerging');
  // No reason is chosen beforehand: what is missing is said where it is missing.
  await dialog.getByRole('button', { name: 'Set the tier' }).click();
  await says(dialog, /Choose one\./);
  await page.waitForFunction(() => document.activeElement?.getAttribute('name') === 'reasonCode');
  await dialog.getByLabel('Reason').selectOption('Signal of the market');
  await dialog.getByLabel('In words').fill('Opens forty shops next spring.');
  // Somebody else is quicker: it is shown, and setting it again replaces it.
  const get = async (path: string) => (await context.request.get(`/api${path}`)).json();
  const { id } = (await get('/accounts?q=bergquell+handel&limit=1')).rows[0];
  const { tier } = await get(`/accounts/${id}/standing`);
  const quicker = await context.request.put(`/api/accounts/${id}/tier`, {
    data: { tier: 'standard', reasonCode: 'growth', reason: 'Quicker.', reviewOn: null, current: tier?.id ?? null },
    headers: { 'x-vitalfew': '1' },
  });
  expect(quicker.status()).toBe(200);
  await dialog.getByRole('button', { name: 'Set the tier' }).click();
  await says(dialog, /In force now:\s*Standard\s*Quicker\./);
  await dialog.getByRole('button', { name: 'Set the tier' }).click();
  await gone(dialog);
  await says(row('Bergquell Handel'), /Emerging/);
  await row('Bergquell Handel').getByRole('link', { name: 'Bergquell Handel' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await shown(page.getByText('Opens forty shops next spring.'));
});

journey('a key account manager sees the own accounts and nothing of the company’s total', async (guide) => {
  const boss = await guide.visit(guide.installation.head);
  const all = await (await boss.context.request.get('/api/key-accounts?limit=100')).json();
  const companyTotal: string = all.totals.total.amount;
  const strangers: string[] = all.rows.map((row: { name: string }) => row.name);
  expect(Number(companyTotal)).toBeGreaterThan(10_000_000);

  const { page, answers } = await guide.visit(guide.installation.kam, { listen: true });
  await open(page, '/accounts/key');
  const text = await says(page.locator('#main'), /The \d+ accounts? that you see makes? €[\d,]+ of revenue/);
  expect(text).toContain('only the accounts that you see');
  expect(text).not.toContain('HHI');
  expect(text).toContain('Kornblum Gruppe');
  for (const path of ['/today', '/accounts', '/products', '/accounts/groups', '/imports', '/settings?tab=audit']) {
    await open(page, path);
  }
  await open(page, '/accounts');
  expect(await mainText(page)).not.toContain('Grupo Almendral');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Almendral');
  await shown(page.getByText('Nothing found for “Almendral”'));
  await page.keyboard.press('Escape');
  const own = new Set(namesIn(answers, '/api/accounts'));
  const hidden = strangers.filter((name) => !own.has(name));
  expect(hidden.length).toBeGreaterThan(20);
  for (const { path, text: body } of answers) {
    expect(body.includes(companyTotal), `${path} tells the company’s total`).toBe(false);
    for (const name of hidden) expect(body.includes(name), `${path} names ${name}`).toBe(false);
  }
});

function namesIn(answers: readonly Answer[], path: string): string[] {
  return answers
    .filter((answer) => answer.path.split('?')[0] === path)
    .flatMap((answer) => (JSON.parse(answer.text).rows as { name: string }[]).map((row) => row.name));
}
