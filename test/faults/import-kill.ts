import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { checkoutDir } from '../../src/kernel/config.ts';
import { openFiles } from '../../src/kernel/files.ts';
import { copyOfDatabase, type TestDatabase, testDatabase } from '../../src/kernel/postgres/scratch.ts';
import { sweepFiles } from '../../src/kernel/sweep.ts';
import { JOURNALED_AND_ROLLED } from '../ledger-tables.ts';

const SERVER = join(checkoutDir(), 'dist/server');
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Columns that are none of an import's business: counters of runs, and what the review that follows publishes. */
const LOOSE: Record<string, string> = {
  ledger_state: 'revision,changed_at',
  account_figures: 'revenue,prior_revenue,basis,growth,share,rank,class,xyz,tier,tier_is_set',
};

/** A program of ours that runs as a process of its own. */
export interface Running {
  child: ChildProcess;
  /** What it wrote so far, both streams. */
  said(): string;
  exited: Promise<number | null>;
}

/** One installation on a database of its own, whose programs are real processes that can be killed. */
export class Installation {
  server: (Running & { address: string; apart: boolean }) | null = null;
  private token = '';
  private password = '';
  private kept: TestDatabase | null = null;
  private constructor(
    private database: TestDatabase,
    readonly dataDir: string,
    private reader: pg.Client,
  ) {}

  static async open(): Promise<Installation> {
    const database = await testDatabase();
    const self = new Installation(database, await mkdtemp(join(tmpdir(), 'vitalfew-kill-')), await connected(database));
    const made = await self.command(
      'org create acme --name Acme --currency EUR --timezone UTC --admin-email ann@example.com',
    );
    self.password = (made.answer as { admin: { password: string } }).admin.password;
    await self.lookInside();
    return self;
  }

  /** Goes on with a database that nobody reads yet. */
  private async read(database: TestDatabase): Promise<void> {
    this.database = database;
    this.reader = await connected(database);
    await this.lookInside();
  }

  private async lookInside(): Promise<void> {
    const { rows } = await this.reader.query(
      "select set_config('vitalfew.gate', 'on', false), id from organisations where slug = 'acme'",
    );
    await this.reader.query("select set_config('vitalfew.org', $1, false)", [rows[0].id]);
  }

  /** Keeps a copy of the database as it stands; no program of ours may run. */
  async keep(): Promise<void> {
    await this.reader.end();
    this.kept = await copyOfDatabase(this.database.name);
    await this.read(this.database);
  }

  /** Puts the kept copy in the place of the database: what an undo does, sooner. */
  async putBack(): Promise<void> {
    await this.stopServer('SIGTERM');
    await this.reader.end();
    await this.database.drop();
    await this.read(await copyOfDatabase(this.kept!.name));
  }

