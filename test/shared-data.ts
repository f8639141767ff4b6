import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = resolve(dirname(fileURLToPath(import.meta.url)), '../../shared/data');

/**
 * The absolute path of a file of `../shared/data`, which stands beside the checkout; undefined, with a message, where it does not. With CI=true a missing
 * file is an error. Use as `const path = sharedData('x'); test.skipIf(!path)(...)`, so that it counts as skipped.
 */
export function sharedData(relativePath: string): string | undefined {
  const path = join(FOLDER, relativePath);
  if (existsSync(path)) return path;
  if (process.env.CI === 'true') throw new Error(`${path} is missing, and CI must not skip`);
  console.warn(`skipped: ${path} is missing`);
  return undefined;
}
