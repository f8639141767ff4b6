import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { checkoutDir } from '../src/kernel/config.ts';

/** True while `npm run snapshots` runs. */
const writing = process.env.VITALFEW_SNAPSHOTS === 'write';

/** Compares a text with the file of the checkout that reviewers read; `npm run snapshots` writes the file instead. */
export function expectSnapshot(file: string, text: string): void {
  const path = join(checkoutDir(), file);
  if (writing) writeFileSync(path, text);
  let kept = '';
  try {
    kept = readFileSync(path, 'utf8');
  } catch {
    // Missing: differs below.
  }
  expect(
    text === kept ? '' : difference(kept, text),
    `${file} is not up to date: npm run snapshots, then read the diff`,
  ).toBe('');
}

/** The first lines that differ. */
function difference(kept: string, fresh: string): string {
  const [was, is] = [kept.split('\n'), fresh.split('\n')];
  const at = is.findIndex((line, index) => line !== was[index]);
  const from = at === -1 ? is.length : at;
  return `line ${from + 1}\n- ${was.slice(from, from + 5).join('\n- ')}\n+ ${is.slice(from, from + 5).join('\n+ ')}`;
}
