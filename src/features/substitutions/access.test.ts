import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { runs } from '../../../test/runs.ts';
import { handover, scopeOf } from '../../app/roles.ts';
import { visibleAccounts } from '../../kernel/access.ts';
import { asSystem } from '../../kernel/run.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import type { Role } from '../people/contract.ts';
import { GROUPS, type Group } from './contract.ts';
import { makeSubstitution } from './make.ts';

const VERBS = [...new Set([...handover.reading, ...Object.values(handover.acts).flat()])];
const ROLES_TRIED: Role[] = [
  'kam',
  'account_manager',
  'head',
  'sales_support',
  'credit_controller',
  'contributor',
  'admin',
];
const DAY = (at: number) => `2026-03-${String(at).padStart(2, '0')}`;
const ACCOUNTS = 6;

let t: TestHouse;
let people: Person[];
beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T10:00:00Z') });
  people = [];
  for (const name of ['Anna', 'Boris', 'Carla']) people.push(await t.person(['kam'], { name }));
});
afterAll(() => t.close());

interface Plan {
  roles: Role[];
  seats: { person: number; account: number }[];
  parents: (number | null)[];
  covers: { absent: number; substitute: number; accounts: number[] | null; rights: Group[] | null }[];
}

const plan: fc.Arbitrary<Plan> = fc.record({
  roles: fc.array(fc.constantFrom(...ROLES_TRIED), { minLength: 3, maxLength: 3 }),
  seats: fc.array(fc.record({ person: fc.nat(2), account: fc.nat(ACCOUNTS - 1) }), { maxLength: 8 }),
  parents: fc.tuple(
    ...Array.from({ length: ACCOUNTS }, (_, at) => (at === 0 ? fc.constant(null) : fc.option(fc.nat(at - 1)))),
  ),
  covers: fc.array(
    fc.record({
      absent: fc.nat(2),
      substitute: fc.nat(2),
      accounts: fc.option(fc.subarray([...Array(ACCOUNTS).keys()], { minLength: 1 })),
      rights: fc.option(fc.subarray([...GROUPS])),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

/** Puts an organisation in place; gives the ids of its accounts. */
async function build({ roles, seats, parents, covers }: Plan): Promise<string[]> {
  return t.inside(async (ctx) => {
    await ctx.client.query('delete from substitutions');
    await ctx.client.query('delete from accounts');
    for (const [at, role] of roles.entries())
      await ctx.client.query('update memberships set roles = $2 where user_id = $1', [people[at]!.id, [role]]);
    const ids: string[] = [];
    for (const parent of parents)
      ids.push(await makeAccount(ctx, { kind: 'group', ...(parent === null ? {} : { parentId: ids[parent]! }) }));
    const taken = new Set<string>();
    for (const { person, account } of seats) {
      if (taken.has(`${person} ${account}`)) continue;
      taken.add(`${person} ${account}`);
      await makeTeamMember(ctx, {
        accountId: ids[account]!,
        userId: people[person]!.id,
        duty: 'deputy',
        since: DAY(1),
      });
    }
    for (const { absent, substitute, accounts, rights } of covers) {
      if (absent === substitute) continue;
      await makeSubstitution(ctx, {
        ...{ absentId: people[absent]!.id, substituteId: people[substitute]!.id, since: DAY(9), until: DAY(11) },
        ...(accounts === null ? {} : { accountIds: accounts.map((each) => ids[each]!) }),
        ...(rights === null ? {} : { rights }),
      });
    }
    return ids;
  });
}

/** What somebody reaches under every verb at a moment, as `verb account`. */
async function reach(person: Person, moment: string, ids: readonly string[]): Promise<Set<string>> {
  const now = new Date(moment);
  t.house.now = () => now;
  const session = (await t.house.identity.session(person.token!, now))!;
  return asSystem(
    t.house,
    t.org,
    async (ctx) => {
      const found = new Set<string>();
      for (const verb of VERBS) {
        const visible = visibleAccounts(ctx, verb);
        const query = visible?.compile(ctx.db);
        const rows = query
          ? (await ctx.client.query(query.sql, [...query.parameters])).rows
          : ids.map((account_id) => ({ account_id }));
        for (const row of rows) found.add(`${verb} ${ids.indexOf(row.account_id)}`);
      }
      return found;
    },
    session.actor,
  );
}

/** The accounts chosen and all below them. */
const below = (chosen: readonly number[], parents: Plan['parents']): Set<number> => {
  const found = new Set(chosen);
  for (const [at, parent] of parents.entries()) if (parent !== null && found.has(parent)) found.add(at);
  return found;
};

const BEFORE = '2026-03-08T22:59:59Z'; // 23:59:59 in Berlin, the day before
const BEGIN = '2026-03-08T23:00:00Z';
const END = '2026-03-11T22:59:59Z';
const AFTER = '2026-03-11T23:00:00Z';

describe('what a substitute reaches', () => {
  test('property: one’s own and no more than both together, for exactly the days, of the chosen accounts, and never through a third', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (one) => {
        const ids = await build(one);
        t.house.identity.forget();
        const own = [];
        for (const person of people) own.push(await reach(person, BEFORE, ids));
        for (const [at, person] of people.entries()) {
          // A second later each: the session is remembered, and counts by the day all the same.
          t.house.identity.forget();
          expect(await reach(person, BEFORE, ids)).toEqual(own[at]);
          const first = await reach(person, BEGIN, ids);
          expect(await reach(person, END, ids)).toEqual(first);
          expect(await reach(person, AFTER, ids)).toEqual(own[at]);
          const allowed = new Set(own[at]);
          for (const { absent, substitute, accounts, rights } of one.covers) {
            if (substitute !== at || absent === at) continue;
            const inScope = accounts === null ? null : below(accounts, one.parents);
            const acts = (rights ?? GROUPS).flatMap((group): string[] => [...handover.acts[group]]);
            for (const each of own[absent]!) {
              const [verb, account] = each.split(' ') as [string, string];
              const isHanded = (handover.reading as readonly string[]).includes(verb) || acts.includes(verb);
              if (isHanded && (inScope === null || inScope.has(Number(account)))) allowed.add(each);
            }
          }
          for (const each of own[at]!) expect(first).toContain(each);
          for (const each of first) expect(allowed).toContain(each);
          // Parts of answers are opened by verb: no account is open to read where a figure that is open elsewhere would be hidden.
          for (const verb of handover.reading.filter((word) => !(handover.askedByAccount as string[]).includes(word))) {
            if (scopeOf([one.roles[at]!], verb) === null) continue;
            for (const each of first)
              if (each.startsWith('accounts.read ')) expect(first).toContain(each.replace('accounts.read', verb));
          }
        }
      }),
      { numRuns: runs(25) },
    );
  });

  test('a colleague in a like position gets everything of the absent person', async () => {
    const parents = [null, 0, null, null, null, null];
    const seats = [
      { person: 0, account: 0 },
      { person: 0, account: 2 },
      { person: 1, account: 3 },
    ];
    const covers = [{ absent: 0, substitute: 1, accounts: null, rights: null }];
    t.house.identity.forget();
    const ids = await build({ roles: ['kam', 'kam', 'kam'], seats, parents, covers });
    const read = [...(await reach(people[1]!, BEGIN, ids))].filter((each) => each.startsWith('accounts.edit'));
    expect(read.sort()).toEqual([0, 1, 2, 3].map((at) => `accounts.edit ${at}`));
    expect([...(await reach(people[1]!, AFTER, ids))].filter((each) => each.startsWith('accounts.edit'))).toEqual([
      'accounts.edit 3',
    ]);
  });
});
