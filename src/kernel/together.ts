import type { Ctx } from './ctx.ts';

const busy = new WeakSet<object>();

/** All of them, once every one has ended; fails as the first that failed. */
async function ended<T>(running: readonly Promise<T>[]): Promise<T[]> {
  const [all] = await Promise.allSettled([Promise.all(running), Promise.allSettled(running)]);
  if (all.status === 'rejected') throw all.reason;
  return all.value;
}

/**
 * Asks several questions of one transaction in one go: their statements go to the database one behind the other without waiting for each answer (pipeline of the client), so that
 * ten small ones cost one round trip. For queries only: all see the same rows, in whatever order they run.
 */
export async function together<T>(ctx: Ctx, questions: readonly (() => Promise<T>)[]): Promise<T[]> {
  const client = ctx.client as { pipeline: boolean };
  const ask = () => ended(questions.map((question) => question()));
  // Within another one: that one ends it.
  if (busy.has(client)) return ask();
  busy.add(client);
  client.pipeline = true;
  try {
    return await ask();
  } finally {
    client.pipeline = false;
    busy.delete(client);
  }
}
