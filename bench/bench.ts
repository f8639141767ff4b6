import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkoutDir } from '../src/kernel/config.ts';
import { measureHttp } from './item-http.ts';
import { measureIdle } from './item-idle.ts';
import { measureImport } from './item-import.ts';
import { measurePages } from './item-pages.ts';
import { measureSearch } from './item-search.ts';
import { measureXlsx } from './item-xlsx.ts';
import { type Figure, load, tableOf, type Wanted } from './measure.ts';

/** The measurements of the "What must hold" 6 to 9, in order. */
const items: Record<string, (wanted: Wanted) => Promise<void>> = {
  import: measureImport,
  xlsx: measureXlsx,
  pages: measurePages,
  search: measureSearch,
  http: measureHttp,
  idle: measureIdle,
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { full: { type: 'boolean' }, only: { type: 'string', multiple: true } } });
  const unknown = values.only?.find((name) => !(name in items));
  if (unknown) throw new Error(`--only is one of ${Object.keys(items).join(', ')}, not "${unknown}".`);
  const figures: Figure[] = [];
  let shown = 0;
  const began = performance.now();
  const wanted: Wanted = {
    full: values.full === true,
    note: (text) =>
      void process.stderr.write(`[${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s] ${text}\n`),
    add: (figure) => void figures.push({ ...figure, load: load() }),
  };
  for (const [name, measure] of Object.entries(items)) {
    if (values.only && !values.only.includes(name)) continue;
    wanted.note(name);
    try {
      await measure(wanted);
    } catch (error) {
      // The others still tell something.
      process.exitCode = 1;
      wanted.note(`${name} failed: ${(error as Error).stack}`);
    }
    for (const figure of figures.slice(shown))
      wanted.note(`${figure.name}: ${figure.ratio.toFixed(2)} (${figure.target})`);
    shown = figures.length;
  }
  const words = `${values.full ? 'full' : 'short'} run, ${cpus().length} cores, Node ${process.versions.node}, ${((performance.now() - began) / 1000).toFixed(0)} s`;
  process.stdout.write(`\n${words}\n\n${tableOf(figures)}\n`);
  const folder = join(checkoutDir(), 'dist');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'bench.json'),
    `${JSON.stringify({ run: words, at: new Date().toISOString(), figures }, null, 2)}\n`,
  );
}

main().then(
  () => process.exit(),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
