import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { watchOrganisations } from './watch.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
  for (const name of ['second', 'third']) await t.anotherOrganisation(name);
});
afterAll(() => t.close());

test('rounds never overlap, and stopping waits for the organisation in hand only', async () => {
  let atOnce = 0;
  let most = 0;
  let looked = 0;
  const watch = watchOrganisations(
    t.house,
    1,
    async () => {
      most = Math.max(most, ++atOnce);
      await pause(30);
      atOnce--;
      looked++;
    },
    'broken',
  );
  while (looked < 4) await pause(5);
  await watch.stop();
  const seen = looked;
  await pause(100);
  expect({ most, atOnce, more: looked - seen }).toEqual({ most: 1, atOnce: 0, more: 0 });
  looked = 0;
  const another = watchOrganisations(
    t.house,
    1,
    async () => {
      await pause(30);
      looked++;
    },
    'broken',
  );
  while (looked < 1) await pause(1);
  await another.stop();
  expect(looked).toBeLessThanOrEqual(2);
});

test('where looking breaks, the others are looked after all the same, again and again', async () => {
  const seen = new Map<string, number>();
  const watch = watchOrganisations(
    t.house,
    1,
    async ({ slug }) => {
      seen.set(slug, (seen.get(slug) ?? 0) + 1);
      if (slug === 'second') throw new Error('broken');
    },
    'looking broke',
  );
  for (const until = performance.now() + 20_000; (seen.get('third') ?? 0) < 3 && performance.now() < until; )
    await pause(5);
  await watch.stop();
  expect(seen.get('second')).toBeGreaterThanOrEqual(3);
  expect(seen.get('third')).toBeGreaterThanOrEqual(3);
});
