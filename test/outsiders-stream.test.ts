import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '../src/app/features.ts';
import { saveRate } from '../src/features/settings/contract.ts';
import type { TestHouse } from './house.ts';
import { bring } from './imports.ts';
import { HIDDEN_FROM, LAYERS, makeWorld, type Outsider, type World } from './outsiders/worlds.ts';
import { listen, type OpenStream, openStream } from './stream.ts';

let t: TestHouse;
let world: World;
let stream: OpenStream;
beforeAll(async () => {
  ({ t, world } = await makeWorld());
  stream = await openStream(t);
});
afterAll(async () => {
  await stream.close();
  await t.close();
});

/** What a stream carries without anything to tell. */
const SILENCE = /^(retry: 3000\n\n|: beat\n\n)*$/;
const eventsIn = (text: string) => new Set([...text.matchAll(/^event: (\w+)$/gm)].map((match) => match[1]!));

/** Does the waiting jobs of a kind, as the worker would. */
async function doJob(name: string, payload: Record<string, unknown> = {}): Promise<void> {
  const job = jobs.find((one) => one.name === name)!;
  await job.run(t.house, { orgId: t.org.id, ...payload }, new AbortController().signal);
}

describe('the stream of events', () => {
  test('tells nothing of hidden records to those outside, and all of it to those who may know', async () => {
    const outsiders = Object.keys(HIDDEN_FROM).filter((name) => name !== 'nobody') as Outsider[];
    const streams = await Promise.all(
      outsiders.map(async (name) => ({ name, ...(await listen(stream.address, world.people[name])) })),
    );
    const inside = await listen(stream.address, world.people.insider);
    expect((await listen(stream.address, t.nobody)).heard.status).toBe(401);
    const heardBy = (name: Outsider) => streams.find((one) => one.name === name)!.heard.text;

    await LAYERS.accounts(t, world, 2);
    await LAYERS.imports(t, world, 2);
    const file = { name: 'hidden.csv', content: 'Invoice;Date;Customer no;Net\nHH1;2025-01-05;H;1.00\n' };
    const done = await bring(t, world.people.insider, [file]);
    expect(done.end.state).toBe('done');
    await doJob('segmentation.review');
    // The last thing that happens: whoever hears it has heard everything before.
    await world.people.insider.call(saveRate, { currency: 'CHF', validFrom: '2021-01-01', rate: '0.95' });
    await doJob('ledger.restate', { currency: 'CHF', from: '2021-01-01' });
    await t.inside((ctx) => ctx.announce({ kind: 'settings' }));
    await t.inside((ctx) => ctx.announce({ kind: 'settings' }), world.elsewhere);
    for (const each of [...streams, inside]) await expect.poll(() => each.heard.text).toContain('event: settings');

    const told = (text: string) => {
      const events = eventsIn(text);
      events.delete('settings');
      return [...events].sort();
    };
    expect(told(inside.heard.text)).toEqual([
      'accounts',
      'approvals',
      'import',
      'ledger',
      'notice',
      'relationships',
      'segmentation',
      'timeline',
    ]);
    for (const name of ['manager', 'contributor', 'stranger'] as const) {
      expect(heardBy(name).replaceAll(/event: settings\ndata: \{\}\n\n/g, ''), name).toMatch(SILENCE);
    }
    // Who may import hears of imports; who sees all accounts but those of a closed class hears of what hangs on others, and not that the ledger of the whole company moved.
    expect(told(heardBy('admin'))).toEqual(['import']);
    expect(told(heardBy('support'))).toEqual(['relationships', 'timeline']);
    for (const each of [...streams, inside]) each.stop();
    await expect.poll(() => stream.readers()).toBe(0);
  });
});
