import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Who PostgreSQL runs as. Nothing set: as ourselves. PostgreSQL refuses root, so root hands it to an unprivileged user. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
  /** A command that goes before the program when the user alone could not reach the data directory. */
  readonly prefix: readonly string[];
}

const nobody = 65534;

/**
 * Chooses the user that PostgreSQL runs as. As root: the owner of an existing cluster, else the owner of the data directory,
 * else `nobody`. A data directory below a directory that this user may not enter (a checkout in /root) is opened by one
 * capability, handed over with setpriv; where that is impossible the error names the directory.
 */
export function chooseRunAs(dataDir: string, clusterDir: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const { uid, gid } = ownerOf(clusterDir) ?? ownerOf(dataDir) ?? { uid: nobody, gid: nobody };
  const obstacle = unreachable(dataDir, uid, gid);
  if (!obstacle) return { uid, gid, prefix: [] };
  for (const capability of ['dac_read_search', 'dac_override']) {
    const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    prefix.push(`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`);
    const trial = spawnSync(prefix[0]!, [...prefix.slice(1), 'test', '-d', dataDir], { stdio: 'ignore' });
    if (trial.status === 0) return { uid, gid, prefix };
  }
  throw new Error(
    `PostgreSQL must not run as root, and the unprivileged user it would run as (uid ${uid}) may not enter ${obstacle}. ` +
      `Set VITALFEW_DATA to a directory outside of it (for example /var/lib/vitalfew), or allow entering it: chmod o+x ${obstacle}`,
  );
}

/** The first directory on the way to `path` that the user may not enter; null when the way is free. */
export function unreachable(path: string, uid: number, gid: number): string | null {
  const parents: string[] = [];
  for (let at = resolve(path); ; at = dirname(at)) {
    parents.unshift(at);
    if (at === dirname(at)) break;
  }
  for (const dir of parents) {
    const { mode, uid: owner, gid: group } = statSync(dir);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return dir;
  }
  return null;
}

/** Starts a program as that user, with a clean environment (no PG* variables of ours). */
export function spawnAs(as: RunAs, file: string, args: string[], options: SpawnOptions): ChildProcess {
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  if (as.prefix.length > 0) return spawn(as.prefix[0]!, [...as.prefix.slice(1), file, ...args], { ...options, env });
  return spawn(file, args, { ...options, env, uid: as.uid, gid: as.gid });
}

/** Gives a file or directory that we made to the user PostgreSQL runs as. */
export function giveTo(as: RunAs, path: string): void {
  if (as.uid !== undefined) chownSync(path, as.uid, as.gid ?? as.uid);
}

/** Owner of a directory, unless it is root, is missing, or has no name (initdb wants a name). */
function ownerOf(path: string): { uid: number; gid: number } | null {
  try {
    const { uid, gid } = statSync(path);
    if (uid === 0) return null;
    const known = readFileSync('/etc/passwd', 'utf8').split('\n');
    return known.some((line) => line.split(':')[2] === String(uid)) ? { uid, gid } : null;
  } catch {
    return null;
  }
}
