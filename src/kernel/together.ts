import type { Ctx } from './ctx.ts';

const busy = new WeakSet<object>();

/**
 * Asks several questions of one transaction in one go: their statements go to the database one behind the other without waiting for each answer (pipeline of the client), so that
 * ten small ones cost one round trip. For queries only: all see the same rows, in whatever order they run. Fails as the first that failed, once all have ended.
 */
export async function together<T>(ctx: Ctx, questions: readonly (() => Promise<T>)[]): Promise<T[]> {
  const client = ctx.client as { pipeline: boolean };
  const asked = () => questions.map((question) => question());
  // Within another one: that one ends it.
  if (busy.has(client)) return Promise.all(asked());
  busy.add(client);
  client.pipeline = true;
  try {
    const running = asked();
    const first = Promise.all(running);
    await Promise.allSettled(running);
    return await first;
  } finally {
    client.pipeline = false;
    busy.delete(client);
  }
}
