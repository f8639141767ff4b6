import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '../../kernel/config.ts';
import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import type { House } from '../../kernel/run.ts';
import { watchOrganisations } from '../../kernel/watch.ts';
import { FORGET_JOB, forgetPerson } from './forget.ts';
import { runOne } from './run.ts';
import { queueAgain, reclaimImports } from './unfinished.ts';

export const RUN_JOB = 'imports.run';

/** The program that runs one import in a process of its own: its memory goes when it ends, and the server stays quick. */
const PROGRAM = join(checkoutDir(), 'dist/server/import-runner.js');

/** Runs one import in a child process where the house wants that and the program is built, else in this one. */
async function runApart(
  house: House,
  orgId: string,
  importId: string,
  dryRun: boolean,
  signal: AbortSignal,
): Promise<void> {
  const org = await organisationById(house.identity, orgId);
  if (!org) return;
  if (!house.apart || !existsSync(PROGRAM)) {
    await runOne(house, org, importId, { dryRun, signal, stays: true });
    if (signal.aborted) await queueAgain(house, org, importId, dryRun, RUN_JOB);
    return;
  }
  await new Promise<void>((resolve) => {
    const child = fork(PROGRAM, [orgId, importId, dryRun ? 'dry-run' : 'run'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    signal.addEventListener('abort', () => child.kill('SIGTERM'));
    child.on('exit', () => resolve());
    child.on('error', () => resolve());
  });
  if (signal.aborted) await queueAgain(house, org, importId, dryRun, RUN_JOB);
  else await reclaimImports(house, org, importId);
}

/** How long nobody looks for imports whose process is gone, after the last look. */
const PAUSE_MS = 5000;

/** Reports imports whose process is gone, in every organisation, until it is stopped. */
export const watchOrphans = (house: House) =>
  watchOrganisations(
    house,
    PAUSE_MS,
    (org) => reclaimImports(house, org),
    'could not look for imports that were stopped',
  );

export const jobs: Job[] = [
  {
    name: RUN_JOB,
    run: (house, payload, signal) =>
      runApart(house, payload.orgId, String(payload.importId), payload.dryRun === true, signal),
  },
  {
    name: FORGET_JOB,
    run: (house, { orgId, patterns }, signal) => forgetPerson(house, orgId, patterns as string[], signal),
  },
];
