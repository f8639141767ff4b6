// npm run room -- name: copies the template room (features/products) to features/<name>, with names replaced, and enters it in app/features.ts.
// The name is a plural noun in lower case: folder, URL, table and prefix of verbs. The singular is guessed, or given: -- stories story
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const [plural, given] = process.argv.slice(2);
if (!plural || !/^[a-z]{3,30}$/.test(plural))
  fail('Say the name of the room, a plural noun in lower case: npm run room -- contacts');
const singular = given ?? (plural.endsWith('ies') ? `${plural.slice(0, -3)}y` : plural.replace(/s$/, ''));
if (singular === plural) fail(`Say the singular too: npm run room -- ${plural} <singular>`);

const template = join(home, 'src/features/products');
const target = join(home, 'src/features', plural);
if (existsSync(target)) fail(`There is a room ${plural} already.`);

/** What belongs to products alone: the merge of the ledger's import. */
const LEFT_OUT = new Set(['store-merge.ts']);
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const renamed = (text) =>
  text
    .replaceAll('products', plural)
    .replaceAll('Products', capital(plural))
    .replaceAll('product', singular)
    .replaceAll('Product', capital(singular));
const withoutMerge = (text) =>
  text
    .split('\n')
    .filter((line) => !line.includes('store-merge.ts'))
    .join('\n');

copy(template, target);
register();
console.log(`The room stands in src/features/${plural}. Next:
  1. Write its table in a new file of db/migrations (org_id first in every key, row level security as in 0005_rights.sql),
     then node scripts/db-types.mjs URL > src/kernel/schema.ts.
  2. Make contract.ts say what may be asked; give each verb a row in src/app/roles.ts (a missing one does not compile).
  3. rules.ts, store.ts, operations.ts, their tests; ui/; the words of ui/en.json and ui/ru.json.
  4. Put '${plural}' where it belongs in the order of src/app/features.ts: it stands at the end now.
  5. Its questions in test/outsiders/questions.ts: what those outside may ask of each operation.
  6. npx vitest run src/features/${plural}`);

function copy(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    const source = join(from, name);
    if (LEFT_OUT.has(name)) continue;
    if (statSync(source).isDirectory()) copy(source, join(to, name));
    else writeFileSync(join(to, renamed(name)), renamed(withoutMerge(readFileSync(source, 'utf8'))));
  }
}

/** Enters the room at the end of the lists of app/features.ts. */
function register() {
  const file = join(home, 'src/app/features.ts');
  let text = readFileSync(file, 'utf8');
  const imports = `import * as ${plural} from '../features/${plural}/contract.ts';\nimport { handlers as ${plural}Handlers } from '../features/${plural}/operations.ts';\n`;
  text = imports + text;
  text = insertBefore(
    text,
    /export const rooms = \[/,
    /\] as const;/,
    (body) => `${body.trimEnd().replace(/,?$/, ',')} '${plural}'`,
  );
  text = insertBefore(
    text,
    /export const operations = \[/,
    /\n\];/,
    (body) => `${body}\n  ...operationsIn(${plural}),`,
  );
  text = insertBefore(text, /export const handlers[^=]*= \[/, /\n\];/, (body) => `${body}\n  ...${plural}Handlers,`);
  writeFileSync(file, text);
  // The lines stand where they belong among the others.
  spawnSync(join(home, 'node_modules/.bin/biome'), ['check', '--write', file], { cwd: home, stdio: 'ignore' });
}

function insertBefore(text, start, end, change) {
  const from = text.search(start);
  if (from < 0) fail(`src/app/features.ts does not look as expected: ${start} is missing. Enter the room by hand.`);
  const open = from + text.slice(from).match(start)[0].length;
  const close = open + text.slice(open).search(end);
  return text.slice(0, open) + change(text.slice(open, close)) + text.slice(close);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