  async close(): Promise<void> {
    await this.stopServer('SIGTERM');
    await this.reader.end();
    await this.database.drop();
    await this.kept?.drop();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private start(program: string, args: string[], env: Record<string, string> = {}): Running {
    const child = spawn(process.execPath, [join(SERVER, program), ...args], {
      env: {
        ...process.env,
        DATABASE_URL: this.database.ownerUrl,
        VITALFEW_DATA: this.dataDir,
        VITALFEW_SAMPLE: '0',
        PORT: '0',
        LOG_LEVEL: 'error',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data) => (text += data));
    return { child, said: () => text, exited: new Promise((resolve) => child.on('close', (code) => resolve(code))) };
  }

  /** `vitalfew LINE`, to its end. */
  async command(line: string): Promise<{ code: number | null; answer: unknown; said: string }> {
    const running = this.start('cli.js', [...line.split(' '), '--json']);
    const code = await running.exited;
    const json = running
      .said()
      .split('\n')
      .find((text) => text.startsWith('{'));
    return { code, answer: json ? JSON.parse(json) : null, said: running.said() };
  }

  /** `vitalfew import FILE`, which goes on while the caller watches. */
  importByCommand(file: string): Running {
    return this.start('cli.js', ['import', file, '--org', 'acme']);
  }

  /** Sees to it that a server runs, whose imports run in processes of their own (`apart`) or in its own. */
  async startServer(apart: boolean): Promise<void> {
    if (this.server?.apart === apart) return;
    await this.stopServer('SIGTERM');
    const running = this.start('server.js', [], { VITALFEW_IMPORTS_APART: apart ? '1' : '0' });
    for (let tries = 0; ; tries++) {
      const address = /runs at (http:\S+)/.exec(running.said())?.[1];
      if (address) {
        this.server = { ...running, address, apart };
        break;
      }
      if (tries > 600 || running.child.exitCode !== null)
        throw new Error(`the server does not start: ${running.said()}`);
      await pause(50);
    }
    const signed = await this.http('POST', '/session', {
      email: 'ann@example.com',
      password: this.password,
      asToken: true,
    });
    this.token = signed.token as string;
  }

  async stopServer(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (!this.server) return;
    this.server.child.kill(signal);
    await this.server.exited;
    this.server = null;
  }

  /** Where the running server is reached, and as whom. */
  door(): { server: string; headers: Record<string, string> } {
    return {
      server: this.server!.address,
      headers: { 'x-vitalfew': '1', authorization: `Bearer ${this.token}` },
    };
  }

  /** The contents that rows name. */
  async storedHashes(): Promise<string[]> {
    const { rows } = await this.reader.query('select distinct sha256 from stored_files');
    return rows.map((row) => row.sha256);
  }

  /** What the server does once an hour. */
  async sweep(): Promise<number> {
    const pool = new pg.Pool({ connectionString: this.database.ownerUrl });
    try {
      return await sweepFiles(pool, await openFiles(join(this.dataDir, 'files')), new Date());
    } finally {
      await pool.end();
    }
  }

  /** The process that the server started for an import; waits until there is one. */
  async runner(): Promise<number> {
    for (const until = performance.now() + 60_000; performance.now() < until; ) {
      const found = childrenOf(this.server!.child.pid!).find((pid) => commandOf(pid).includes('import-runner'));
      if (found) return found;
      await pause(20);
    }
    throw new Error('no import-runner');
  }

  // biome-ignore lint/suspicious/noExplicitAny: answers of the API, read field by field
  async http(method: string, path: string, body?: unknown): Promise<any> {
    const isFile = Buffer.isBuffer(body);
    const answer = await fetch(`${this.server!.address}/api${path}`, {
      method,
      headers: {
        'x-vitalfew': '1',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      body: body === undefined ? undefined : isFile ? new Uint8Array(body) : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Uploads a file to the running server and starts the import; gives its id. */
  async importByServer(file: string): Promise<string> {
    const { id } = await this.http('POST', '/imports', { name: 'killed' });
    await this.http('POST', `/imports/${id}/files?name=ledger.csv`, readFileSync(file));
    await this.http('POST', `/imports/${id}/run`, {});
    return id;
  }

  /** Every import that is not over yet, by state. */
  async unfinished(): Promise<string[]> {
    const { rows } = await this.reader.query(
      "select state from imports where state in ('queued', 'running', 'checking')",
    );
    return rows.map((row) => row.state);
  }

  async newestImport(): Promise<{ id: string; state: string; failure: { code: string } | null }> {
    const { rows } = await this.reader.query('select id, state, failure from imports order by id desc limit 1');
    return rows[0];
  }

  /** How far the newest import says it is. */
  async phase(): Promise<string> {
    const { rows } = await this.reader.query('select state, phase from imports order by id desc limit 1');
    return rows[0].phase ?? rows[0].state;
  }

  /** Waits until no import says that it waits or runs; gives the seconds that took. */
  async settled(): Promise<number> {
    const begun = performance.now();
    while ((await this.unfinished()).length > 0) {
      if (performance.now() - begun > 600_000) throw new Error(`still ${await this.unfinished()}`);
      await pause(200);
    }
    return (performance.now() - begun) / 1000;
  }

  /** What the whole ledger holds, row by row; without counters of runs. */
  async state(): Promise<string> {
    const parts = [];
    for (const table of JOURNALED_AND_ROLLED) {
      const row = table in LOOSE ? `(to_jsonb(x) - '{${LOOSE[table]}}'::text[])` : 'x';
      const { rows } = await this.reader.query(
        `select count(*) || ' ' || coalesce(sum(hashtextextended(${row}::text, 0)::numeric), 0) as hash from ${table} x where x.org_id = current_org()`,
      );
      parts.push(`${table} ${rows[0].hash}`);
    }
    return parts.join('\n');
  }

  /** What the documents and lines say, without ids: the same after every complete import of the same file. */
  async content(): Promise<string> {
    const { rows } = await this.reader.query(
      `select (select sum(hashtextextended(concat_ws('|', d.number, a.external_id, d.doc_date, d.net, d.tax, d.base_net, d.line_count), 0)::numeric)
                 from ledger_documents d join accounts a on a.org_id = d.org_id and a.id = d.account_id where d.org_id = current_org()) || ' ' ||
              (select sum(hashtextextended(concat_ws('|', d.number, l.line_key, l.quantity, l.net, l.cost), 0)::numeric)
                 from ledger_lines l join ledger_documents d on d.org_id = l.org_id and d.id = l.document_id where l.org_id = current_org()) || ' ' ||
              (select sum(hashtextextended(concat_ws('|', a.external_id, m.month, m.revenue, m.lines), 0)::numeric)
                 from ledger_account_months m join accounts a on a.org_id = m.org_id and a.id = m.account_id where m.org_id = current_org()) as hash`,
    );
    return rows[0].hash;
  }
}

async function connected(database: TestDatabase): Promise<pg.Client> {
  const client = new pg.Client(database.ownerUrl);
  await client.connect();
  return client;
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
