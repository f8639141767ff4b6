#!/usr/bin/env node
// npm run bench [-- --full] [--only NAME]...: bundles the measurements and the programs they measure, and runs them.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { serverOptions } from '../scripts/build.mjs';

const home = dirname(dirname(fileURLToPath(import.meta.url)));
// Inside the checkout, so that the bundles find node_modules and the migrations; by process, so that two runs do not meet.
const folder = join(home, 'dist', `bench.${process.pid}`);
mkdirSync(folder, { recursive: true });
const stop = () => rmSync(folder, { recursive: true, force: true });
try {
  await build({
    absWorkingDir: home,
    entryPoints: ['bench/bench.ts', 'bench/bare.ts', 'bench/load.ts'],
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  // What is measured is made as what people get.
  await build({ ...serverOptions(), entryPoints: ['src/app/server.ts', 'src/app/cli.ts'], outdir: folder });
  const child = spawn(process.execPath, [join(folder, 'bench.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => child.kill(name));
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
} finally {
  stop();
}
