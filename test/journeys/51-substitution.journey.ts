import { expect } from 'vitest';
import { journey } from './browser.ts';
import { findings, gone, open, says, shown } from './steps.ts';

/** The day so many days from now, as fields take it. */
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

journey(
  'a substitute is named, acts on behalf of who is away, and the one who returns reads what was done',
  async (guide) => {
    const { page, expects } = await guide.visit(guide.installation.head);
    expects.push(/409/);
    await open(page, '/substitutions');
    await says(page.locator('#main'), /substitution.* running today/);
    await page.getByRole('button', { name: 'Make a substitution' }).click();
    const form = page.getByRole('dialog', { name: 'Make a substitution' });
    await form.getByLabel('Who is away').fill('Berrocal');
    await page.getByRole('option', { name: 'Lucía Berrocal' }).click();
    await form.getByLabel('Who stands in').fill('Oriol');
    // Somebody who is away herself is shown as such, and refused with her days.
    await page.getByRole('option', { name: /Camille Oriol \(away until/ }).click();
    await form.getByLabel('Last day').fill(day(5));
    await form.getByLabel('Number of the order').fill('21-K');
    await form.getByRole('button', { name: 'Make a substitution' }).click();
    await says(form.getByRole('alert'), /Camille Oriol is away from/);
    expect(await findings(page, undefined, '[role="dialog"]')).toEqual([]);
    await form.getByLabel('Who stands in').fill('Rehlinger');
    await page.getByRole('option', { name: 'Jana Rehlinger' }).click();
    await form.getByRole('button', { name: 'Make a substitution' }).click();
    await gone(form);
    await shown(page.getByRole('heading', { name: 'Jana Rehlinger for Lucía Berrocal' }));
    expect(await findings(page)).toEqual([]);

    const visit = await guide.visit(guide.installation.kam);
    const kam = visit.page;
    await open(kam, '/accounts');
    await says(kam.getByRole('region', { name: 'Substitution' }), /You act for Lucía Berrocal until/);
    await kam.getByRole('link', { name: 'Hand-over brief' }).click();
    await says(kam.locator('#main'), /Jana Rehlinger for Lucía Berrocal: .*account/);
    expect(await findings(kam)).toEqual([]);
    const account = kam.locator('#main h2 a').first();
    const path = (await account.getAttribute('href'))!;
    const sent = await kam.context().request.post(`/api${path}/notes`, {
      data: {
        body: {
          type: 'doc',
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Delivery is agreed' }] }],
        },
      },
      headers: { 'x-vitalfew': '1', origin: visit.url, 'idempotency-key': crypto.randomUUID() },
    });
    expect(sent.status(), await sent.text()).toBe(200);
    await open(kam, `${path}?tab=timeline`);
    await shown(kam.getByText('on behalf of Lucía Berrocal'));

    const made = page.getByRole('article', { name: 'Jana Rehlinger for Lucía Berrocal' });
    await made.getByRole('button', { name: 'End now' }).click();
    const sure = page.getByRole('dialog', { name: 'End now' });
    await sure.getByRole('button', { name: 'End now' }).click();
    await gone(sure);
    await made.getByRole('link', { name: 'What was done' }).click();
    await shown(page.getByText('Delivery is agreed'));
    expect(await findings(page)).toEqual([]);
    await gone(kam.getByRole('region', { name: 'Substitution' }));
  },
);
