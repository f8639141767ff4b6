// Brings a checkout up to date before it is run: the right Node, packages, build. Uses nothing but Node itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = dirname(dirname(fileURLToPath(import.meta.url)));
export const serverFile = join(home, 'dist/server/server.js');
export const cliFile = join(home, 'dist/server/cli.js');
export const serverStamp = join(home, 'dist/server/.built.json');
export const webStamp = join(home, 'dist/web.built.json');

/**
 * Makes everything ready to run; does next to nothing when it is. `web`: the screens too. `quiet`: progress goes nowhere,
 * and only problems are told. Throws an Error in words when it cannot.
 */
export function ensureReady({ web, quiet }) {
  checkNode();
  ensureInstalled(quiet);
  const parts = [serverIsBuilt() ? null : 'server', !web || webIsBuilt() ? null : 'web'].filter(Boolean);
  if (parts.length === 0) return;
  const result = spawnSync(process.execPath, [join(home, 'scripts/build.mjs'), ...parts], {
    cwd: home,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`${quiet ? `${result.stdout}${result.stderr}` : ''}The build failed.`);
}

/** Throws when this Node is older than package.json asks for. */
export function checkNode() {
  const wanted = [20, 19];
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  throw new Error(
    `Vitalfew needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}. See https://nodejs.org.`,
  );
}

/** Runs npm install when packages are missing or are not those of the lock file. */
export function ensureInstalled(quiet) {
  const stamp = join(home, 'node_modules/.vitalfew-installed');
  if (read(stamp) === manifestHash()) return;
  if (!installedByHand()) {
    if (!quiet) process.stderr.write('Installing packages ...\n');
    npm(['install', '--no-audit', '--no-fund', '--include=dev'], quiet);
  }
  writeFileSync(stamp, manifestHash());
}

function npm(args, quiet) {
  const script = process.env.npm_execpath;
  const [program, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  try {
    execFileSync(program, [...first, ...args, '--loglevel=error'], {
      cwd: home,
      stdio: ['ignore', quiet ? 'ignore' : 2, 2],
    });
  } catch (error) {
    throw new Error(`npm ${args[0]} failed (${error.message}). Run it by hand in ${home} to see why.`);
  }
}

/** Whether somebody ran npm install since the manifest and the lock file were last changed. */
function installedByHand() {
  const done = changedAt('node_modules/.package-lock.json');
  return done > 0 && done >= changedAt('package-lock.json') && done >= changedAt('package.json');
}

function manifestHash() {
  return hashOf(['package.json', 'package-lock.json']);
}

/** Whether dist/server was built from the sources as they are. */
export function serverIsBuilt() {
  const built = readStamp(serverStamp);
  if (!built?.outputs.every((file) => existsSync(join(home, file)))) return false;
  return serverEntries().join() === built.entries.join() && hashOf(built.inputs) === built.hash;
}

/** The programs that exist so far. */
export function serverEntries() {
  return ['src/app/server.ts', 'src/app/cli.ts', 'src/app/import-runner.ts', 'src/app/text-runner.ts'].filter((file) =>
    existsSync(join(home, file)),
  );
}

/** Whether dist/web was built from the sources as they are; true while there are no screens. */
export function webIsBuilt() {
  if (!existsSync(join(home, 'src/app/web/index.html'))) return true;
  return existsSync(join(home, 'dist/web/index.html')) && readStamp(webStamp)?.hash === webHash();
}

/** What the screens are made of: every source but tests, and what decides how it is built. */
export function webHash() {
  const files = readdirSync(join(home, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(home, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => !file.startsWith('src/kernel/') && !/^src\/app\/sample\//.test(file));
  return hashOf([...files.sort(), 'package-lock.json', 'vite.config.ts', 'scripts/build.mjs']);
}

/** Hash over names and contents of files of the checkout; a missing file counts as such. */
export function hashOf(files) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  for (const file of files) hash.update(`\0${file}\0`).update(readBytes(join(home, file)) ?? 'missing');
  return hash.digest('hex');
}

/** Notes what a build was made of. */
export function writeStamp(file, facts) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(facts));
}

function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function read(file) {
  return readBytes(file)?.toString('utf8') ?? null;
}

function readBytes(file) {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

function changedAt(file) {
  try {
    return statSync(join(home, file)).mtimeMs;
  } catch {
    return 0;
  }
}
