import { readFileSync, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

/** Whether a process runs (a zombie does not). A process of another user counts as running. */
export function isRunning(pid: number): boolean {
  const stat = procStat(pid);
  if (stat) return stat.state !== 'Z' && stat.state !== 'X';
  if (process.platform === 'linux') return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether the process is a PostgreSQL process that works in this data directory. A process id alone proves nothing: after
 * kill -9 or a reboot the system hands the number to somebody else. Where the working directory cannot be read, the name decides.
 */
export function isPostgresIn(pid: number, clusterDir: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== 'linux') return true;
  const stat = procStat(pid);
  if (stat?.command !== 'postgres') return false;
  const cwd = workingDirectory(pid);
  return cwd === null || cwd === clusterDir;
}

/** Backends that outlived their postmaster: PostgreSQL processes in the data directory whose parent is not one. */
export async function orphansIn(clusterDir: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const orphans: number[] = [];
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = procStat(pid);
    if (stat?.command !== 'postgres' || workingDirectory(pid) !== clusterDir) continue;
    if (procStat(stat.parent)?.command !== 'postgres') orphans.push(pid);
  }
  return orphans;
}

/** When the process started, in clock ticks since boot: with the pid it names a process once and for all. Null when it is gone. */
export function startOf(pid: number): string | null {
  return procStat(pid)?.start ?? null;
}

function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null;
  }
}

interface ProcStat {
  command: string;
  state: string;
  parent: number;
  start: string;
}

function procStat(pid: number): ProcStat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const command = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const rest = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { command, state: rest[0] ?? '', parent: Number(rest[1]), start: rest[19] ?? '' };
  } catch {
    return null;
  }
}
