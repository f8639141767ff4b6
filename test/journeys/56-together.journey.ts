import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

journey('two change one task at once: nothing is lost, the later one is shown both texts', async (guide) => {
  const { page, expects } = await guide.visit(guide.installation.kam);
  expects.push(/409/);
  await open(page, '/today');
  await page.keyboard.press('t');
  const form = page.getByRole('dialog', { name: 'New task' });
  await form.getByLabel('Title').fill('Collect the pallet figures');
  await form.getByRole('button', { name: 'Add', exact: true }).click();
  await gone(form);
  await page.getByRole('button', { name: 'Show it' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Collect the pallet figures' }));
  const other = await guide.visit(guide.installation.kam);
  await open(other.page, page.url());

  await page.getByRole('button', { name: 'Edit' }).click();
  const mine = page.getByRole('dialog', { name: 'Edit the task' });
  await mine.getByLabel('Text', { exact: true }).fill('Ask the warehouse for the last twelve weeks.');
  await other.page.getByRole('button', { name: 'Edit' }).click();
  const theirs = other.page.getByRole('dialog', { name: 'Edit the task' });
  await theirs.getByLabel('Text', { exact: true }).fill('The carrier has them already.');
  await theirs.getByRole('button', { name: 'Save' }).click();
  await gone(theirs);

  // Told at once on the open screen, or at the latest when it is saved: both texts stand there.
  const clash = mine.getByRole('region', { name: 'Saved by somebody else in the meantime' });
  await clash
    .or(mine.getByRole('button', { name: 'Save' }))
    .first()
    .waitFor();
  if (!(await clash.isVisible())) await mine.getByRole('button', { name: 'Save' }).click();
  await shown(clash.getByText('The carrier has them already.'));
  await shown(clash.getByText('Ask the warehouse for the last twelve weeks.'));
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await clash.getByRole('button', { name: 'Keep mine' }).click();
  await mine.getByRole('button', { name: 'Save' }).click();
  await gone(mine);
  await says(page.locator('#main'), /Ask the warehouse for the last twelve weeks/);
  await open(other.page, other.page.url());
  await says(other.page.locator('#main'), /Ask the warehouse for the last twelve weeks/);
});
