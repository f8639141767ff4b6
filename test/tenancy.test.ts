import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BackedTable, backedTables } from '../src/kernel/backup-tables.ts';
import { type TestDatabase, testDatabase } from '../src/kernel/postgres/scratch.ts';
import { fillEveryTable } from './fill.ts';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
let tables: BackedTable[];
let orgA: string;
let orgB: string;

beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client(database.ownerUrl);
  app = new pg.Client(database.appUrl);
  await owner.connect();
  await app.connect();
  tables = await backedTables(owner);
  orgA = await fillEveryTable(owner);
  orgB = await fillEveryTable(owner);
});
afterAll(async () => {
  await app.end();
  await owner.end();
  await database.drop();
});

/** Runs a question as the application, with a tenant (or none) set, and takes back what it did. */
async function as(org: string, text: string, values: unknown[] = [], gate = ''): Promise<pg.QueryResult> {
  await app.query('begin');
  await app.query("select set_config('vitalfew.org', $1, true), set_config('vitalfew.gate', $2, true)", [org, gate]);
  try {
    return await app.query(text, values);
  } finally {
    await app.query('rollback');
  }
}

/** The rows of organisation A in a table, as the owner of the data sees them. */
async function rowsOfA(table: BackedTable): Promise<number> {
  await owner.query("select set_config('vitalfew.org', $1, false), set_config('vitalfew.gate', 'on', false)", [orgA]);
  const { rows } = await owner.query(`select count(*)::int as count from ${table.name} where ${ofA(table)}`);
  return rows[0].count;
}

/** What makes a row one of organisation A: its org_id, or for identity tables the person made with it. */
const ofA = (table: BackedTable) =>
  table.columns.includes('org_id') ? `org_id = '${orgA}'` : table.name === 'organisations' ? `id = '${orgA}'` : 'true';

describe('a second organisation', () => {
  test('there is a row of the first in every table to look for', async () => {
    expect(tables.length).toBeGreaterThan(30);
    const empty: string[] = [];
    for (const table of tables) if ((await rowsOfA(table)) === 0) empty.push(table.name);
    expect(empty).toEqual([]);
  });

  test('sees no row of the first, on any table', async () => {
    for (const table of tables) {
      const { rows } = await as(orgB, `select count(*)::int as count from ${table.name} where ${ofA(table)}`);
      // Of the identity tables only colleagues can be seen: those of B, none of A's.
      if (table.name === 'users') {
        const seen = await as(
          orgB,
          'select u.id from users u where not exists (select from memberships m where m.user_id = u.id)',
        );
        expect(seen.rows, 'users').toEqual([]);
      } else expect(rows[0].count, table.name).toBe(0);
    }
  });

  test('sees its own rows', async () => {
    for (const table of tables.filter((each) => each.kind === 'tenant')) {
      const { rows } = await as(orgB, `select count(*)::int as count from ${table.name}`);
      expect(rows[0].count, table.name).toBeGreaterThan(0);
    }
  });

  test('changes and removes nothing of the first', async () => {
    for (const table of tables.filter((each) => each.kind === 'tenant')) {
      for (const act of [
        `update ${table.name} set org_id = org_id where ${ofA(table)}`,
        `delete from ${table.name} where ${ofA(table)}`,
      ]) {
        const result = await as(orgB, act).catch((error: Error) => {
          expect(error.message, act).toMatch(/permission denied/);
          return { rowCount: 0 };
        });
        expect(result.rowCount, act).toBe(0);
      }
    }
  });

  test('cannot put a row into the first', async () => {
    for (const table of tables.filter((each) => each.kind === 'tenant')) {
      const columns = table.columns.join(', ');
      const copied = table.columns.map((column) => (column === 'org_id' ? `'${orgA}'::uuid` : column)).join(', ');
      const act = `insert into ${table.name} (${columns}) select ${copied} from ${table.name}`;
      await expect(as(orgB, act), table.name).rejects.toThrow(/row-level security/);
    }
  });

  test('cannot move a row of its own into the first', async () => {
    for (const table of tables.filter((each) => each.kind === 'tenant')) {
      await expect(as(orgB, `update ${table.name} set org_id = '${orgA}'`), table.name).rejects.toThrow(
        /row-level security|permission denied/,
      );
    }
  });
});

describe('without an organisation', () => {
  test.each([
    ['', ''],
    ['none', ''],
  ])('nothing is seen on any table', async (kind) => {
    for (const table of tables) {
      const text = `select count(*)::int as count from ${table.name}`;
      const { rows } = kind === '' ? await as('', text) : await app.query(text);
      expect(rows[0].count, table.name).toBe(0);
    }
  });

  test('the gate opens the identity tables and no tenant’s own', async () => {
    const open: string[] = [];
    for (const table of tables) {
      const { rows } = await as('', `select count(*)::int as count from ${table.name}`, [], 'on');
      if (rows[0].count > 0) open.push(table.name);
    }
    const identity = tables.filter((table) => table.kind === 'gate').map((table) => table.name);
    expect(open.sort()).toEqual([...identity, 'memberships', 'organisation_settings', 'substitutions'].sort());
  });

  test('the application cannot become somebody else, or turn row security off', async () => {
    await expect(app.query('set session authorization vitalfew')).rejects.toThrow(/permission denied/);
    await app.query('set row_security = off');
    await expect(app.query('select count(*) from accounts')).rejects.toThrow(/row-level security/);
    await app.query('set row_security = on');
  });
});
