import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkoutDir } from '../../src/kernel/config.ts';
import { journey } from './browser.ts';
import type { Installation } from './server.ts';
import { open, shown } from './steps.ts';

/** A picture of the guide: whose screen it is, where it stands, and what is done before it is taken. */
interface Picture {
  name: string;
  who: Exclude<keyof Installation, 'url'>;
  path: (page: Page) => Promise<string> | string;
  prepare?: (page: Page) => Promise<void>;
}

const firstId = async (page: Page, path: string): Promise<string> => {
  const { rows } = (await (await page.request.get(path)).json()) as { rows: { id: string }[] };
  return rows[0]!.id;
};

const ofKornblum = (tab: string) => async (page: Page) =>
  `/accounts/${await firstId(page, '/api/accounts?q=kornblum+gruppe&limit=1')}${tab && `?tab=${tab}`}`;

const pictures: Picture[] = [
  { name: 'today', who: 'kam', path: () => '/today' },
  { name: 'key-accounts', who: 'head', path: () => '/accounts/key' },
  { name: 'accounts', who: 'head', path: () => '/accounts' },
  {
    name: 'import',
    who: 'head',
    path: async (page) => `/imports/${await firstId(page, '/api/imports?limit=1')}`,
  },
  { name: 'account', who: 'head', path: ofKornblum('') },
  { name: 'structure', who: 'head', path: ofKornblum('structure') },
  { name: 'timeline', who: 'head', path: ofKornblum('timeline') },
  { name: 'dossier', who: 'head', path: ofKornblum('dossier') },
  { name: 'people', who: 'head', path: ofKornblum('people') },
  { name: 'map', who: 'head', path: ofKornblum('map'), prepare: (page) => shown(page.locator('.react-flow__node')) },
  { name: 'files', who: 'head', path: ofKornblum('files') },
  {
    name: 'contact',
    who: 'head',
    path: async (page) => `/contacts/${await firstId(page, '/api/contacts?limit=1')}`,
  },
  { name: 'tasks', who: 'head', path: () => '/tasks?box=team&board=true' },
  { name: 'decisions', who: 'head', path: () => '/decisions' },
  {
    name: 'brief',
    who: 'head',
    path: async (page) => `/substitutions/${await firstId(page, '/api/substitutions?limit=1')}/brief`,
  },
  { name: 'search', who: 'head', path: () => '/search?q=kornblum' },
  { name: 'approvals', who: 'head', path: () => '/approvals?box=running' },
  { name: 'portfolio', who: 'head', path: () => '/portfolio' },
  { name: 'projects', who: 'head', path: () => '/projects?look=timeline' },
  { name: 'trash', who: 'head', path: () => '/trash' },
  { name: 'duplicates', who: 'head', path: () => '/duplicates' },
  { name: 'fields', who: 'owner', path: () => '/settings?tab=fields' },
  { name: 'classes', who: 'owner', path: () => '/settings?tab=secrets' },
  { name: 'notifications', who: 'kam', path: () => '/settings?tab=notifications' },
];

journey('pictures of the guide', async ({ installation, visit }) => {
  for (const language of ['en', 'ru'] as const) {
    const folder = join(checkoutDir(), 'docs/guide/pictures', language);
    mkdirSync(folder, { recursive: true });
    for (const { name, who, path, prepare } of pictures) {
      const { page, context, expects } = await visit(installation[who], {
        viewport: { width: 1280, height: 800 },
        reducedMotion: 'reduce',
        locale: language === 'ru' ? 'ru-RU' : 'en-GB',
      });
      expects.push(/ERR_ABORTED/);
      await page.addInitScript((chosen) => localStorage.setItem('vitalfew.language', chosen), language);
      await open(page, await path(page));
      await prepare?.(page);
      await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
      await context.close();
    }
  }
});
