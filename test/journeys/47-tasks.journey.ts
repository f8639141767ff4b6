import { expect } from 'vitest';
import { journey } from './browser.ts';
import { calm, findings, gone, open, says, shown } from './steps.ts';

journey('a task is added from anywhere, its checklist ticked, and given to a colleague', async (guide) => {
  const { page } = await guide.visit(guide.installation.kam);
  await open(page, '/today');
  await shown(page.getByRole('heading', { name: 'My tasks today' }));
  await page.keyboard.press('t');
  const form = page.getByRole('dialog', { name: 'New task' });
  await form.getByLabel('Title').fill('Thank Kornblum for the visit');
  await form.getByRole('button', { name: /Text, checklist/ }).click();
  await form.getByRole('button', { name: 'Add a line' }).click();
  await form.getByRole('textbox', { name: 'Line 1' }).fill('Flowers');
  await form.getByRole('textbox', { name: 'Line 1' }).press('Enter');
  await form.getByRole('textbox', { name: 'Line 2' }).fill('A card');
  // A hand that clicks twice makes one task.
  await form.getByRole('button', { name: 'Add', exact: true }).dblclick();
  await gone(form);
  await page.getByRole('button', { name: 'Show it' }).click();
  await shown(page.getByRole('heading', { level: 1, name: 'Thank Kornblum for the visit' }));
  await page.getByLabel('Flowers').click();
  await shown(page.getByText('1/2').first());
  expect(await findings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Edit' }).click();
  const edit = page.getByRole('dialog', { name: 'Edit the task' });
  await edit.getByLabel('Owner').fill('Thackray');
  await page.getByRole('option', { name: 'Oliver Thackray' }).click();
  await edit.getByRole('button', { name: 'Save' }).click();
  await gone(edit);
  await says(page.locator('dl'), /Owner\s*Oliver Thackray/);
  await open(page, '/tasks?box=given');
  const given = page.getByRole('table', { name: 'Tasks' }).getByText('Thank Kornblum for the visit');
  await shown(given);
  expect(await given.count()).toBe(1);
});

journey(
  'a request that is late is answered from the board by keyboard, and the answer says that it came late',
  async (guide) => {
    const { page } = await guide.visit(guide.installation.head);
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const head = await (await page.context().request.get('/api/session')).json();
    const kam = await guide.visit(guide.installation.kam);
    const made = await kam.context.request.post('/api/tasks', {
      data: {
        kind: 'request',
        title: 'Numbers for the board',
        ownerId: head.user.id,
        due: { on: day(-3), time: null, zone: null },
      },
      headers: { 'x-vitalfew': '1', origin: kam.url, 'idempotency-key': crypto.randomUUID() },
    });
    expect(made.status(), await made.text()).toBe(200);
    await open(page, '/tasks?board=true');
    const card = page.getByRole('link', { name: 'Numbers for the board' });
    await card.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Answer' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Answer' });
    await dialog.getByLabel('The answer').fill('Forty-two');
    await dialog.getByRole('button', { name: 'Answer' }).click();
    await gone(dialog);
    await calm(page);
    await page.getByRole('list', { name: 'Answered' }).getByRole('link', { name: 'Numbers for the board' }).click();
    await shown(page.getByRole('heading', { level: 1, name: 'Numbers for the board' }));
    await says(page.getByRole('listitem').filter({ hasText: 'Forty-two' }), /answered.*late/s);
    await open(page, '/tasks?board=true&box=team');
    expect(await findings(page)).toEqual([]);
  },
);

journey('many tasks change at once after a preview, and are put back', async (guide) => {
  const { page } = await guide.visit(guide.installation.kam);
  await open(page, '/tasks');
  const table = page.getByRole('table', { name: 'Tasks' });
  const row = table.getByRole('row').filter({ hasText: 'Send the new pallet labels' });
  await says(row, /Overdue/);
  await row.getByRole('checkbox').check();
  await table.getByRole('row').filter({ hasText: 'annual talk' }).getByRole('checkbox').check();
  await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Change…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change…' });
  await dialog.getByLabel('What', { exact: true }).selectOption('done');
  await says(dialog.getByRole('status'), /2 tasks change/);
  expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Change 2 tasks' }).click();
  await gone(dialog);
  await gone(row);
  await page.getByRole('button', { name: 'Undo' }).click();
  await shown(row);
});

journey(
  'a list is filtered, a value changed in it, all that match put off, and the look kept and shared',
  async (guide) => {
    const { page } = await guide.visit(guide.installation.head);
    await open(page, '/tasks?box=ours');
    const table = page.getByRole('table', { name: 'Tasks' });
    await shown(table.getByRole('row').nth(2));
    await table.getByRole('button', { name: 'Title' }).click();
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Priority' }).check();
    await page.getByRole('checkbox', { name: 'Changed' }).check();
    await page.keyboard.press('Escape');
    const cell = table.getByTitle('Change: Priority').first();
    await cell.click();
    const choices = page.getByRole('dialog', { name: 'Change: Priority' });
    await choices.getByRole('button', { name: 'Urgent', exact: true }).click();
    await gone(choices);
    await says(cell, /Urgent/);
    expect(await findings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Change…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change…' });
    await dialog.getByLabel('Due').fill('2027-01-15');
    await says(dialog.getByRole('status'), /\d+ tasks change/);
    expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
    await dialog.getByRole('button', { name: /^Change \d+ tasks/ }).click();
    await gone(dialog);
    await shown(table.getByText('15 Jan 2027').or(table.getByText('15 January 2027')));
    await page.getByRole('button', { name: 'Undo' }).click();
    await shown(page.getByText(/tasks are as before/));

    await page.getByRole('button', { name: /^View/ }).click();
    await page.getByRole('menuitem', { name: 'Save as a view…' }).click();
    const form = page.getByRole('dialog', { name: 'Save as a view' });
    await form.getByLabel('Name').fill('By name, with changes');
    await form.getByLabel('Share with the organisation').check();
    await form.getByRole('button', { name: 'Save' }).click();
    await gone(form);
    const address = new URL(page.url()).searchParams.get('view')!;
    const { page: other } = await guide.visit(guide.installation.kam);
    await open(other, `/tasks?view=${address}`);
    await shown(other.getByRole('button', { name: /By name, with changes/ }));
    await shown(other.getByRole('table', { name: 'Tasks' }).getByRole('columnheader', { name: 'Changed' }));
  },
);
