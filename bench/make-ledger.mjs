#!/usr/bin/env node
// Makes a big flat sales file: node bench/make-ledger.mjs FILE.csv|FILE.xlsx [LINES] [SEED]
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [path, lines, seed] = process.argv.slice(2);
if (!path || !/\.(csv|xlsx)$/.test(path) || (lines !== undefined && !(Number(lines) > 0))) {
  console.error('usage: node bench/make-ledger.mjs FILE.csv|FILE.xlsx [LINES] [SEED]');
  process.exit(1);
}
const here = dirname(fileURLToPath(import.meta.url));
// inside the checkout, so that the bundle finds node_modules
const folder = await mkdtemp(join(here, '..', 'node_modules', '.make-ledger-'));
try {
  const outfile = join(folder, 'ledger-files.mjs');
  await build({
    entryPoints: [join(here, 'ledger-files.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  const { sized, writeLedgerCsv, writeLedgerXlsx } = await import(pathToFileURL(outfile).href);
  const xlsx = path.endsWith('.xlsx');
  const started = performance.now();
  const size = sized(Number(lines ?? (xlsx ? 200_000 : 1_000_000)), seed);
  const rows = await (xlsx ? writeLedgerXlsx : writeLedgerCsv)(path, size);
  console.log(`${path}: ${rows} rows in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} finally {
  await rm(folder, { recursive: true });
}
