// Prints the gzip size of the scripts that each page needs when it is the first one opened: entry, shell, the page with its heaviest tab, and
// all that they import statically; and of the words beside them, which are data (the longer language). Exits 1 when a page needs more than
// 250 kB of script or 40 kB of words. What opens later (dialogs, drawers, the palette, help, words of other rooms) loads then. Run after `vite build`; `--files` lists the scripts, `--in FOLDER` reads another build.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 250 * 1000;
const WORDS_LIMIT = 40 * 1000;
const home = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.indexOf('--in');
const folder = given > 0 ? pathToFileURL(`${process.argv[given + 1]}/`) : new URL('../dist/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));

/** The chunk and all that it imports statically, as keys of the manifest. */
function reached(key, seen = new Set()) {
  if (manifest[key] === undefined || seen.has(key)) return [...seen];
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reached(next, seen);
  return [...seen];
}

/** Every script that the chunks need before they can run, and the words. */
function needed(keys) {
  const files = new Set(keys.flatMap((key) => reached(key)).map((key) => manifest[key].file));
  return [...files];
}

const sizes = new Map();
function gzip(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, folder)), { level: 6 }).length);
  return sizes.get(file);
}
const isScript = (file) => file.endsWith('.js');
const sum = (files) => files.reduce((bytes, file) => bytes + gzip(file), 0);
const weight = (files) => sum(files.filter(isScript)) + gzip('theme.js');
const weightOfWords = (files) => sum(files.filter((file) => !isScript(file)));

/** The key of a source file, and of the words of a room. */
const keyOf = (file) => relative(join(home, 'src/app/web'), file).replaceAll('\\', '/');
const wordsOf = (room) =>
  Object.keys(manifest).find((key) => key.endsWith(`/${room}/ui/ru.json`) || key.endsWith(`../${room}/ru.json`));

/** The pages that the rooms declare, with the words that load with them. */
function declared() {
  const rooms = [
    ...readdirSync(join(home, 'src/features')).map((room) => `src/features/${room}/ui/routes.tsx`),
    ...readdirSync(join(home, 'src/app')).map((room) => `src/app/${room}/routes.tsx`),
  ];
  return rooms
    .filter((file) => existsSync(join(home, file)))
    .flatMap((file) => {
      const code = readFileSync(join(home, file), 'utf8');
      const own = /room: '([\w-]+)'/.exec(code)[1];
      return code
        .split('load: () => import(')
        .slice(1)
        .map((part) => {
          const words = /words: \[([^\]]*)\]/.exec(part.split('path:')[0])?.[1] ?? '';
          const rooms = [own, ...[...words.matchAll(/'([\w-]+)'/g)].map((match) => match[1])];
          return { page: keyOf(join(home, dirname(file), /'([^']+)'/.exec(part)[1])), rooms };
        });
    });
}

/** The words that come with a tab of a page: `lazyTab(['notes'], () => import('./TimelineTab.tsx'))`. */
function wordsOfTab(page, tab) {
  const file = join(home, 'src/app/web', page);
  const code = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const call = code.split('lazyTab(').find((part) => part.includes(`/${tab.split('/').at(-1)}'`));
  return [...(call ?? '').split(']')[0].matchAll(/'([\w-]+)'/g)].map((match) => wordsOf(match[1]));
}

const common = ['index.html', 'words/ru.ts'];
const inside = [...common, 'shell/Shell.tsx'];
const outside = Object.keys(manifest)
  .filter((key) => /people\/ui\/(SignIn|ForgotPassword|UseLink|NoOrganisation)\.tsx$/.test(key))
  .map((page) => ({ page, keys: [...common, page, wordsOf('people')] }));
const rooms = declared().map(({ page, rooms: said }) => ({ page, keys: [...inside, page, ...said.map(wordsOf)] }));
const pages = [...outside, { page: 'shell/Welcome.tsx', keys: [...inside, 'shell/Welcome.tsx'] }, ...rooms];

const rows = [...new Map(pages.map((one) => [one.page, one])).values()].map(({ page, keys }) => {
  for (const key of keys) if (manifest[key] === undefined) throw new Error(`${page} needs ${key}, which was not built`);
  const tabs = (manifest[page].dynamicImports ?? []).filter((key) => /(Tab|Panel)\.tsx$/.test(key));
  const ways = [keys, ...tabs.map((tab) => [...keys, tab, ...wordsOfTab(page, tab)])].map(needed);
  const files = ways.sort((a, b) => weight(b) - weight(a))[0];
  return { page, files, bytes: weight(files), words: Math.max(...ways.map(weightOfWords)) };
});

const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
for (const { page, files, bytes, words } of rows.sort((a, b) => b.bytes - a.bytes)) {
  const scripts = String(files.filter(isScript).length).padStart(3);
  console.log(`${kB(bytes)} gzip in ${scripts} scripts, words ${kB(words).trim()}  ${page.replace(/^(\.\.\/)+/, '')}`);
  if (!process.argv.includes('--files')) continue;
  for (const file of files.sort((a, b) => gzip(b) - gzip(a))) console.log(`        ${kB(gzip(file))} ${file}`);
}
const heavy = rows.filter(({ bytes, words }) => bytes > LIMIT || words > WORDS_LIMIT);
for (const { page, bytes, words } of heavy)
  console.error(
    `${page} needs ${kB(bytes).trim()} gzip of script and ${kB(words).trim()} of words when opened first; the limits are ${LIMIT / 1000} and ${WORDS_LIMIT / 1000} kB.`,
  );
if (rows.length < 15)
  console.error(`Only ${rows.length} pages were found; this script reads the routes.tsx of the rooms.`);
process.exitCode = heavy.length > 0 || rows.length < 15 ? 1 : 0;
