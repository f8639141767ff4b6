import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { runs } from '../../../test/runs.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { flatSale, makeLedger } from '../ledger/make.ts';
import { verifyLedger } from '../ledger/public.ts';
import * as contract from './contract.ts';
import { around, rng, type World } from './make.ts';
import { scan } from './scan.ts';

/** What an undo does not put back, and why. */
const ASIDE = new Set([
  // The record of the merge itself, and what it is told by.
  ...['merges', 'merge_rows', 'audit_entries', 'audit_person_keys', 'notices', 'idempotency_keys'],
  // The sessions of those who ask.
  ...['sessions', 'links'],
]);

let t: TestHouse;
let head: Person;
beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-05-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna' });
});
afterAll(() => t.close());

/** Every row of every table of the organisation, by table; without the timeline's words about merges and without version counters of merged records. */
async function everything(ctx: Ctx): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  const tables = await ctx.client.query<{ name: string }>(
    `select c.relname::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  for (const { name: table } of tables.rows) {
    if (ASIDE.has(table)) continue;
    const { rows } = await ctx.client.query<{ row: string }>(
      `select (to_jsonb(t) ${['accounts', 'contacts'].includes(table) ? "- 'version'" : ''})::text as row from ${table} t
        where org_id = current_org() ${table === 'timeline_entries' ? "and kind not like 'duplicates.%'" : ''} order by 1`,
    );
    found[table] = rows.map((row) => row.row);
  }
  return found;
}

const inside = <T>(work: (ctx: Ctx) => Promise<T>) => t.inside(work);
const fill = async (seed: number): Promise<World> => {
  const world = await inside((ctx) => around(ctx, rng(seed), head.id));
  if (seed % 2) await inside((ctx) => makeLedger(ctx, { lines: world.again }));
  return world;
};
const versionOf = (kind: string, id: string) =>
  inside(async (ctx) => {
    const { rows } = await ctx.client.query(`select version from ${kind}s where id = $1`, [id]);
    return rows[0].version as number;
  });
const merge = async (kind: 'account' | 'contact', survivorId: string, absorbedId: string, fields = {}) =>
  head.call(contract.mergeRecords, {
    ...{ kind, survivorId, absorbedId, fields },
    survivorVersion: await versionOf(kind, survivorId),
    absorbedVersion: await versionOf(kind, absorbedId),
  });
const undo = async (id: string) => {
  const { version } = await head.call(contract.getMerge, { id });
  return head.call(contract.undoMerge, { id, version, reason: 'They are two' });
};
const verified = () => inside(async (ctx) => (await verifyLedger(ctx)).disagreements);

const seeds = fc.integer({ min: 1, max: 2 ** 30 });
const account = fc.record({
  name: fc.constantFrom('survivor', 'absorbed'),
  taxId: fc.constantFrom('survivor', 'absorbed'),
  languages: fc.constantFrom('survivor', 'absorbed', 'both'),
});
const chosen = (wish: Record<string, string>) =>
  Object.fromEntries(Object.entries(wish).filter(([, which]) => which !== 'survivor')) as Record<
    string,
    'absorbed' | 'both'
  >;

describe('merge and undo', () => {
  test('of accounts at once is the identity over all tables, and the ledger verifies in between', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, account, fc.boolean(), async (seed, wish, scanned) => {
        const world = await fill(seed);
        if (scanned) for (let more = true; more; ) more = await inside(scan);
        const before = await inside(everything);
        for (const table of ['relationship_lines', 'ledger_lines', 'tasks', 'timeline_entries'])
          expect(before[table]!.length).toBeGreaterThan(0);
        const done = await merge('account', world.accounts[0]!, world.accounts[1]!, chosen(wish));
        expect(await verified()).toEqual([]);
        const left = await inside(async (ctx) => {
          const { rows } = await ctx.client.query('select count(*)::int as n from accounts where id = $1', [
            world.accounts[1],
          ]);
          return rows[0].n;
        });
        expect(left).toBe(0);
        await undo(done.id);
        expect(await inside(everything)).toEqual(before);
        expect(await verified()).toEqual([]);
      }),
      { numRuns: runs(6), endOnFailure: true },
    );
  }, 300_000);

  test('of contacts at once is the identity over all tables', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.constantFrom('survivor', 'absorbed', 'both'), async (seed, which) => {
        const world = await fill(seed);
        const before = await inside(everything);
        const done = await merge(
          'contact',
          world.contacts[0]!,
          world.contacts[1]!,
          chosen({ phones: which, emails: which, name: which === 'both' ? 'survivor' : which }),
        );
        await undo(done.id);
        expect(await inside(everything)).toEqual(before);
      }),
      { numRuns: runs(6), endOnFailure: true },
    );
  }, 300_000);

  test('merges of merges, undone the last first, are the identity; out of order they are refused', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const world = await fill(seed);
        const [a, b, c] = world.accounts as [string, string, string];
        const before = await inside(everything);
        const first = await merge('account', a, b);
        const people = await merge('contact', world.contacts[0]!, world.contacts[1]!);
        const second = await merge('account', c, a);
        const { version } = await head.call(contract.getMerge, { id: first.id });
        const refused = await head.ask(contract.undoMerge, { id: first.id, version, reason: 'No' });
        expect([refused.status, refused.body.code]).toEqual([409, 'duplicates.later']);
        for (const done of [second, people, first]) await undo(done.id);
        expect(await inside(everything)).toEqual(before);
      }),
      { numRuns: runs(3), endOnFailure: true },
    );
  }, 300_000);

  test('what was added since stays with the survivor, what came from the other goes back with its changes, nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, seeds, async (seed, later) => {
        const world = await fill(seed);
        const [survivor, absorbed] = world.accounts as [string, string];
        const key = await inside(
          async (ctx) =>
            (await ctx.client.query('select external_id from accounts where id = $1', [absorbed])).rows[0]
              .external_id as string,
        );
        const owners = (ctx: Ctx) => rowsBy(ctx);
        const before = await inside(owners);
        const done = await merge('account', survivor, absorbed);
        // Somebody works on: more rows on the survivor, changes of rows of either, an import that names the merged customer.
        const random = rng(later);
        const added = await inside((ctx) => around(ctx, random, head.id, [survivor]));
        await inside(async (ctx) => {
          await ctx.client.query("update notes set text = text || ' changed'");
          await ctx.client.query("update tasks set title = 'Changed', version = version + 1");
          await ctx.client.query(
            "update dossier_sections set text = text || ' more', version = version + 1 where account_id = $1",
            [survivor],
          );
          await makeLedger(ctx, { lines: [flatSale(`late-${seed}-${later}`, key, '2026-04-01', 'P', '3')] });
        });
        expect(await verified()).toEqual([]);
        const during = await inside(owners);
        await undo(done.id);
        const after = await inside(owners);
        expect(await verified()).toEqual([]);
        // What was there before is where it was, unless it was changed in a way that says otherwise.
        for (const [row, owner] of before) expect([row, after.get(row)]).toEqual([row, owner]);
        // What was added since stays with the survivor.
        for (const [row, owner] of during)
          if (!before.has(row) && !before.has(row.replace(survivor, absorbed)))
            expect([row, after.get(row) ?? (await inside((ctx) => isLeft(ctx, row)))]).toEqual([row, owner]);
        expect(added.accounts).toEqual([survivor]);
      }),
      { numRuns: runs(4), endOnFailure: true },
    );
  }, 300_000);
});

const OWNED = [
  ...[
    'account_addresses',
    'account_identifiers',
    'account_team',
    'account_tiers',
    'contact_positions',
    'notes',
    'files',
    'tasks',
  ],
  ...[
    'timeline_entries',
    'relationship_people',
    'relationship_stages',
    'dossier_changes',
    'ledger_documents',
    'ledger_payments',
    'approval_requests',
  ],
];

/** On which account each row stands, by table and id. */
async function rowsBy(ctx: Ctx): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const table of OWNED) {
    const { rows } = await ctx.client.query(
      `select id, account_id from ${table} where account_id is not null ${table === 'timeline_entries' ? "and kind not like 'duplicates.%'" : ''}`,
    );
    for (const row of rows) found.set(`${table} ${row.id}`, row.account_id);
  }
  for (const [table, part] of [
    ['dossier_sections', 'section'],
    ['dossier_years', 'year'],
  ]) {
    const { rows } = await ctx.client.query(`select account_id, ${part} as part from ${table}`);
    for (const row of rows) found.set(`${table} ${row.account_id} ${row.part}`, row.account_id);
  }
  return found;
}

/** The account on which a row stands in a merge, which keeps what its undo could not place. */
async function isLeft(ctx: Ctx, row: string): Promise<string | undefined> {
  const [table, id] = row.split(' ');
  const { rows } = await ctx.client.query(
    "select before->>'account_id' as account from merge_rows where act = 'left' and table_name = $1 and row_key->>'id' = $2",
    [table, id],
  );
  return rows[0]?.account;
}
