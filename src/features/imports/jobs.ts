import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '../../kernel/config.ts';
import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import type { House } from '../../kernel/run.ts';
import { reclaimImports, runOne } from './run.ts';

export const RUN_JOB = 'imports.run';

/** The program that runs one import in a process of its own: its memory goes when it ends, and the server stays quick. */
const PROGRAM = join(checkoutDir(), 'dist/server/import-runner.js');

/** Runs one import in a child process; in this one where the program was not built (tests). */
async function runApart(
  house: House,
  orgId: string,
  importId: string,
  dryRun: boolean,
  signal: AbortSignal,
): Promise<void> {
  const org = await organisationById(house.identity, orgId);
  if (!org) return;
  if (!process.env.VITALFEW_IMPORTS_APART || !existsSync(PROGRAM)) {
    await runOne(house, org, importId, { dryRun, signal });
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
  await reclaimImports(house, org);
}

export const jobs: Job[] = [
  {
    name: RUN_JOB,
    run: (house, payload, signal) =>
      runApart(house, payload.orgId, String(payload.importId), payload.dryRun === true, signal),
  },
];
