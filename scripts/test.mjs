// npm test: everything, on a fresh checkout too. Installs what is missing, runs each part even when one before it failed, and ends with
// one line of totals. Two parts run side by side: one alone leaves half of two cores idle. Names of parts as arguments run only those: npm test -- types journeys
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { browserAdvice, findBrowser, installBrowser } from './browser.mjs';
import { checkNode, ensureInstalled, home } from './ensure.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
const times = [];
/** What failed, for the end of the log: its name, and the first lines of why. */
const failures = [];
/** What passed on a second try only. */
const secondTries = [];
const inCi = process.env.CI === 'true';
const wanted = process.argv.slice(2);
const bin = (name) => join(home, 'node_modules/.bin', name);

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Where the parts of a row speak: at once, or part by part when they run beside others, so that what they say does not mix. */
function voice(isLive) {
  let held = '';
  return {
    isLive,
    say(text) {
      if (isLive) say(text);
      else held += `${text}\n`;
    },
    hear(stream) {
      stream.setEncoding('utf8').on('data', (text) => {
        held += text;
      });
    },
    partIsOver() {
      process.stdout.write(held);
      held = '';
    },
  };
}

/** Runs a program to its end; gives how it ended. */
function run(out, program, args, env = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', ...(out.isLive ? ['inherit', 'inherit'] : ['pipe', 'pipe'])];
    const child = spawn(program, args, { cwd: home, stdio, env: { ...process.env, ...env } });
    if (!out.isLive) for (const stream of [child.stdout, child.stderr]) out.hear(stream);
    child.on('error', (error) => {
      out.say(error.message);
      resolve(null);
    });
    child.on('close', (code) => resolve(code));
  });
}

