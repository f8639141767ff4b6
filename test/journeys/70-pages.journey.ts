import type { APIRequestContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, findings, gone, open, shown } from './steps.ts';

/** Every page of the application, as the owner of the sample company sees it. */
async function pagesOf(request: APIRequestContext): Promise<string[]> {
  const { organisations } = await (await request.get('/api/session')).json();
  const { id } = organisations.find((one: { name: string }) => one.name !== 'My company');
  await request.put('/api/session/organisation', { data: { organisationId: id }, headers: { 'x-vitalfew': '1' } });
  const rows = async (path: string) => ((await (await request.get(path)).json()) as { rows: { id: string }[] }).rows;
  const account = (await rows('/api/accounts?limit=1&sort=revenue&direction=desc'))[0]!.id;
  const document = (await rows(`/api/accounts/${account}/documents?limit=1&group=true`))[0]!.id;
  const files = (await rows('/api/imports?limit=1'))[0]!.id;
  const contact = (await rows('/api/contacts?limit=1'))[0]!.id;
  const task = (await rows(`/api/tasks?box=account&limit=1&accountId=${account}`))[0]!.id;
  const cover = (await rows('/api/substitutions?limit=1'))[0]!.id;
  const project = (await rows('/api/projects?limit=1'))[0]!.id;
  const approval = (await rows('/api/approvals?box=running&limit=1'))[0]!.id;
  const tabs = [
    'timeline',
    'dossier',
    'people',
    'map',
    'files',
    'products',
    'documents',
    'balance',
    'structure',
    'history',
    'projects',
  ];
  const settings = [
    'rules',
    'dossiers',
    'approvals',
    'fields',
    'secrets',
    'notifications',
    'currencies',
    'people',
    'profile',
    'audit',
    'newOrganisation',
  ];
  return [
    '/today',
    '/tasks',
    '/tasks?box=team&board=true',
    '/search',
    '/search?q=kornblum',
    '/search?q=account%3Akornblum+type%3Atask',
    '/decisions',
    '/approvals?box=running',
    `/approvals/${approval}`,
    `/tasks/${task}`,
    '/substitutions',
    `/substitutions/${cover}/brief`,
    `/substitutions/${cover}/digest`,
    '/projects',
    '/projects?look=board',
    '/projects?look=timeline',
    `/projects/${project}`,
    '/portfolio',
    '/portfolio?view=moves',
    '/trash',
    '/secrets',
    '/secrets?tab=exports',
    '/duplicates',
    '/duplicates?tab=merged',
    '/accounts/key',
    '/accounts',
    `/accounts/${account}`,
    ...tabs.map((tab) => `/accounts/${account}?tab=${tab}`),
    `/documents/${document}`,
    '/accounts/groups',
    '/accounts/new',
    '/contacts',
    `/contacts/${contact}`,
    '/contacts/new',
    '/contacts/import',
    '/products',
    '/imports',
    `/imports/${files}`,
    '/ledger/loose',
    '/settings',
    ...settings.map((tab) => `/settings?tab=${tab}`),
    '/settings/relationships',
    '/nowhere',
  ];
}

/** Findings of axe, light and dark, on what stands there; the theme is turned where it is, without loading again. */
async function judged(page: Page, where: string, within?: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForFunction(
      (wanted) => document.documentElement.dataset.mantineColorScheme === wanted,
      colorScheme,
      { polling: 50 },
    );
    // Only colours differ between the themes.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    found.push(...(await findings(page, rules, within)).map((text) => `${where} ${colorScheme}: ${text}`));
  }
  return found;
}

async function inBothThemes(page: Page, path: string): Promise<string[]> {
  await open(page, path);
  return judged(page, path);
}

/** How many pixels a page is wider than the screen. */
const tooWide = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** On the page that stands there: what is too wide on a phone, once the window is as narrow. */
async function widthOnPhone(page: Page, path: string): Promise<string[]> {
  await page.setViewportSize(PHONE);
  await calm(page);
  const over = await tooWide(page);
  await page.setViewportSize(WIDE);
  return over > 0 ? [`${path} en: ${over} px too wide`] : [];
}

/** Judges every other page, from the first or the second on: one journey with all of them would take too long. */
const judgesHalf = (half: 0 | 1) =>
  journey(
    `every page passes axe, light and dark, and does not scroll sideways when it is narrow: ${half === 0 ? 'odd' : 'even'} ones`,
    async ({ installation, visit }) => {
      // Two browsers share the pages: while one waits for the server, the other is judged.
      const visits = [
        await visit(installation.owner, { reducedMotion: 'reduce' }),
        await visit(installation.owner, { reducedMotion: 'reduce' }),
      ];
      const [paths] = await Promise.all(visits.map(({ context }) => pagesOf(context.request)));
      const found: string[] = [];
      const queue = paths!.filter((_path, index) => index % 2 === half);
      await Promise.all(
        visits.map(async ({ page }) => {
          for (let path = queue.shift(); path !== undefined; path = queue.shift())
            found.push(...(await inBothThemes(page, path)), ...(await widthOnPhone(page, path)));
        }),
      );
      expect(found).toEqual([]);
    },
  );
judgesHalf(0);
judgesHalf(1);

const BOX = '[role="dialog"], [popover]:popover-open';

async function openVersions(page: Page): Promise<void> {
  const answer = await (await page.request.get('/api/accounts?q=kornblum+gruppe&limit=1')).json();
  await open(page, `/accounts/${answer.rows[0].id}?tab=timeline`);
  await page.getByRole('button', { name: 'What to do with the note' }).first().click();
  await page.getByRole('menuitem', { name: 'Versions' }).click();
}

