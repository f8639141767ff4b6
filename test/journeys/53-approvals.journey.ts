import type { APIRequestContext } from 'playwright-core';
import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, findings, gone, open, says, shown } from './steps.ts';

journey(
  'an exception is asked for on an account, decided by keyboard, and its end is known to whoever asked',
  async (guide) => {
    const kam = await guide.visit(guide.installation.kam);
    const head = await guide.visit(guide.installation.head);
    await open(kam.page, '/accounts?q=Kornblum');
    await kam.page.getByRole('table').getByRole('link', { name: 'Kornblum' }).first().click();
    await kam.page.getByRole('button', { name: 'Ask for an exception' }).click();
    const form = kam.page.getByRole('dialog', { name: 'Ask for an exception' });
    const title = `A second delivery window ${Date.now()}`;
    await form.getByLabel('What you ask for').fill(title);
    await form.getByLabel('Amount').fill('2 500,50');
    await form.getByLabel('Why').fill('Their ramp is closed in the morning.');
    expect(await findings(kam.page, undefined, '[role="dialog"]')).toEqual([]);
    await form.getByRole('button', { name: 'Send' }).click();
    await gone(form);
    await kam.page.getByRole('button', { name: 'Show it' }).click();
    await shown(kam.page.getByRole('heading', { level: 1, name: title }));
    await shown(kam.page.getByText('It waits for Étienne Vaubert: step 1 of 1.'));

    await open(head.page, '/approvals');
    await says(head.page.getByRole('navigation'), /Approvals\s*\d+\s*wait for you/);
    const table = head.page.getByRole('table', { name: 'Approvals' });
    await table.getByRole('row').filter({ hasText: title }).getByRole('link').first().press('Enter');
    head.expects.push(/400/);
    const reason = head.page.getByLabel('Reason');
    await shown(reason);
    expect(await findings(head.page)).toEqual([]);
    await head.page.getByRole('button', { name: 'Refuse' }).press('Enter');
    await shown(head.page.getByRole('alert').or(head.page.locator('[aria-invalid="true"]')).first());
    await reason.fill('Once, and let us see.');
    await reason.press('Control+Enter');
    await shown(head.page.getByText(/^Approved by Étienne Vaubert/));
    await kam.page.bringToFront();
    await shown(kam.page.getByText(/^Approved by Étienne Vaubert/));
    await says(kam.page.getByRole('listitem').filter({ hasText: 'let us see' }), /Étienne Vaubert approved/);
  },
);

/** The procedure of tiers as it is, to be put back. */
async function switchTiers(request: APIRequestContext, isOn: boolean): Promise<void> {
  const { rows } = await (await request.get('/api/settings/approvals')).json();
  const { kind, measure, isOptional, currency, version, ...now } = rows.find(
    (row: { kind: string }) => row.kind === 'segmentation.tier',
  );
  const saved = await request.put(`/api/settings/approvals/${kind}`, {
    data: { version, procedure: { ...now, isOn } },
    headers: { 'x-vitalfew': '1' },
  });
  expect([saved.status(), measure, isOptional, currency]).toEqual([200, 'none', true, null]);
}

journey(
  'the organisation wants key accounts approved: the trial says who decides, and a manager asks',
  async (guide) => {
    const admin = await guide.visit(guide.installation.admin);
    const { page } = admin;
    await open(page, '/settings?tab=approvals');
    const tier = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Key account' }) });
    await tier.getByLabel('Has to be asked for').check();
    await tier.getByRole('button', { name: 'Save' }).click();
    await shown(page.getByText('The procedure is saved.'));
    await tier.getByLabel('Asked by').selectOption({ label: 'Jana Rehlinger' });
    await says(tier.getByRole('status'), /Step 1\s*Étienne Vaubert/);
    await calm(page);
    expect(await findings(page)).toEqual([]);
    try {
      const kam = await guide.visit(guide.installation.kam);
      await open(kam.page, '/accounts?q=Kornblum');
      await kam.page.getByRole('table').getByRole('link', { name: 'Kornblum' }).first().click();
      await kam.page.getByRole('tab', { name: 'History' }).click();
      await kam.page.getByRole('button', { name: 'Ask for a tier' }).click();
      const dialog = kam.page.getByRole('dialog');
      await dialog.getByLabel('Reason').selectOption({ index: 1 });
      await dialog.getByRole('button', { name: 'Ask for it' }).click();
      await gone(dialog);
      await shown(kam.page.getByRole('list', { name: 'Approvals' }).getByText('Étienne Vaubert'));
    } finally {
      await switchTiers(admin.context.request, false);
    }
  },
);
