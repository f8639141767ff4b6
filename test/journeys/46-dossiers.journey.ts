import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

journey('a section of a dossier is written, two people clash, nothing is lost', async (guide) => {
  const { page, expects } = await guide.visit(guide.installation.head);
  expects.push(/409/);
  await open(page, '/accounts?q=tidewell&sort=name&kind=group');
  await page.getByRole('link', { name: 'Tidewell Group' }).click();
  await page.getByRole('link', { name: 'Dossier' }).click();
  await page.waitForURL(/tab=dossier/);
  await says(page.locator('#main'), /Ask next: Needs and expectations\. It is missing/);
  const needs = page.locator('#dossier-needs');
  await needs.getByRole('button', { name: 'Write: Needs and expectations' }).click();
  await needs.getByLabel('Text').fill('Smaller cartons for the online shop.');

  const other = await guide.visit(guide.installation.head);
  await open(other.page, page.url());
  const theirs = other.page.locator('#dossier-needs');
  await theirs.getByRole('button', { name: 'Write: Needs and expectations' }).click();
  await theirs.getByLabel('Text').fill('- **next-day delivery**');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await shown(theirs.locator('strong', { hasText: 'next-day delivery' }));

  await needs.getByRole('button', { name: 'Save' }).click();
  const clash = needs.getByRole('region', { name: 'Saved by somebody else in the meantime' });
  await shown(clash.getByText('- **next-day delivery**'));
  await shown(clash.getByText('Smaller cartons for the online shop.'));
  expect(await findings(page, undefined, '#dossier-needs')).toEqual([]);
  await clash.getByRole('button', { name: 'Keep mine' }).click();
  await needs.getByRole('button', { name: 'Save' }).click();
  await shown(needs.getByRole('button', { name: '2 versions' }));
  await needs.getByRole('button', { name: '2 versions' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions: Needs and expectations' });
  await shown(versions.locator('del', { hasText: 'next-day' }));
  await shown(versions.locator('ins', { hasText: 'Smaller' }));
  await page.keyboard.press('Escape');
  await gone(versions);
  await says(page.locator('#main'), /Ask next: Strategy and development plans/);
});

journey('a change in their business is told and asks whether the plan changes', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/accounts?q=kornblum&kind=group');
  await page.getByRole('link', { name: 'Kornblum Gruppe' }).click();
  await page.getByRole('link', { name: 'Dossier' }).click();
  const panel = page
    .locator('section', { has: page.getByRole('heading', { name: 'Changes in their business' }) })
    .last();
  await panel.getByRole('button', { name: 'Add' }).click();
  await panel.getByLabel('What happened, and what it means').fill('A shop in Uelzen opens in spring.');
  await panel.getByRole('button', { name: 'Save' }).click();
  await shown(page.getByText(/Told: .*Jana Rehlinger/));
  const entry = panel.getByRole('listitem').filter({ hasText: 'Uelzen' });
  await entry.getByRole('button', { name: 'Yes' }).click();
  await says(entry, /The plan changes/);

  const { page: kam } = await guide.visit(guide.installation.kam);
  await open(kam, '/today');
  await kam.getByRole('button', { name: /^Notices/ }).click();
  await shown(kam.getByText('Kornblum Gruppe: a new shop.'));
});

journey('a wrong INN is refused with the reason, also what length it must have', async (guide) => {
  const visit = await guide.visit(guide.installation.head);
  const { page } = visit;
  visit.expects.push(/409/);
  await open(page, '/accounts?q=tidewell&kind=group');
  await page.getByRole('link', { name: 'Tidewell Group' }).click();
  await page.getByRole('tab', { name: 'Structure' }).click();
  const panel = page.locator('section', { has: page.getByRole('heading', { name: 'Identifiers' }) }).last();
  await panel.getByRole('button', { name: 'Add' }).click();
  await panel.getByLabel('Kind').selectOption('INN');
  await panel.getByLabel('Number').fill('7709 442 669');
  await panel.getByRole('button', { name: 'Save' }).click();
  await says(panel.getByRole('alert'), /The check digit does not fit/);
  await panel.getByLabel('Number').fill('770944');
  await panel.getByRole('button', { name: 'Save' }).click();
  await says(panel.getByRole('alert'), /The number has 6 characters; it must have 10, 12/);
  await panel.getByLabel('Number').fill('7709 442 668');
  await panel.getByRole('button', { name: 'Save' }).click();
  await shown(panel.getByText('7709442668'));
});