/** Runs one part; `work` gives what passed, failed and was skipped. */
async function part(out, name, work) {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  out.say(`\n== ${name}`);
  const begun = performance.now();
  let counts;
  try {
    counts = await work();
  } catch (error) {
    out.say(error.message);
    failures.push({ name, why: error.message });
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  for (const key of Object.keys(total)) total[key] += counts[key];
  times.push(
    `${name.padEnd(22)} ${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s  ` +
      `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
  out.partIsOver();
}

/** Where the draws of the properties start: at the commit's own number, the same whenever it is tried; without git, anywhere. */
function luckOf() {
  try {
    const tree = execFileSync('git', ['rev-parse', 'HEAD^{tree}'], { cwd: home, encoding: 'utf8', stdio: 'pipe' });
    return String(Number.parseInt(tree.slice(0, 7), 16));
  } catch {
    return String(Date.now() % 2 ** 28);
  }
}

const one = (key) => ({ passed: 0, failed: 0, skipped: 0, [key]: 1 });

/** A tool that says yes or no: each counts as one. */
async function tool(out, program, ...args) {
  const status = await run(out, program, args);
  if (status !== 0) {
    const name = [program, ...args].map((word) => basename(word)).join(' ');
    failures.push({ name, why: `ended with ${status}; what it said stands above` });
  }
  return one(status === 0 ? 'passed' : 'failed');
}

function sum(counts) {
  const result = { passed: 0, failed: 0, skipped: 0 };
  for (const each of counts) for (const key of Object.keys(result)) result[key] += each[key];
  return result;
}

/** The failed tests of a report, as `file > describe > test`, and the files that could not be loaded. */
function failuresIn(report) {
  return report.testResults.flatMap((file) => {
    const path = relative(home, file.name);
    if (file.status === 'failed' && file.assertionResults.length === 0)
      return [{ name: path, why: file.message ?? '' }];
    return file.assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => ({
        name: [path, ...test.ancestorTitles, test.title].join(' > '),
        why: (test.failureMessages ?? []).join('\n'),
      }));
  });
}

/** A run of vitest, counted by its own report. */
async function vitest(out, args, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vitalfew-report-'));
  const report = join(folder, 'report.json');
  const again = join(folder, 'second-tries');
  try {
    const reporters = ['default', 'json', './scripts/second-tries.mjs'].map((name) => `--reporter=${name}`);
    const said = [...reporters, `--outputFile.json=${report}`, '--silent=passed-only'];
    const status = await run(out, bin('vitest'), ['run', ...args, ...said], {
      ...{ VITALFEW_LUCK: luck, VITALFEW_SECOND_TRIES: again },
      ...env,
    });
    if (existsSync(again)) secondTries.push(...readFileSync(again, 'utf8').trim().split('\n'));
    const found = JSON.parse(readFileSync(report, 'utf8'));
    const counts = {
      passed: found.numPassedTests,
      failed: found.numFailedTests,
      skipped: found.numPendingTests + found.numTodoTests,
    };
    failures.push(...failuresIn(found));
    // A file that cannot be loaded, or an error outside of tests, is a failure too.
    const unloadable = found.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    ).length;
    counts.failed += unloadable;
    if (status !== 0 && counts.failed === 0) {
      counts.failed = 1;
      failures.push({ name: `vitest ${args.join(' ')}`, why: `ended with ${status}, outside of any test` });
    }
    return counts;
  } catch (error) {
    out.say(`vitest gave no report: ${error.message}`);
    failures.push({ name: `vitest ${args.join(' ')}`, why: `gave no report: ${error.message}` });
    return one('failed');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function systemPostgres() {
  const root = '/usr/lib/postgresql';
  return existsSync(root) && readdirSync(root).some((major) => existsSync(join(root, major, 'bin/initdb')));
}

async function journeys(out) {
  if (findBrowser() === null && !installBrowser()) {
    out.say(browserAdvice);
    return one(inCi ? 'failed' : 'skipped');
  }
  const built = await tool(out, process.execPath, 'scripts/build.mjs');
  if (built.failed > 0) return built;
  return vitest(out, ['--config', 'vitest.journeys.config.ts'], { CHROMIUM_PATH: findBrowser() });
}

async function onSystemPostgres(out) {
  if (!systemPostgres()) {
    out.say(
      'This machine has no PostgreSQL of its own below /usr/lib/postgresql: operations ran on the embedded one only.',
    );
    return one('skipped');
  }
  // How files are read does not depend on the server; of the imports, what counts and what undo puts back is tried there.
  const reading = [
    '--exclude',
    'src/features/imports/operations-{files,hostile,proposal,open-items,rejects,remarks,rights,sources,stop,withdrawn}.test.ts',
  ];
  return vitest(out, ['operations', 'tenancy', 'schema', 'migrate', 'restore', ...reading], {
    VITALFEW_TEST_PG: 'system',
  });
}

async function build(out) {
  const built = await tool(out, process.execPath, 'scripts/build.mjs');
  if (built.failed > 0 || !existsSync(join(home, 'dist/web/.vite/manifest.json'))) return built;
  return sum([built, await tool(out, process.execPath, 'scripts/bundle-size.mjs')]);
}

checkNode();
process.chdir(home);
ensureInstalled(false);
const luck = process.env.VITALFEW_LUCK ?? luckOf();
say(`Draws of the properties start at VITALFEW_LUCK=${luck}`);
const begun = performance.now();

if (!existsSync(join(dirname(home), 'shared/data'))) {
  const advice = `${join(dirname(home), 'shared/data')} is missing: tests that read it ${inCi ? 'fail' : 'are skipped'}.`;
  say(advice);
  if (inCi) {
    total.failed += 1;
    failures.push({ name: 'shared/data', why: advice });
  }
}
const live = voice(true);
const aside = voice(false);
const last = voice(false);
await part(live, 'types', async () =>
  sum([await tool(live, bin('tsc'), '-p', 'tsconfig.json'), await tool(live, bin('tsc'), '-p', 'tsconfig.pure.json')]),
);
await part(live, 'lint', () => tool(live, bin('biome'), 'check', '--error-on-warnings'));
await part(live, 'unused', () => tool(live, bin('knip'), '--no-progress'));
// Before the two rows: both start programs of it, and neither must find it half written.
await part(live, 'build', () => build(live));
const rows = [part(live, 'tests', () => vitest(live, [])), part(aside, 'journeys', () => journeys(aside))];
// Beside whichever row is left, so that no core waits for the longer one.
const third = Promise.race(rows).then(() => part(last, 'system-postgres', () => onSystemPostgres(last)));
await Promise.all([...rows, third]);

say(
  `\n${times.join('\n')}\n${'together'.padEnd(22)} ${((performance.now() - begun) / 1000).toFixed(1).padStart(6)} s\n`,
);
if (secondTries.length > 0) say(['== passed on a second try', ...secondTries, ''].join('\n'));
if (failures.length > 0) {
  say(`== failed`);
  for (const { name, why } of failures) {
    const lines = stripVTControlCharacters(why)
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s*at .*(node_modules|node:internal|new Promise)/.test(line));
    say([name, ...lines.slice(0, 6).map((line) => `    ${line}`)].join('\n'));
  }
  say('');
}
say(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
