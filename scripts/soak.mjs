// npm run soak -- [--kills 100] [--from 1] [--lines 1000000] [--times 20]: tries every property so many times as often as npm test does; kills imports at moments spread over their
// phases, and prints what became of each; a series of kills that was stopped goes on with --from. --kills 0 or --times 0 leaves that part out.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, ensureInstalled, home } from './ensure.mjs';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    lines: { type: 'string', default: '1000000' },
    times: { type: 'string', default: '20' },
  },
});
checkNode();
process.chdir(home);
ensureInstalled(false);
const vitest = join(home, 'node_modules/.bin/vitest');

/** Every test with a property, so many times as often. */
function properties() {
  const files = spawnSync('grep', ['-rlE', 'numRuns: runs\\(', 'src', 'test'], { cwd: home, encoding: 'utf8' }).stdout;
  const { status } = spawnSync(
    vitest,
    ['run', ...files.trim().split('\n'), '--testTimeout=3600000', '--hookTimeout=600000', '--silent=passed-only'],
    { cwd: home, stdio: 'inherit', env: { ...process.env, VITALFEW_TIMES: values.times } },
  );
  return status === 0;
}
const hold = values.times === '0' || properties();
if (values.kills === '0') process.exit(hold ? 0 : 1);

const folder = mkdtempSync(join(tmpdir(), 'vitalfew-soak-'));
const report = join(folder, 'report.json');
const begun = performance.now();
const testing = spawn(vitest, ['run', 'test/faults/import-kill.test.ts', '--silent=passed-only'], {
  cwd: home,
  stdio: 'inherit',
  env: {
    ...process.env,
    VITALFEW_KILLS: values.kills,
    VITALFEW_KILL_FROM: values.from,
    VITALFEW_KILL_LINES: values.lines,
    VITALFEW_KILL_REPORT: report,
  },
});
/** Prints what the test has noted since the last look. */
let printed = 0;
function progress() {
  if (!existsSync(`${report}.log`)) return;
  const text = readFileSync(`${report}.log`, 'utf8');
  process.stdout.write(text.slice(printed));
  printed = text.length;
}
const looking = setInterval(progress, 500);
// Ctrl-C reaches the test by itself; what it reported until then is printed.
process.on('SIGINT', () => {});
const status = await new Promise((resolve) => testing.on('close', resolve));
clearInterval(looking);
progress();
try {
  const { lines, seconds, kills } = JSON.parse(readFileSync(report, 'utf8'));
  const columns = ['round', 'victim', 'where', 'state', 'failure', 'seconds'];
  const table = [columns, ...kills.map((kill) => columns.map((column) => String(kill[column])))];
  const widths = columns.map((_, at) => Math.max(...table.map((row) => row[at].length)));
  for (const row of table) process.stdout.write(`${row.map((cell, at) => cell.padEnd(widths[at])).join('  ')}\n`);
  for (const phase of [...new Set(kills.map((kill) => kill.where))]) {
    const there = kills.filter((kill) => kill.where === phase);
    const failed = there.filter((kill) => kill.state === 'failed').length;
    const done = there.filter((kill) => kill.state === 'done').length;
    process.stdout.write(
      `${phase.padEnd(12)} ${String(there.length).padStart(3)} kills: ${failed} reported failed, ${done} came in\n`,
    );
  }
  const count = (state) => kills.filter((kill) => kill.state === state).length;
  const slowest = Math.max(0, ...kills.filter((kill) => kill.state !== 'done').map((kill) => kill.seconds));
  process.stdout.write(
    `\n${kills.length} kills of an import of ${lines} lines (${seconds.toFixed(1)} s when left alone): ${count('failed')} reported failed, at most ${slowest} s after the next start, ` +
      `${count('done')} went on and came in; ${status === 0 ? 'the ledger was before or after every time' : 'SOMETHING WAS WRONG, see above'}; ${Math.round((performance.now() - begun) / 1000)} s\n`,
  );
} catch (error) {
  process.stdout.write(`no report: ${error.message}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = status === 0 && hold ? 0 : 1;
