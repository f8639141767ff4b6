// Prints the gzip size of the scripts that the first screen needs (entry, the page, the words of one language, and everything
// they import statically); exits 1 above 250 kB. Run after `vite build`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT = 250 * 1000;
const folder = new URL('../dist/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', folder), 'utf8'));

/** Every script file that one of the entries needs before it can run. */
function needed(keys) {
  const files = new Set();
  const walk = (key) => {
    const chunk = manifest[key];
    if (chunk === undefined || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const next of chunk.imports ?? []) walk(next);
  };
  for (const key of keys) walk(key);
  return [...files].filter((file) => file.endsWith('.js'));
}

const gzip = (file) => gzipSync(readFileSync(new URL(file, folder)), { level: 6 }).length;
const find = (end) => Object.keys(manifest).find((key) => key.endsWith(end));
const screens = {
  'sign-in': ['index.html', 'words/ru.ts', 'ui/SignIn.tsx'],
  shell: ['index.html', 'words/ru.ts', 'shell/Shell.tsx'],
  'key accounts': ['index.html', 'words/ru.ts', 'shell/Shell.tsx', 'KeyAccounts.tsx'],
};

let worst = 0;
for (const [screen, ends] of Object.entries(screens)) {
  const keys = ends.map(find);
  if (keys.includes(undefined)) continue;
  const files = needed(keys);
  const bytes = files.reduce((sum, file) => sum + gzip(file), 0) + gzip('theme.js');
  worst = Math.max(worst, bytes);
  console.log(`${screen.padEnd(14)} ${(bytes / 1000).toFixed(1).padStart(7)} kB gzip in ${files.length} scripts`);
  if (process.argv.includes('--files')) {
    for (const file of files.sort((a, b) => gzip(b) - gzip(a)))
      console.log(`  ${(gzip(file) / 1000).toFixed(1).padStart(7)} ${file}`);
  }
}
if (worst > LIMIT) {
  console.error(
    `The first screen needs ${(worst / 1000).toFixed(1)} kB gzip of script; the limit is ${LIMIT / 1000} kB.`,
  );
  process.exit(1);
}
