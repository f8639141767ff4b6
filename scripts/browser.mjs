// Finds the Chromium that the journeys drive; installs it by apt where that is allowed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** The path of a Chromium, or null. CHROMIUM_PATH wins. */
export function findBrowser() {
  if (process.env.CHROMIUM_PATH) return existsSync(process.env.CHROMIUM_PATH) ? process.env.CHROMIUM_PATH : null;
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    const folder = folders.find((each) => each && existsSync(join(each, name)));
    if (folder) return join(folder, name);
  }
  return null;
}

/** Installs the Debian package when this user may; true when a browser is there afterwards. */
export function installBrowser() {
  const may = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;
  if (!may('apt-get', ['--version'])) return false;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !may('sudo', ['-n', 'true'])) return false;
  const run = (...args) => {
    const words = isRoot ? args : ['sudo', '-n', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync(words[0], words.slice(1), { stdio: ['ignore', 2, 2], env }).status === 0;
  };
  process.stderr.write('Installing Chromium by apt-get ...\n');
  run('apt-get', 'update', '-q');
  return run('apt-get', 'install', '-y', '-q', '--no-install-recommends', 'chromium') && findBrowser() !== null;
}

/** What to do by hand. */
export const browserAdvice =
  'The journeys need Chromium. Install it (Debian, Ubuntu: apt-get install chromium; others: your package manager), or set CHROMIUM_PATH to a Chrome or Chromium.';
