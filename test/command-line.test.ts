import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../src/app/command-line.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vitalfew-cli-'));
  vi.stubEnv('VITALFEW_DATA', dir);
  vi.stubEnv('DATABASE_URL', undefined);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true, force: true });
});

/** Runs a command line as `bin/vitalfew` does, and gives what it wrote. */
async function run(line: string) {
  let [stdout, stderr] = ['', ''];
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    stderr += text;
    return true;
  });
  try {
    const code = await runCommandLine(line.split(' ').filter(Boolean));
    return { code, stdout, stderr };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

const create = 'org create acme --name Acme --currency EUR --timezone Europe/Berlin --admin-email ann@example.com';

describe('the command line', () => {
  test('without a command, or with an unknown one, says what there is and fails', async () => {
    expect(await run('')).toMatchObject({ code: 1, stderr: expect.stringContaining('org create') });
    expect(await run('nonsense')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no command "nonsense"'),
    });
    expect(await run('user')).toMatchObject({ code: 1, stderr: expect.stringContaining('user reset-password') });
    expect(await run('org list --nope')).toMatchObject({ code: 1, stderr: expect.stringContaining("'--nope'") });
    expect(await run('backup')).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage') });
    for (const line of ['nonsense --json', 'user --json', 'org list --nope --json', 'backup --json']) {
      expect(JSON.parse((await run(line)).stdout)).toEqual({ error: 'usage', message: expect.any(String) });
    }
    expect(await run('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('ledger verify') });
    expect(await run('backup --help')).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage') });
  });

  test('makes an organisation; a second one of the same name is refused in words', async () => {
    const made = await run(`${create} --json`);
    expect(made.code).toBe(0);
    const answer = JSON.parse(made.stdout);
    expect(answer).toMatchObject({
      organisation: { slug: 'acme', currency: 'EUR' },
      admin: { email: 'ann@example.com' },
    });
    expect(answer.admin.password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(made.stdout.trim().split('\n')).toHaveLength(1);
    const again = await run(create);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toBe('There is an organisation "acme" already.\n');
    expect((await run(create.replace('EUR', 'EUX').replace('acme', 'b'))).stderr).toContain('no currency');
    expect((await run(create.replace('Berlin', 'Nowhere').replace('acme', 'b'))).stderr).toContain('IANA');
    expect(JSON.parse((await run('org list --json')).stdout).organisations).toHaveLength(1);
    // What goes wrong is told to programs too.
    const refused = await run('imports --org nobody --json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toEqual({ error: expect.any(String), message: refused.stderr.trim() });
  });

  test('adds people and resets passwords', async () => {
    const added = await run('user add kam@example.com --org acme --role kam --json');
    expect(JSON.parse(added.stdout).user).toMatchObject({ email: 'kam@example.com', roles: ['kam'] });
    expect((await run('user add kam@example.com --org acme --role kam')).stderr).toContain('already');
    expect((await run('user add x@example.com --org acme --role king')).stderr).toContain('no role "king"');
    expect((await run('user add x@example.com --org nowhere --role kam')).stderr).toContain(
      'no organisation "nowhere"',
    );
    expect((await run('user list --org acme')).stdout).toContain('kam@example.com');
    expect(
      JSON.parse((await run('user reset-password kam@example.com --org acme --json')).stdout).user.password,
    ).toBeTruthy();
    expect(await run('user reset-password nobody@example.com')).toMatchObject({ code: 1 });
  });

  test('backs up, restores elsewhere, and not over something', async () => {
    const file = join(dir, 'all.tar.gz');
    const nowhere = await run(`backup ${join(dir, 'missing', 'all.tar.gz')} --json`);
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written') });
    expect(JSON.parse(nowhere.stdout)).toMatchObject({ error: 'failed' });
    expect(await run(`backup ${file}`)).toMatchObject({ code: 0, stdout: expect.stringContaining('1 organisations') });
    expect(await run(`restore ${file}`)).toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') });
    vi.stubEnv('VITALFEW_DATA', join(dir, 'elsewhere'));
    try {
      expect(await run(`restore ${file}`)).toMatchObject({ code: 0 });
      expect((await run('user list --org acme')).stdout).toContain('ann@example.com');
    } finally {
      vi.stubEnv('VITALFEW_DATA', dir);
    }
  });

  test('stop says when nothing runs', async () => {
    expect(await run('stop --json')).toMatchObject({ code: 0, stdout: '{"stopped":false,"pid":null}\n' });
  });
});
