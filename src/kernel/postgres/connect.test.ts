import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { migrate } from '../migrate.ts';
import { asAppRole, checkAppRole, connectionSettings } from './connect.ts';
import { type ScratchServer, scratchServer } from './scratch.ts';

const kinds = existsSync('/usr/lib/postgresql') ? ['embedded', 'system'] : ['embedded'];

describe.each(kinds)('a server of the operator (%s)', (kind) => {
  async function withServer(
    work: (server: ScratchServer, admin: (sql: string) => Promise<unknown>) => Promise<void>,
  ): Promise<void> {
    const server = await scratchServer(kind);
    try {
      await work(server, (sql) => rows(url(server, 'vitalfew', 'postgres'), sql));
    } finally {
      await server.stop();
    }
  }

  async function rows(settings: string | pg.ClientConfig, ...statements: string[]): Promise<Record<string, unknown>[]> {
    const client = new pg.Client(settings);
    await client.connect();
    try {
      let last: Record<string, unknown>[] = [];
      for (const sql of statements) last = (await client.query(sql)).rows;
      return last;
    } finally {
      await client.end();
    }
  }

  const url = (server: ScratchServer, role: string, database: string) =>
    `postgres://${role}@/${database}?host=${encodeURIComponent(server.socketDir)}`;
  const who = 'select session_user::text as session, current_user::text as me';

  test('the owner migrates without being superuser; the application is vitalfew_app from its first moment', async () => {
    await withServer(async (server, admin) => {
      await admin('create role boss login createrole');
      await admin('create database firm owner boss');
      const connections = await connectionSettings({
        dataDir: '/nowhere',
        databaseUrl: url(server, 'boss', 'firm'),
        databaseAppUrl: null,
      });
      const applied = await migrate({
        ownerUrl: connections.owner,
        dir: join(import.meta.dirname, '../../../db/migrations'),
      });
      expect(applied.length).toBeGreaterThan(0);
      await checkAppRole(connections.app);
      for (const leave of ['select 1', 'reset role', 'reset all', 'discard all']) {
        expect(await rows(connections.app, leave, who)).toEqual([{ session: 'boss', me: 'vitalfew_app' }]);
      }
      expect(
        await admin(
          "select rolcanlogin as login, rolsuper or rolbypassrls as free from pg_roles where rolname = 'vitalfew_app'",
        ),
      ).toEqual([{ login: false, free: false }]);
      await expect(checkAppRole(connections.owner)).rejects.toThrow(/owns the tables/);
      await expect(checkAppRole({ connectionString: url(server, 'vitalfew', 'firm') })).rejects.toThrow(/vitalfew/);
    });
  });

  test('databases that make the role at the same moment all get it', async () => {
    await withServer(async (server, admin) => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'];
      await admin('create role boss login createrole');
      for (const name of names) await admin(`create database ${name} owner boss`);
      const dir = mkdtempSync(join(tmpdir(), 'vitalfew-migrations-'));
      writeFileSync(join(dir, '0001_first.sql'), 'create table first (id int); grant select on first to vitalfew_app;');
      await Promise.all(names.map((name) => migrate({ ownerUrl: url(server, 'boss', name), dir })));
      for (const name of names) {
        expect(await rows(asAppRole(url(server, 'boss', name)), 'select from first', who)).toEqual([
          { session: 'boss', me: 'vitalfew_app' },
        ]);
      }
      rmSync(dir, { recursive: true });
    });
  });

  test('an owner who may not make roles is told what the administrator must run', async () => {
    await withServer(async (server, admin) => {
      const dir = mkdtempSync(join(tmpdir(), 'vitalfew-migrations-'));
      await admin('create role clerk login');
      await admin('create database firm owner clerk');
      const run = () => migrate({ ownerUrl: url(server, 'clerk', 'firm'), dir });
      await expect(run()).rejects.toThrow(/create role vitalfew_app nologin; grant vitalfew_app to "clerk"/);
      await admin('create role vitalfew_app nologin');
      await expect(run()).rejects.toThrow(/grant vitalfew_app to "clerk"/);
      await admin('grant vitalfew_app to clerk');
      expect(await run()).toEqual([]);
      await admin('alter role vitalfew_app bypassrls');
      await expect(run()).rejects.toThrow(/bypass row level security/);
      rmSync(dir, { recursive: true });
    });
  });
});

test('the application URL keeps what the owner’s says', () => {
  expect(asAppRole('postgres://a:b@h:1/d')).toBe('postgres://a:b@h:1/d?options=-c%20role%3Dvitalfew_app');
  expect(asAppRole('postgres://a@h/d?sslmode=require&options=-c%20lock_timeout%3D5s')).toBe(
    'postgres://a@h/d?sslmode=require&options=-c%20lock_timeout%3D5s%20-c%20role%3Dvitalfew_app',
  );
});

test('a server that is not there is told in words', async () => {
  const config = { dataDir: '/nowhere', databaseUrl: 'postgres://a@127.0.0.1:1/d', databaseAppUrl: null };
  await expect(connectionSettings(config, { patienceMs: 0 })).rejects.toThrow(
    /DATABASE_URL cannot be used.*ECONNREFUSED/,
  );
});
