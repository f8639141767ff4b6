import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskProblem } from './disk-words.ts';
import { register } from './register.ts';

test('what the file system refuses is told in words with the path', () => {
  const error = (code: string) => Object.assign(new Error(code), { code, path: '/srv/data/server.json' });
  expect(diskProblem(error('EACCES'))).toMatch(/may not write \/srv\/data\/server\.json.*VITALFEW_DATA/);
  expect(diskProblem(error('EROFS'))).toMatch(/can only be read/);
  expect(diskProblem(error('ENOSPC'))).toMatch(/no space left/);
  expect(diskProblem(new Error('anything else'))).toBeNull();
});

test('a data directory that is a file is told too', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitalfew-words-'));
  const file = join(folder, 'data');
  writeFileSync(file, '');
  try {
    register(file);
    expect.unreachable();
  } catch (problem) {
    expect(diskProblem(problem)).toMatch(/is no directory/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
