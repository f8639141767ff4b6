import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './browser.ts';
import { download, findings, gone, open, says, shown } from './steps.ts';

/** The account page at its map. */
async function mapOf(page: Page, name: string, more = ''): Promise<void> {
  await open(page, `/accounts?q=${encodeURIComponent(name)}&kind=group`);
  await page.getByRole('link', { name, exact: true }).click();
  await page.getByRole('tab', { name: 'Relationships' }).waitFor();
  const { pathname } = new URL(page.url());
  await open(page, `${pathname}?tab=map${more}`);
}
const card = (page: Page, name: string | RegExp) => page.locator('[data-card]').filter({ hasText: name });
/** A card that says something, also where the map is so small that it is not drawn. */
const saying = (page: Page, name: string, what: string) => card(page, name).filter({ hasText: what });
const panel = (page: Page) => page.locator('[data-panel]');

/** Presses Tab until a field or button with this label has the focus. */
async function tabTo(page: Page, label: string | RegExp): Promise<void> {
  const says = () =>
    page.evaluate(() => {
      const on = document.activeElement as HTMLInputElement | null;
      const named = on?.labels?.[0]?.textContent ?? on?.getAttribute('aria-label') ?? on?.textContent ?? '';
      return named.replace('*', '').trim();
    });
  for (let step = 0; step < 80; step++) {
    const text = await says();
    if (typeof label === 'string' ? text === label : label.test(text)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${label}`);
}

/** Puts somebody new below the card that has the focus, with the keyboard alone. */
async function addBelow(page: Page, name: string, title: string): Promise<void> {
  await page.keyboard.press('Insert');
  await panel(page).getByText('Add a person').waitFor();
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'Name');
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await panel(page).getByRole('link', { name }).waitFor();
}

journey('a map is built by keyboard alone, and its table says the same', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await mapOf(page, 'Prairie Larder');
  await says(page.locator('#main'), /Nobody of this account stands on the map yet/);
  await page.getByRole('button', { name: 'Add a person' }).first().focus();
  await page.keyboard.press('Enter');
  await panel(page).getByText('Add a person').waitFor();
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'Name');
  await page.keyboard.type('Ada Boss');
  await page.keyboard.press('Tab');
  await page.keyboard.type('President');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('link', { name: 'Ada Boss' }).waitFor();
  // Back to the card, and on from there: two below her, one below one of them, a placeholder.
  await page.keyboard.press('Escape');
  await page.locator('[data-card]:focus').waitFor();
  await addBelow(page, 'Ben Buyer', 'VP Merchandising');
  await page.keyboard.press('Escape');
  await page.locator('[data-card]:focus').waitFor();
  await addBelow(page, 'Cid Clerk', 'Buyer');
  await page.keyboard.press('Escape');
  await page.locator('[data-card]:focus').waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await says(page.locator('[data-card]:focus'), /Ada Boss/);
  await addBelow(page, 'Dot Dispatch', 'Head of Logistics');
  await page.keyboard.press('Escape');
  await page.locator('[data-card]:focus').waitFor();
  await page.keyboard.press('Insert');
  await panel(page).getByText('Add a person').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await tabTo(page, 'Function that is wanted');
  await page.keyboard.type('Warehouse lead');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('heading', { name: 'Wanted: Warehouse lead' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-card]:focus').waitFor();
  // Up to Dot: how she stands to us, and a conflict with Ben.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await panel(page).getByRole('link', { name: 'Dot Dispatch' }).waitFor();
  await tabTo(page, 'Support');
  await page.keyboard.type('Opp');
  await tabTo(page, 'User');
  await page.keyboard.press('Space');
  await tabTo(page, 'Save');
  await page.keyboard.press('Enter');
  await shown(saying(page, 'Dot Dispatch', 'Opponent'));
  await tabTo(page, 'Line');
  await page.keyboard.type('con');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Ben');
  await tabTo(page, 'Draw the line');
  await page.keyboard.press('Enter');
  await shown(panel(page).getByText('in conflict with Ben Buyer'));
  expect(await card(page, /./).count()).toBe(5);
  expect(await findings(page, undefined, '#main')).toEqual([]);

  await page.getByRole('radio', { name: 'Table' }).check();
  const row = page.getByRole('row', { name: /^Dot Dispatch/ });
  expect(await says(row, /Opponent/)).toMatch(
    /Head of Logistics[\s\S]*Ada Boss[\s\S]*User[\s\S]*in conflict with Ben Buyer/,
  );
  await says(page.getByRole('row', { name: /^Cid Clerk/ }), /Buyer[\s\S]*Ben Buyer/);
  await says(page.getByRole('row', { name: /^Wanted: Warehouse lead/ }), /Dot Dispatch/);
  expect(await findings(page, undefined, '#main')).toEqual([]);
});

journey('two on one map: the other sees it at once, the same card shows both', async (guide) => {
  const { page, expects } = await guide.visit(guide.installation.head);
  expects.push(/409/);
  await mapOf(page, 'Kornblum Gruppe', '&group=false');
  await says(page.locator('#main'), /Coverage \d+%: 13 people/);
  const other = await guide.visit(guide.installation.head);
  await open(other.page, page.url());
  await card(page, 'Kai Ostermann').click();
  await panel(page).getByLabel('Support').selectOption('Supporter');
  await card(other.page, 'Kai Ostermann').click();
  await panel(other.page).getByLabel('Support').selectOption('Opponent');
  await panel(other.page).getByRole('button', { name: 'Save' }).click();
  // The other screen hears of it, and keeps what was chosen there.
  await shown(saying(page, 'Kai Ostermann', 'Opponent'));
  const clash = panel(page).getByRole('region', { name: 'Saved by somebody else in the meantime' });
  await shown(clash.getByText('Opponent'));
  await clash.getByRole('button', { name: 'Keep mine' }).click();
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await shown(saying(other.page, 'Kai Ostermann', 'Supporter'));

  const file = await download(page, () => page.getByRole('button', { name: 'Picture SVG' }).click());
  expect(file.bytes.toString()).toContain('Confidential · exported by Étienne Vaubert');
  expect(file.bytes.toString()).toContain('Mirjam Tesch');
  const png = await download(page, () => page.getByRole('button', { name: 'Picture PNG' }).click());
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  await page.getByRole('button', { name: 'Decide' }).click();
  await page.getByLabel('Stage', { exact: true }).selectOption({ label: 'Interdependent' });
  await page.getByLabel(/^Reason/).fill('Planning data are exchanged, nothing more.');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await shown(page.getByText('Saved.'));
  await says(page.locator('#main'), /Relationship\s+Interdependent/);
});

journey('the map by mouse, the menu of a card, two who move one card or its line at once, on paper', async (guide) => {
  const { page, expects } = await guide.visit(guide.installation.head);
  expects.push(/409/);
  await mapOf(page, 'Kornblum Gruppe', '&group=false');
  const kai = card(page, 'Kai Ostermann');
  await kai.waitFor();
  const drag = async (onto: Page, name: string, dx: number, dy: number) => {
    await card(onto, name).scrollIntoViewIfNeeded();
    await onto.waitForTimeout(500);
    const box = (await card(onto, name).boundingBox())!;
    await onto.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await onto.mouse.down();
    await onto.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 8 });
    await onto.mouse.up();
  };
  const placed = page.waitForResponse((answer) => answer.url().endsWith('/place') && answer.status() === 200);
  await drag(page, 'Kai Ostermann', 60, 40);
  await placed;
  await shown(page.getByRole('button', { name: 'Lay out anew' }));

  // The menu: by the right button, and by the keyboard; it gives the focus back to its card.
  await kai.click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'Acts: Kai Ostermann' });
  await shown(menu.getByRole('menuitem', { name: /Add somebody below/ }));
  mkdirSync('test-results', { recursive: true });
  await page.screenshot({ path: 'test-results/relationships-menu.png' });
  await page.keyboard.press('Escape');
  await gone(menu);
  await says(page.locator('[data-card]:focus'), /Kai Ostermann/);
  await page.keyboard.press('Shift+F10');
  await shown(menu);
  expect(await findings(page, undefined, '#main')).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.locator('select[name="kind"]:focus, [data-part="lines"] :focus').first().waitFor();
  await page.keyboard.press('Escape');

  // Somebody else moves the card while this move is on its way.
  const other = await guide.visit(guide.installation.head);
  await open(other.page, page.url());
  await card(other.page, 'Kai Ostermann').waitFor();
  const meanwhile = async () => {
    const done = other.page.waitForResponse((answer) => answer.url().endsWith('/place') && answer.status() === 200);
    await drag(other.page, 'Kai Ostermann', -50, 30);
    await done;
  };
  await page.route('**/place', async (route) => {
    await meanwhile();
    await route.continue();
  });
  await drag(page, 'Kai Ostermann', 40, -30);
  const clash = page.getByRole('dialog', { name: /Kai Ostermann: changed by somebody else/ });
  await shown(clash.getByRole('region', { name: 'Theirs, saved' }));
  expect(await findings(page)).toEqual([]);
  await page.screenshot({ path: 'test-results/relationships-clash.png' });
  await page.unroute('**/place');
  const kept = page.waitForResponse((answer) => answer.url().endsWith('/place'));
  await clash.getByRole('button', { name: 'Keep mine' }).click();
  expect((await kept).status()).toBe(200);
  await gone(clash);

  // On paper: the whole map as a picture, no buttons.
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByRole('img', { name: 'Relationship map: Kornblum Gruppe' });
  await shown(paper);
  expect(decodeURIComponent((await paper.getAttribute('src'))!)).toContain('Confidential · printed');
  expect(await page.locator('.react-flow').isVisible()).toBe(false);
  await page.screenshot({ path: 'test-results/relationships-print.png', fullPage: true });
  await page.emulateMedia({ media: 'screen' });
});

journey('a map of 60 people is read: zoom, folded departments, search, phone', async (guide) => {
  const { page, context, url } = await guide.visit(guide.installation.head);
  await mapOf(page, 'Lahnfurter Frischemärkte', '&group=false');
  const id = /accounts\/([^?]+)/.exec(page.url())![1]!;
  const post = async (path: string, data: object): Promise<{ id: string }> => {
    const headers = { origin: url, 'x-vitalfew': '1', 'idempotency-key': crypto.randomUUID() };
    const answer = await context.request.post(`/api${path}`, { data, headers });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  const people = `/accounts/${id}/relationship-map/people`;
  const departments = ['Buying', 'Logistics', 'Finance', 'Quality', 'Sales', 'IT'];
  const supports = ['mentor', 'supporter', 'neutral', 'nonSupporter', 'opponent'];
  const top = (await post(people, { id, wanted: 'Managing director', department: 'Board', roles: ['economicBuyer'] }))
    .id;
  for (const [at, department] of departments.entries()) {
    const lead = { id, wanted: `Head of ${department}`, department, reportsTo: top, support: supports[at % 5] };
    const head = (await post(people, lead)).id;
    for (let one = 1; one <= (at < 5 ? 9 : 8); one++) {
      const more = { support: supports[(at + one) % 5], influence: 'medium', roles: ['user'] };
      await post(people, { id, wanted: `${department} officer ${one}`, department, reportsTo: head, ...more });
    }
  }
  await open(page, page.url());
  await says(page.locator('#main'), /60 people/);
  expect(await card(page, /./).count()).toBe(60);
  mkdirSync('test-results', { recursive: true });
  await page.locator('[data-card]').first().waitFor();
  await page.screenshot({ path: 'test-results/relationships-60.png' });
  // Nothing lies on anything else.
  const boxes = await card(page, /./).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
  for (const [at, a] of boxes.entries())
    for (const b of boxes.slice(at + 1))
      expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
  await open(page, `${page.url()}&fold=Buying&fold=Logistics&fold=Finance&fold=Quality&fold=Sales`);
  expect(await card(page, /./).count()).toBe(15);
  await shown(card(page, 'Logistics: 10'));
  await card(page, 'Logistics: 10').click();
  await shown(card(page, 'Logistics officer 3'));
  await page.getByRole('searchbox', { name: 'Name, title, department' }).fill('officer 3');
  await says(page.locator('#main'), /6 of 60/);

  const phone = await guide.visit(guide.installation.head, { viewport: { width: 390, height: 800 } });
  await open(phone.page, `/accounts/${id}?tab=map&group=false`);
  await shown(phone.page.getByText('Wanted: Head of Buying'));
  expect(await phone.page.locator('[data-card]').count()).toBe(0);
  await phone.page.getByRole('radio', { name: 'Map' }).check();
  await shown(phone.page.locator('[data-card]'));
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await gone(phone.page.locator('[aria-busy="true"]'));
});
