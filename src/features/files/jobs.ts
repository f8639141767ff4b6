import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkoutDir } from '../../kernel/config.ts';
import type { Job } from '../../kernel/jobs.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import { ContentLost } from '../../kernel/shelf.ts';
import { removeContents } from '../../kernel/sweep.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { FileKind } from './contract-words.ts';
import type { ReadText } from './gathered.ts';
import { REMOVE_JOB } from './records.ts';
import { loadContent, saveText } from './store-versions.ts';
import { readText } from './text.ts';

export const TEXT_JOB = 'files.readText';

/** The program that reads one file in a process of its own: what hangs is ended, what takes too much memory ends itself, and the server stays well. */
const PROGRAM = join(checkoutDir(), 'dist/server/text-runner.js');

/** A hostile file may keep a process busy for so long. */
const PATIENCE_MS = 60_000;
const MEMORY_MB = 512;

/** Reads the text of a file in a child process where the house wants that and the program is built, else in this one. */
async function read(
  house: House,
  file: { path: string; kind: FileKind; size: number },
  stop: AbortSignal,
): Promise<ReadText> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]);
  if (!house.apart || !existsSync(PROGRAM)) return readText(file.path, file.kind, file.size, signal);
  return new Promise((resolve) => {
    const child = fork(PROGRAM, [file.path, file.kind, String(file.size)], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      env: {},
    });
    const end = () => void child.kill('SIGKILL');
    signal.addEventListener('abort', end);
    child.on('message', (found) => resolve(found as ReadText));
    const gone = () => resolve({ problem: signal.aborted ? 'tooSlow' : 'damaged' });
    child.on('error', gone);
    child.on('exit', () => {
      signal.removeEventListener('abort', end);
      gone();
    });
  });
}

/** Reads the text of one version and stores it. It may run twice. */
async function run(house: House, orgId: string, fileId: string, number: number, stop: AbortSignal): Promise<void> {
  const org = await organisationById(house.identity, orgId);
  if (!org) return;
  const content = await asSystem(house, org, (ctx) => loadContent(ctx, fileId, number)).catch((error) => {
    if (error instanceof NotFound) return null;
    throw error;
  });
  if (content === null) return;
  const taken = await house.files.shelf.take(content.sha256).catch((error) => {
    if (error instanceof ContentLost) return null;
    throw error;
  });
  let found: ReadText = { problem: 'lost' };
  if (taken !== null) {
    try {
      found = await read(house, { path: taken.path, kind: content.kind, size: taken.size }, stop);
    } finally {
      await taken.giveBack();
    }
  }
  // The server stops: the queue gives the job again.
  stop.throwIfAborted();
  await asSystem(house, org, (ctx) => saveText(ctx, fileId, number, found));
}

export const jobs: Job[] = [
  {
    name: TEXT_JOB,
    run: (house, { orgId, fileId, number }, signal) => run(house, orgId, String(fileId), Number(number), signal),
  },
  {
    name: REMOVE_JOB,
    run: async (house, { contents }) => void (await removeContents(house.pool, house.files, contents as string[])),
  },
];
