import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sized, writeLedgerCsv } from '../../bench/ledger-files.ts';
import { checkoutDir } from '../../src/kernel/config.ts';
import { Installation, type Running } from './import-kill.ts';

/** How many kills, from which of a series, of an import of how many lines: more in `npm run soak`, which reads the report. */
const KILLS = Number(process.env.VITALFEW_KILLS ?? 5);
const FIRST = Number(process.env.VITALFEW_KILL_FROM ?? 1);
const LINES = Number(process.env.VITALFEW_KILL_LINES ?? 30_000);
const REPORT = process.env.VITALFEW_KILL_REPORT;
const VICTIMS = ['command line', 'runner', 'command line', 'server', 'server with its runner'] as const;
const PHASES = ['reading', 'checking', 'merging', 'lines', 'rollingUp', 'finishing'] as const;

const file = join(tmpdir(), `vitalfew-kill-${process.pid}.csv`);
const small = join(tmpdir(), `vitalfew-kill-${process.pid}-small.csv`);
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** What happens, for the reader of a soak: `npm run soak` prints it as it comes. */
const note = (text: string) => void (REPORT && appendFileSync(`${REPORT}.log`, `${text}\n`));

let house: Installation;
let before: string;
let after: string;
/** Milliseconds that a whole import takes here. */
let whole: number;
/** Whether an import that went on after a kill was undone; the others make room by putting the database back. */
let wasUndone = false;

beforeAll(async () => {
  const built = spawnSync(process.execPath, ['scripts/build.mjs', 'server'], { cwd: checkoutDir(), encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  await writeLedgerCsv(file, sized(LINES));
  // What stands before: some of the same documents, priced otherwise, so that a merge has something to change.
  const rows = readFileSync(file, 'utf8').split('\n', 2000);
  writeFileSync(
    small,
    `${rows.map((row, at) => (at % 7 === 1 ? row.replace(/,\d+\.\d\d,\d+,/, ',1.00,0,') : row)).join('\n')}\n`,
  );
  house = await Installation.open();
  expect((await house.command(`import ${small} --org acme`)).code).toBe(0);
  before = await house.state();
  await house.keep();
  const begun = performance.now();
  expect((await house.command(`import ${file} --org acme`)).code).toBe(0);
  whole = performance.now() - begun;
  note(`a whole import: ${(whole / 1000).toFixed(1)} s`);
  after = await house.content();
  await backToBefore();
}, 1_200_000);
afterAll(async () => {
  await house?.close();
  for (const path of [file, small]) if (existsSync(path)) await rm(path);
});

/** Undoes the newest import, after which the ledger is what it was, to the last row. */
async function backToBefore(): Promise<void> {
  const { id } = await house.newestImport();
  const begun = performance.now();
  const undone = await house.command(`imports undo ${id} --org acme`);
  note(`undone in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  expect(undone).toMatchObject({ code: 0 });
  expect(await house.state()).toBe(before);
}

/** Waits for a phase of the command line's progress, and a bit into it; false when it ended before. */
async function untilPhase(running: Running, phase: string): Promise<boolean> {
  let ended = false;
  running.exited.then(() => {
    ended = true;
  });
  while (!ended && !running.said().includes(`${phase}:`)) await pause(5);
  await pause(Math.random() * (whole / 12));
  return !ended;
}

/** Kills one import and tells in which phase it said it was. */
async function kill(victim: (typeof VICTIMS)[number], round: number): Promise<string> {
  if (victim === 'command line') {
    const running = house.importByCommand(file);
    const phase = PHASES[round % PHASES.length]!;
    await untilPhase(running, phase);
    running.child.kill('SIGKILL');
    await running.exited;
    return phase;
  }
  await house.startServer(victim !== 'server');
  await house.importByServer(file);
  if (victim !== 'server') {
    const pid = await house.runner();
    // The first one before it has begun: nobody else would tell of its import.
    const at = round < VICTIMS.length && victim === 'runner' ? 0 : Math.random() * whole;
    await pause(at);
    const phase = await house.phase();
    if (victim === 'runner') {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        return 'through';
      }
      return phase;
    }
    await house.stopServer('SIGKILL');
    return phase;
  }
  await pause(Math.random() * whole);
  const phase = await house.phase();
  await house.stopServer('SIGKILL');
  return phase;
}

describe('kill -9 while an import comes in', () => {
  const report: Record<string, unknown>[] = [];
  afterAll(() => {
    if (REPORT) writeFileSync(REPORT, JSON.stringify({ lines: LINES, seconds: whole / 1000, kills: report }));
  });

  for (let round = FIRST - 1; round < FIRST - 1 + KILLS; round++) {
    const victim = VICTIMS[round % VICTIMS.length]!;
    test(`${round + 1}: the ${victim}; the ledger is before or after, and the import is reported or goes on`, async ({
      onTestFailed,
    }) => {
      onTestFailed(({ task }) => {
        note(`${round + 1}: the ${victim}: WRONG: ${task.result?.errors?.map((error) => error.message).join('; ')}`);
      });
      const where = await kill(victim, round + Math.floor(round / VICTIMS.length));
      const now = await house.newestImport();
      const seen = await house.state();
      const { state: still } = await house.newestImport();
      if (now.state !== 'done' && still !== 'done') expect(seen).toBe(before);
      if (!house.server) await house.startServer(victim !== 'server');
      const seconds = await house.settled();
      const end = await house.newestImport();
      const result = end.state === 'done' ? 'went on and came in' : `reported ${end.failure?.code ?? end.state}`;
      note(`${round + 1}: the ${victim}, ${where}: ${result} ${seconds.toFixed(1)} s after the next start`);
      report.push({
        round: round + 1,
        victim,
        where,
        state: end.state,
        failure: end.failure?.code ?? '',
        seconds: Math.round(seconds),
      });
      expect(['done', 'failed', 'draft']).toContain(end.state);
      if (end.state === 'done') expect(await house.content()).toBe(after);
      else {
        expect(end.failure?.code).toBe('interrupted');
        expect(seconds).toBeLessThan(60);
        expect(await house.state()).toBe(before);
      }
      expect((await house.command('ledger verify --org acme')).answer).toMatchObject({ ok: true, disagreements: [] });
      if (end.state === 'done') {
        if (wasUndone) await house.putBack();
        else await backToBefore();
        wasUndone = true;
      }
      if (round % 2 === 1) await house.stopServer('SIGTERM');
    }, 900_000);
  }
});
