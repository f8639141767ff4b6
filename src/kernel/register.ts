import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, startOf } from './postgres/process-facts.ts';

/** A running server, as the data directory's `server.json` says. */
export interface Running {
  pid: number;
  /** When the process began, as the system counts; tells it from a later one with the same number. */
  began: string | null;
  address: string | null;
}

const fileIn = (dataDir: string) => join(dataDir, 'server.json');

/** The server that runs on this data directory; null when there is none (what a killed one left does not count). */
export function runningServer(dataDir: string): Running | null {
  let entry: Running;
  try {
    entry = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Running;
  } catch {
    return null;
  }
  if (!Number.isInteger(entry.pid) || !isRunning(entry.pid)) return null;
  return startOf(entry.pid) === entry.began ? entry : null;
}

/** Notes that this process serves the data directory. Throws in words when another one does. `address` is noted once it listens. */
export function register(dataDir: string): { listening(address: string): void; leave(): void } {
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const other = runningServer(dataDir);
  if (other) {
    throw new Error(
      `Vitalfew runs already on ${dataDir}: process ${other.pid}${other.address ? `, ${other.address}` : ''}. ` +
        'Stop it with "bin/vitalfew stop", or set VITALFEW_DATA for another installation.',
    );
  }
  const write = (address: string | null) =>
    writeFileSync(
      fileIn(dataDir),
      JSON.stringify({ pid: process.pid, began: startOf(process.pid) ?? null, address } satisfies Running),
      { mode: 0o600 },
    );
  write(null);
  return { listening: write, leave: () => rmSync(fileIn(dataDir), { force: true }) };
}
