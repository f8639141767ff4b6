import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestHouse, testHouse } from '../../test/house.ts';
import { enqueueJob, startJobs } from './jobs.ts';

let t: TestHouse;
beforeAll(async () => {
  t = await testHouse();
});
afterAll(() => t.close());

test('a job that fails leaves the worker at work and is tried again', async () => {
  const runs: string[] = [];
  let first = true;
  const running = await startJobs(
    t.house,
    t.open.connections.owner,
    [
      {
        name: 'test.fails',
        run: async () => {
          runs.push('fails');
          const again = first;
          first = false;
          if (again) throw new Error('not this time');
        },
      },
      { name: 'test.works', run: async () => void runs.push('works') },
    ],
    { freeLocks: true },
  );
  try {
    await t.inside((ctx) => enqueueJob(ctx.client, 'test.fails', { orgId: t.org.id }));
    await expect.poll(() => runs, { timeout: 20_000 }).toEqual(['fails']);
    await t.inside((ctx) => enqueueJob(ctx.client, 'test.works', { orgId: t.org.id }));
    await expect.poll(() => [...runs].sort(), { timeout: 40_000, interval: 200 }).toEqual(['fails', 'fails', 'works']);
  } finally {
    await running.stop();
  }
});
