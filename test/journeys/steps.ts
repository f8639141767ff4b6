import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import axe from 'axe-core';
import type { Download, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Waits until a page has its title and nothing on it is still loading. */
export async function calm(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, [data-loading="true"]') === null,
    null,
    { polling: 100 },
  );
}

/** Opens a page of the application by its address. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  await calm(page);
}

/** Waits until something is shown. */
export const shown = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'visible' });

/** Waits until nothing of it is shown any more. */
export const gone = (locator: Locator): Promise<void> => locator.first().waitFor({ state: 'hidden' });

/** What is read on the screen: hidden parts left out, blocks apart. */
export const textOf = (locator: Locator): Promise<string> =>
  // biome-ignore lint/performance/useDomNodeTextContent: what a person reads depends on what is shown
  locator.first().innerText();

/** Waits until an element says something that fits, and returns what it says. */
export async function says(locator: Locator, pattern: RegExp): Promise<string> {
  let text = '';
  for (const until = performance.now() + 20_000; !pattern.test(text) && performance.now() < until; ) {
    text = await textOf(locator);
  }
  expect(text.slice(0, 2000)).toMatch(pattern);
  return text;
}

/** The text of the page's main part. */
export const mainText = (page: Page): Promise<string> => textOf(page.locator('#main'));

/** Drops files on something, as a person drags them from a folder: the browser's own events with a DataTransfer. */
export async function dropOn(target: Locator, paths: readonly string[]): Promise<void> {
  await target.first().waitFor();
  const files = paths.map((path) => ({ name: basename(path), base64: readFileSync(path).toString('base64') }));
  const transfer = await target.page().evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      made.items.add(new File([bytes], name));
    }
    return made;
  }, files);
  for (const event of ['dragenter', 'dragover', 'drop'])
    await target.first().dispatchEvent(event, { dataTransfer: transfer });
}

/** Presses something and gives back the file that comes down: its name and text. */
export async function download(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), bytes: await bytesOf(file) };
}

async function bytesOf(file: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Serious and critical findings of axe (of all rules, or of those named), one line per rule, with where the first stands; on the page, or
 * within what a selector finds. Of long tables the first rows.
 */
export async function findings(page: Page, rules?: string[], within = 'html'): Promise<string[]> {
  // What moves is judged where it comes to rest: a browser that is not in front draws no frames, and would never get there. A colour that is inherited moves on, one element after the other.
  await page.evaluate(() => {
    for (let turn = 0; turn < 100; turn++) {
      const moving = document.getAnimations();
      if (moving.length === 0) return;
      for (const one of moving) {
        if (one.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) one.cancel();
        else one.finish();
      }
    }
    throw new Error('Something on this page never comes to rest.');
  });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async ([only, include]) => {
      const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run(
        { include, exclude: 'tbody tr:nth-child(n + 5)' },
        {
          resultTypes: ['violations'],
          preload: false,
          ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
        },
      );
      return found.map(({ id, impact, nodes }) => ({ id, impact, count: nodes.length, first: nodes[0] }));
    },
    [rules, within] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, count, first }) => `${id} (${count}): ${first?.html.slice(0, 160)} ${first?.any[0]?.message ?? ''}`);
}

/** Signs in on the page, as a person does. */
export async function signInByHand(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('banner').waitFor();
}

/** Switches to another organisation by the menu at the top left. */
export async function switchTo(page: Page, organisation: string): Promise<void> {
  const aside = page.getByRole('complementary');
  const menu = aside.getByRole('button').first();
  if ((await textOf(menu)).includes(organisation)) return;
  await menu.click();
  await page.getByRole('menuitem', { name: organisation }).click();
  await shown(aside.getByRole('button', { name: organisation }));
  await calm(page);
}
