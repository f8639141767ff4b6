import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, inject, test } from 'vitest';
import { checkoutDir } from '../../src/kernel/config.ts';
import type { Installation, Person } from './server.ts';

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;
afterAll(async () => {
  await browser?.close();
  browser = undefined;
});

/** One answer of the API as the browser got it. */
export interface Answer {
  path: string;
  text: string;
}

/** A browser of its own (cookies, storage) with what went wrong in it. */
export interface Visit {
  url: string;
  context: BrowserContext;
  page: Page;
  /** Console errors, failed requests, exceptions: must be empty at the end, but for what was expected. */
  complaints: string[];
  /** Complaints that are part of the journey. */
  expects: RegExp[];
  /** Bodies of the API's answers, while `listen` is set. */
  answers: Answer[];
}

/** What a journey gets. */
export interface Guide {
  installation: Installation;
  /** A new browser; signed in when somebody is given. */
  visit(person?: Person | null, options?: BrowserContextOptions & { listen?: boolean }): Promise<Visit>;
}

/** A test in the browser: fails on any complaint of the console or network, keeps pictures and the console when it fails. */
export function journey(name: string, work: (guide: Guide) => Promise<void>, wanted: { skip?: boolean } = {}): void {
  test.skipIf(wanted.skip)(name, async () => {
    const visits: Visit[] = [];
    const installation = inject('installation');
    const guide: Guide = {
      installation,
      visit: async (person = null, options = {}) => {
        const made = await begin(installation, person, options);
        visits.push(made);
        return made;
      },
    };
    try {
      await work(guide);
      for (const each of visits) expect(complaintsOf(each), 'complaints of the browser').toEqual([]);
    } catch (error) {
      await keep(name, visits);
      throw error;
    } finally {
      for (const each of visits) await each.context.close();
    }
  });
}

const complaintsOf = (visit: Visit) =>
  visit.complaints.filter((text) => !visit.expects.some((pattern) => pattern.test(text)));

async function begin(
  { url }: Installation,
  person: Person | null,
  { listen = false, ...options }: BrowserContextOptions & { listen?: boolean },
): Promise<Visit> {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ARGUMENTS,
  });
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    acceptDownloads: true,
    ...options,
  });
  context.setDefaultTimeout(40_000);
  if (person) {
    const answer = await context.request.post('/api/session', {
      data: person,
      headers: { origin: url, 'x-vitalfew': '1', 'idempotency-key': crypto.randomUUID() },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }
  const page = await context.newPage();
  const visit: Visit = { url, context, page, complaints: [], expects: [], answers: [] };
  watch(page, visit, listen);
  context.on('page', (other) => watch(other, visit, listen));
  return visit;
}

function watch(page: Page, visit: Visit, listen: boolean): void {
  const complain = (text: string) => visit.complaints.push(`${new URL(page.url(), visit.url).pathname}: ${text}`);
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complain(`exception: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // A navigation or a download takes running requests back.
    if (why !== 'net::ERR_ABORTED') complain(`request: ${request.method()} ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    const path = new URL(response.url()).pathname;
    if (response.status() >= 400) complain(`answer: ${response.status()} ${response.request().method()} ${path}`);
    if (!listen || !path.startsWith('/api/') || path === '/api/events') return;
    response.text().then(
      (text) => visit.answers.push({ path: response.url().slice(visit.url.length), text }),
      () => undefined,
    );
  });
}

async function keep(name: string, visits: readonly Visit[]): Promise<void> {
  const folder = join(checkoutDir(), 'test-results');
  mkdirSync(folder, { recursive: true });
  const stem = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80);
  for (const [index, visit] of visits.entries()) {
    for (const [at, page] of visit.context.pages().entries()) {
      await page
        .screenshot({ path: join(folder, `${stem}-${index}-${at}.png`), fullPage: true })
        .catch(() => undefined);
    }
    writeFileSync(join(folder, `${stem}-${index}.txt`), `${visit.page.url()}\n${visit.complaints.join('\n')}\n`);
  }
}
