import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { makePdf } from '../../src/features/files/make.ts';
import { journey } from './browser.ts';
import { calm, dropOn, findings, gone, open, says, shown } from './steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'vitalfew-work-'));

journey(
  'a request is answered with a file that was dropped on it, and who asked watches the colleague’s task',
  async (guide) => {
    const { page } = await guide.visit(guide.installation.head);
    const head = await (await page.context().request.get('/api/session')).json();
    const kam = await guide.visit(guide.installation.kam);
    const due = { on: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10), time: null, zone: null };
    const made = await kam.context.request.post('/api/tasks', {
      data: { kind: 'request', title: 'Drawing of the display', topic: 'document', ownerId: head.user.id, due },
      headers: { 'x-vitalfew': '1', origin: kam.url, 'idempotency-key': crypto.randomUUID() },
    });
    const { id } = await made.json();
    await open(page, `/tasks/${id}`);
    const path = join(folder, 'Drawing.pdf');
    writeFileSync(path, makePdf([['Display, front and side']]));
    await dropOn(page.getByText('Drop files here'), [path]);
    await shown(page.getByRole('button', { name: 'Drawing.pdf' }));
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Answer' }).click();
    const dialog = page.getByRole('dialog', { name: 'Answer' });
    await dialog.getByLabel('The answer').fill('Front and side, to scale');
    await dialog.getByLabel('Drawing.pdf').check();
    expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: 'Answer' }).click();
    await gone(dialog);
    await calm(page);

    await open(kam.page, `/tasks/${id}`);
    await says(kam.page.getByRole('listitem').filter({ hasText: 'to scale' }), /Drawing\.pdf\s*version 1/);
    await kam.page.getByRole('list', { name: 'Files' }).getByRole('link', { name: 'Drawing.pdf' }).click();
    await shown(kam.page.getByRole('dialog').getByText('Whoever may see the task'));
    await kam.page.keyboard.press('Escape');
    await kam.page.getByRole('button', { name: 'Watch', exact: true }).click();
    await shown(kam.page.getByRole('button', { name: 'Stop watching' }));
    await says(kam.page.locator('dl').first(), /by choice/);
  },
);

journey('a decision is corrected: the former version stays, and those whom it is for read it again', async (guide) => {
  const { page } = await guide.visit(guide.installation.head);
  await open(page, '/decisions');
  const decision = page.locator('section').filter({ hasText: 'Every key account gets a review' }).last();
  await decision.getByRole('button', { name: 'Correct' }).click();
  const form = page.getByRole('dialog', { name: 'Correct the decision' });
  await form.getByLabel('Text').fill('Three hours with the customer, led by whoever looks after the account.');
  await form.getByLabel('What is corrected').fill('Three hours, not two');
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await form.getByRole('button', { name: 'Correct' }).click();
  await gone(form);
  await says(decision, /Corrected .*: Three hours, not two/);
  await decision.getByRole('button', { name: '1 earlier version' }).click();
  await says(page.getByRole('dialog'), /Version 1.*Two hours with the customer/s);
  await page.keyboard.press('Escape');
  await decision.getByRole('button', { name: /have read it|read it/i }).click();
  await says(page.getByRole('dialog'), /read version 1/);
  expect(await findings(page)).toEqual([]);
});

journey('what the next digest would say is shown before it comes', async (guide) => {
  const { page } = await guide.visit(guide.installation.kam);
  await open(page, '/settings?tab=notifications');
  await page.getByRole('button', { name: 'Show the next digest' }).click();
  await says(page.getByRole('dialog', { name: 'The next digest' }), /No digest would come|it would come/);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
});
