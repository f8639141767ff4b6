import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sized, writeLedgerCsv } from '../../bench/ledger-files.ts';
import { checkoutDir } from '../../src/kernel/config.ts';

let disk: string;
let mounted = false;
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'vitalfew-disk-'));
  mounted =
    process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=110m', 'tmpfs', disk]).status === 0;
  const built = spawnSync(process.execPath, ['scripts/build.mjs', 'server'], { cwd: checkoutDir(), encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
}, 120_000);
afterAll(async () => {
  if (mounted) spawnSync('umount', ['-l', disk]);
  await rm(disk, { recursive: true, force: true });
});

/** `vitalfew LINE --json` with its data on the small disk. */
async function command(line: string): Promise<{ code: number | null; answer: Record<string, unknown> }> {
  const child = spawn(process.execPath, [join(checkoutDir(), 'dist/server/cli.js'), ...line.split(' '), '--json'], {
    env: { ...process.env, VITALFEW_DATA: join(disk, 'data'), DATABASE_URL: '', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.on('data', (data) => {
    text += data;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, answer: text.trim() ? JSON.parse(text) : {} };
}

test('a full disk ends an import with the reason; the ledger is as it was, and takes the next one', async ({
  skip,
}) => {
  skip(!mounted, 'only root may mount a small disk');
  const [big, small] = [`${disk}-big.csv`, `${disk}-small.csv`];
  await writeLedgerCsv(big, sized(60_000));
  writeFileSync(small, readFileSync(big, 'utf8').split('\n', 1000).join('\n'));
  try {
    await command('org create acme --name Acme --currency EUR --timezone UTC --admin-email ann@example.com');
    const full = await command(`import ${big} --org acme`);
    expect(full.code).toBe(1);
    // PostgreSQL itself goes down when it is the log that does not fit; it is started again.
    expect(['diskFull', 'connection']).toContain(full.answer.error);
    const { answer } = await command('imports --org acme');
    expect(answer.imports).toMatchObject([{ state: 'failed' }]);
    expect((await command('ledger verify --org acme')).answer).toMatchObject({ ok: true, documents: 0 });
    expect((await command(`import ${small} --org acme`)).code).toBe(0);
    expect((await command('ledger verify --org acme')).answer).toMatchObject({ ok: true, lines: 999 });
  } finally {
    await Promise.all([big, small].map((path) => rm(path, { force: true })));
  }
}, 180_000);
