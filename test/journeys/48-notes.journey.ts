import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type Guide, journey, type Visit } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

/** The page of an account that the head and its manager both see, at its timeline. */
async function atTimeline(visit: Visit): Promise<string> {
  const answer = await visit.context.request.get('/api/accounts?q=kornblum+gruppe&limit=1');
  const path = `/accounts/${(await answer.json()).rows[0].id}?tab=timeline`;
  await open(visit.page, path);
  return path;
}

const editor = (page: Page, name = 'New note') => page.getByRole('textbox', { name });
const note = (page: Page, words: string) => page.getByRole('tabpanel').getByRole('article').filter({ hasText: words });
const both = async (guide: Guide) => [
  await guide.visit(guide.installation.head),
  await guide.visit(guide.installation.kam),
];

journey('a note is written by keyboard with a mention, and the colleague is told', async (guide) => {
  const [one, other] = await both(guide);
  const { page } = one!;
  await atTimeline(one!);
  await atTimeline(other!);
  await page.keyboard.press('n');
  await shown(editor(page));
  expect(await findings(page)).toEqual([]);
  await page.keyboard.type('Samples for spring: ask @jana');
  await shown(page.getByRole('option', { name: 'Jana Rehlinger' }));
  await page.keyboard.press('Enter');
  await page.keyboard.type('@brigit');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+b');
  await page.keyboard.type(' bold');
  await page.keyboard.press('Control+Enter');
  await gone(editor(page));
  await shown(note(page, 'Samples for spring: ask @Jana Rehlinger').locator('strong', { hasText: 'bold' }));
  // Without loading again, and with a notice that leads to it.
  await shown(note(other!.page, 'Samples for spring: ask @Jana Rehlinger'));
  await other!.page.getByRole('button', { name: /^Notices/ }).click();
  await other!.page.getByRole('link', { name: /You are mentioned in a note on Kornblum Gruppe/ }).click();
  await other!.page.waitForURL(/entry=/);
  await shown(other!.page.locator('[data-linked]').filter({ hasText: 'Samples for spring' }));
});

journey('who cannot see the account is named before it is saved; a draft outlives the page', async (guide) => {
  const visit = await guide.visit(guide.installation.head);
  const { page } = visit;
  const path = await atTimeline(visit);
  await page.keyboard.press('n');
  await editor(page).pressSequentially('A begun thought, @Annegret');
  const offered = page.getByRole('option', { name: /Annegret Kühn/ });
  await says(offered, /cannot see this account/);
  await page.keyboard.press('Enter');
  await shown(page.getByText('Annegret Kühn cannot see this account'));
  await page.close();
  const again = await visit.context.newPage();
  await open(again, path);
  await again.getByRole('button', { name: /Go on with the note that you began/ }).click();
  await says(editor(again), /A begun thought, @Annegret Kühn/);
  await again.getByRole('button', { name: 'Discard' }).click();
  await shown(again.getByRole('button', { name: /Write a note/ }));
});

journey('two people change one note: the later one sees both, and a version comes back', async (guide) => {
  const [one, other] = await both(guide);
  one!.expects.push(/409/);
  await atTimeline(one!);
  await one!.page.keyboard.press('n');
  await editor(one!.page).pressSequentially('First wording');
  await one!.page.keyboard.press('Control+Enter');
  await shown(note(one!.page, 'First wording'));
  await atTimeline(other!);
  for (const { page } of [one!, other!]) {
    await note(page, 'First wording').getByRole('button', { name: 'Edit' }).click();
    await shown(editor(page, 'Change the note'));
  }
  await editor(other!.page, 'Change the note').pressSequentially(' of theirs');
  await other!.page.keyboard.press('Control+Enter');
  await shown(note(other!.page, 'First wording of theirs'));
  await editor(one!.page, 'Change the note').pressSequentially(' of mine');
  await one!.page.keyboard.press('Control+Enter');
  const clash = one!.page.getByRole('region', { name: 'Saved by somebody else in the meantime' });
  await says(clash, /Jana Rehlinger saved this note.*First wording of theirs/s);
  expect(await findings(one!.page)).toEqual([]);
  await says(editor(one!.page, 'Change the note'), /First wording of mine/);
  await clash.getByRole('button', { name: 'Put both together' }).click();
  await one!.page.getByRole('button', { name: 'Save' }).click();
  await says(note(one!.page, 'of theirs'), /First wording of theirs\s+First wording of mine/);

  await note(one!.page, 'of theirs').getByRole('button', { name: 'What to do with the note' }).click();
  await one!.page.getByRole('menuitem', { name: 'Versions' }).click();
  const versions = one!.page.getByRole('dialog', { name: 'Versions' }).getByRole('listitem');
  await shown(versions.nth(2));
  await versions.nth(2).getByRole('button', { name: 'Bring back' }).click();
  await shown(one!.page.getByText('The note says again what it said then.'));
  await gone(note(one!.page, 'of theirs'));
  await note(one!.page, 'First wording').getByRole('button', { name: 'What to do with the note' }).click();
  await one!.page.getByRole('menuitem', { name: 'Remove' }).click();
  await gone(note(one!.page, 'First wording'));
  await one!.page.getByRole('button', { name: 'Undo' }).click();
  await shown(note(one!.page, 'First wording'));
});

journey('a confidential note is for its readers; the timeline is searched and filtered', async (guide) => {
  const [one, other] = await both(guide);
  const { page } = one!;
  await atTimeline(one!);
  await page.keyboard.press('n');
  await editor(page).pressSequentially('Their director leaves in autumn');
  await page.getByLabel('Confidential', { exact: true }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await shown(note(page, 'Their director leaves').getByText('Confidential'));
  const path = await atTimeline(other!);
  await other!.page.getByRole('searchbox').fill('director');
  await shown(other!.page.getByText('Nothing matches'));
  await page.getByRole('searchbox').fill('leaves director');
  await page.waitForURL(/q=leaves/);
  await shown(note(page, 'Their director leaves'));
  await open(page, `${path}&what=tiers`);
  await says(page.getByRole('tabpanel'), /The tier is Key/);
  expect(await note(page, 'Their director').count()).toBe(0);
  await open(page, `${path}&what=ledger`);
  await says(page.getByRole('tabpanel'), /The import brought .*invoices.*net/);
});