async function openFile(page: Page): Promise<void> {
  const answer = await (await page.request.get('/api/accounts?q=kornblum+gruppe&limit=1')).json();
  await open(page, `/accounts/${answer.rows[0].id}?tab=files`);
  await page.getByRole('button', { name: 'Framework agreement.pdf' }).click();
  await shown(page.getByText('Page 1 of 2'));
}

/** Opens a dialog, drawer or menu of a page. */
const dialogs: [path: string, name: string, open: (page: Page) => Promise<void>][] = [
  ['/accounts', 'assign', (page) => page.getByRole('button', { name: 'Assign manager' }).first().click()],
  [
    '/accounts',
    'save a view',
    async (page) => {
      await page.getByRole('button', { name: /^View:/ }).click();
      await page.getByRole('menuitem', { name: 'Save as a view' }).click();
    },
  ],
  ['/accounts', 'filter', (page) => page.getByRole('button', { name: 'Country' }).first().click()],
  ['/accounts', 'columns', (page) => page.getByRole('button', { name: 'Columns' }).click()],
  ['/accounts', 'versions of a note', openVersions],
  ['/accounts', 'file', openFile],
  ['/accounts/key', 'accept', (page) => page.getByRole('button', { name: 'Accept proposals' }).click()],
  ['/accounts/key', 'currency', (page) => page.getByRole('button', { name: /^Currency: EUR/ }).click()],
  ['/accounts/key', 'period', (page) => page.getByRole('button', { name: /Last 12 full months/ }).click()],
  ['/accounts/groups', 'group', (page) => page.getByRole('button', { name: 'Make a group' }).click()],
  ['/settings?tab=currencies', 'rate', (page) => page.getByRole('button', { name: 'Add a rate' }).first().click()],
  ['/settings?tab=people', 'invite', (page) => page.getByRole('button', { name: 'Invite' }).first().click()],
  ['/tasks?box=team', 'new task', (page) => page.getByRole('button', { name: 'New task' }).first().click()],
  ['/approvals', 'exception', (page) => page.getByRole('button', { name: 'Ask for an exception' }).click()],
  ['/today', 'palette', (page) => page.keyboard.press('Control+k')],
  ['/today', 'keyboard', (page) => page.keyboard.press('?')],
  [
    '/today',
    'help',
    (page) => page.getByRole('banner').getByRole('button', { name: 'What does this number mean?' }).click(),
  ],
  ['/today', 'notices', (page) => page.getByRole('button', { name: /^Notices/ }).click()],
  ['/today', 'person', (page) => page.getByRole('button', { name: /theme, language, sign out/ }).click()],
];

journey('dialogs, drawers and menus pass axe too, light and dark', async ({ installation, visit }) => {
  const visits = [
    await visit(installation.owner, { reducedMotion: 'reduce' }),
    await visit(installation.owner, { reducedMotion: 'reduce' }),
  ];
  await Promise.all(visits.map(({ context }) => pagesOf(context.request)));
  const found: string[] = [];
  const paths = [...new Set(dialogs.map(([path]) => path))];
  await Promise.all(
    visits.map(async ({ page }) => {
      for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
        await open(page, path);
        for (const [, name, show] of dialogs.filter(([at]) => at === path)) {
          await show(page);
          const box = page.locator(BOX).last();
          await shown(box);
          found.push(...(await judged(page, `${path} ${name}`, BOX)));
          await page.keyboard.press('Escape');
          await gone(box);
        }
      }
    }),
  );
  expect(found).toEqual([]);
});

journey('pages without a session pass axe, light and dark', async ({ visit }) => {
  const { page, expects } = await visit(null, { reducedMotion: 'reduce' });
  expects.push(/40[14]/);
  const found: string[] = [];
  for (const path of ['/sign-in', '/forgot-password', '/links/none']) found.push(...(await inBothThemes(page, path)));
  expect(found).toEqual([]);
});

/** Pages that say the most, for the longer words of another language. */
const MAIN =
  /^\/(today|decisions|portfolio|projects|trash|secrets|approvals(\/[0-9a-f-]{36})?|search(\?q=\w+)?|tasks(\/[0-9a-f-]{36})?|accounts(\/key)?|imports|settings|products|ledger\/loose|accounts\/[0-9a-f-]{36}(\?tab=\w+)?)$/;

journey('on a phone no page scrolls sideways in Russian, and the menu is a drawer', async (guide) => {
  const { page, context } = await guide.visit(guide.installation.owner, {
    viewport: PHONE,
    isMobile: true,
    hasTouch: true,
  });
  const wide: string[] = [];
  await page.addInitScript(() => localStorage.setItem('vitalfew.language', 'ru'));
  for (const path of (await pagesOf(context.request)).filter((one) => MAIN.test(one))) {
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
    const over = await tooWide(page);
    if (over > 0) wide.push(`${path} ru: ${over} px too wide`);
  }
  expect(wide).toEqual([]);
  await page.addInitScript(() => localStorage.setItem('vitalfew.language', 'en'));
  await open(page, '/settings?tab=audit');
  const tab = await page.getByRole('tab', { name: 'Audit' }).boundingBox();
  expect(tab!.x >= 0 && tab!.x + tab!.width <= 390, 'the chosen tab stands within the screen').toBe(true);
  await open(page, '/today');
  await page.getByRole('button', { name: 'Open the menu' }).click();
  const menu = page.getByRole('dialog', { name: 'Main' });
  await menu.getByRole('link', { name: 'Key accounts' }).click();
  await page.waitForURL('**/accounts/key');
  await gone(menu);
  await shown(page.getByRole('heading', { level: 1, name: 'Key accounts' }));
});
