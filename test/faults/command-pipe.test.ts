import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkoutDir } from '../../src/kernel/config.ts';

test('a reader of the output who goes away early stops no command', async () => {
  const built = spawnSync(process.execPath, ['scripts/build.mjs', 'server'], { cwd: checkoutDir(), encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
  const child = spawn(process.execPath, [join(checkoutDir(), 'dist/server/cli.js'), 'help'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (data) => (said += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, said]).toEqual([0, '']);
}, 60_000);
