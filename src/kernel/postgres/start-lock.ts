import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs `work` while no other process of this machine does the same for this directory. The lock is a name in the kernel (an
 * abstract socket), so it goes with its process and never has to be judged stale. After `patienceMs` it is done without:
 * PostgreSQL's own postmaster.pid is the second guard.
 */
export async function withStartLock<T>(dir: string, work: () => Promise<T>, patienceMs = 60_000): Promise<T> {
  if (process.platform !== 'linux') return work();
  const name = `\0vitalfew-start-${createHash('sha256').update(dir).digest('hex').slice(0, 32)}`;
  const until = Date.now() + patienceMs;
  let lock = await listen(name);
  while (!lock && Date.now() < until) {
    await sleep(10 + Math.random() * 20);
    lock = await listen(name);
  }
  try {
    return await work();
  } finally {
    lock?.close();
  }
}

function listen(name: string): Promise<Server | null> {
  return new Promise((done) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => done(null));
    server.listen(name, () => done(server));
  });
}
