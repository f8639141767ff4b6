import type { APIRequestContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, shown } from './steps.ts';

/** Every page of the application, as the owner of the sample company sees it. */
async function pagesOf(request: APIRequestContext): Promise<string[]> {
  const { organisations } = await (await request.get('/api/session')).json();
  const { id } = organisations.find((one: { name: string }) => one.name !== 'My company');
  await request.put('/api/session/organisation', { data: { organisationId: id }, headers: { 'x-vitalfew': '1' } });
  const rows = async (path: string) => ((await (await request.get(path)).json()) as { rows: { id: string }[] }).rows;
  const account = (await rows('/api/accounts?limit=1&sort=revenue&direction=desc'))[0]!.id;
  const document = (await rows(`/api/accounts/${account}/documents?limit=1&group=true`))[0]!.id;
  const files = (await rows('/api/imports?limit=1'))[0]!.id;
  const tabs = ['products', 'documents', 'balance', 'structure', 'history'];
  const settings = ['rules', 'currencies', 'people', 'profile', 'audit', 'newOrganisation'];
  return [
    '/today',
    '/accounts/key',
    '/accounts',
    `/accounts/${account}`,
    ...tabs.map((tab) => `/accounts/${account}?tab=${tab}`),
    `/documents/${document}`,
    '/accounts/groups',
    '/accounts/new',
    '/products',
    '/imports',
    `/imports/${files}`,
    '/ledger/loose',
    '/settings',
    ...settings.map((tab) => `/settings?tab=${tab}`),
    '/nowhere',
  ];
}

/** Findings of axe on one page, light and dark, each with the page. */
async function inBothThemes(page: Page, path: string): Promise<string[]> {
  await open(page, path);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction((wanted) => document.documentElement.dataset.mantineColorScheme === wanted, colorScheme);
    // Only colours differ between the themes.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    found.push(...(await findings(page, rules)).map((text) => `${path} ${colorScheme}: ${text}`));
  }
  return found;
}

journey('every page passes axe, light and dark', async ({ installation, visit }) => {
  const { page, context } = await visit(installation.owner, { reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const path of await pagesOf(context.request)) found.push(...(await inBothThemes(page, path)));
  expect(found).toEqual([]);
});

journey('pages without a session pass axe, light and dark', async ({ visit }) => {
  const { page, expects } = await visit(null, { reducedMotion: 'reduce' });
  expects.push(/40[14]/);
  const found: string[] = [];
  for (const path of ['/sign-in', '/forgot-password', '/links/none']) found.push(...(await inBothThemes(page, path)));
  expect(found).toEqual([]);
});

journey('on a phone no page scrolls sideways, and the menu is a drawer', async ({ installation, visit }) => {
  const { page, context } = await visit(installation.owner, {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  const wide: string[] = [];
  for (const path of await pagesOf(context.request)) {
    await open(page, path);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wide.push(`${path}: ${over} px too wide`);
  }
  expect(wide).toEqual([]);
  await open(page, '/today');
  await page.getByRole('button', { name: 'Open the menu' }).click();
  const menu = page.getByRole('dialog', { name: 'Main' });
  await menu.getByRole('link', { name: 'Key accounts' }).click();
  await page.waitForURL('**/accounts/key');
  await gone(menu);
  await shown(page.getByRole('heading', { level: 1, name: 'Key accounts' }));
});
