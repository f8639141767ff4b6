// Prints the gzip size of the scripts that a first screen needs: entry, shell, words of one language, one page, and all that
// they import statically. Exits 1 when a screen on which a visit begins (sign-in and its neighbours, Today, settings) needs more than 250 kB; pages
// that are opened from there load their own part on top, and are listed with what they would need from nothing. Run after `vite build`; `--files` lists the scripts, `--in FOLDER` reads another build.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT = 250 * 1000;
const given = process.argv.indexOf('--in');
const folder = given > 0 ? pathToFileURL(`${process.argv[given + 1]}/`) : new URL('../dist/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));

/** Every script that the chunks need before they can run. */
function needed(keys) {
  const files = new Set(keys.flatMap((key) => reached(key)).map((key) => manifest[key].file));
  return [...files].filter((file) => file.endsWith('.js'));
}

/** The chunk and all that it imports statically, as keys of the manifest. */
function reached(key, seen = new Set()) {
  if (manifest[key] === undefined || seen.has(key)) return [...seen];
  seen.add(key);
  for (const next of manifest[key].imports ?? []) reached(next, seen);
  return [...seen];
}

const sizes = new Map();
function gzip(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(new URL(file, folder)), { level: 6 }).length);
  return sizes.get(file);
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
const find = (end) => Object.keys(manifest).find((key) => key.endsWith(end));
const base = ['index.html', find('words/ru.ts')];
const outside = /people\/ui\/(SignIn|ForgotPassword|UseLink|NoOrganisation)\.tsx$/;
/** Pages are what the entry loads when an address is opened; panels that pages load later are not first screens. */
const entry = new Set(base.flatMap((key) => reached(key)));
const pages = [...new Set([...entry].flatMap((key) => manifest[key].dynamicImports ?? []))].filter(
  (key) => /\.tsx$/.test(key) && !/shell\/Shell\.tsx$/.test(key),
);
const rows = pages.map((page) => {
  const files = needed([...base, ...(outside.test(page) ? [] : [find('shell/Shell.tsx')]), page]);
  return { page, files, bytes: files.reduce((sum, file) => sum + gzip(file), gzip('theme.js')) };
});

for (const { page, files, bytes } of rows.sort((a, b) => b.bytes - a.bytes)) {
  console.log(`${kB(bytes)} gzip in ${String(files.length).padStart(2)} scripts  ${page.replace(/^(\.\.\/)+/, '')}`);
  if (!process.argv.includes('--files')) continue;
  for (const file of files.sort((a, b) => gzip(b) - gzip(a))) console.log(`        ${kB(gzip(file))} ${file}`);
}
const begins = /(people\/ui\/\w+|shell\/Welcome|home\/HomePage|settings\/SettingsPage)\.tsx$/;
const first = rows.filter(({ page }) => begins.test(page));
const worst = first[0]?.bytes ?? 0;
if (first.length < 5 || worst > LIMIT) {
  console.error(`A first screen needs ${kB(worst).trim()} gzip of script; the limit is ${LIMIT / 1000} kB.`);
  process.exit(1);
}
