import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { runs } from '../../../test/runs.ts';
import { reachesOne, visibleAccounts } from '../../kernel/access.ts';
import { whyClosed, whyOpen } from '../../kernel/access-why.ts';
import { organisationById } from '../../kernel/organisations.ts';
import { readersOf } from '../../kernel/readers.ts';
import { asSystem } from '../../kernel/run.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import type { Role } from '../people/contract.ts';
import { makeSubstitution } from '../substitutions/make.ts';
import { PARTS } from './contract.ts';

const VERBS = [...new Set([...Object.values(PARTS), 'accounts.edit', 'secrets.classify'])];
const ROLES_TRIED: Role[] = ['kam', 'head', 'director', 'sales_support', 'credit_controller', 'contributor', 'admin'];
const [PEOPLE, ACCOUNTS] = [4, 5];
const [LOW, HIGH] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];

let t: TestHouse;
const people: Person[] = [];
beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T10:00:00Z') });
  for (let at = 0; at < PEOPLE; at++) people.push(await t.person(['kam'], { name: `P${at}` }));
});
afterAll(() => t.close());

const person = fc.nat(PEOPLE - 1);
const account = fc.nat(ACCOUNTS - 1);
const plan = fc.record({
  roles: fc.array(fc.constantFrom(...ROLES_TRIED), { minLength: PEOPLE, maxLength: PEOPLE }),
  seats: fc.uniqueArray(fc.record({ person, account }), {
    maxLength: 6,
    selector: (seat) => `${seat.person} ${seat.account}`,
  }),
  parents: fc.tuple(
    ...Array.from({ length: ACCOUNTS }, (_, at) => (at === 0 ? fc.constant(null) : fc.option(fc.nat(at - 1)))),
  ),
  covers: fc.array(
    fc.record({
      absent: person,
      substitute: person,
      accounts: fc.option(fc.subarray([0, 1, 2, 3, 4], { minLength: 1 })),
    }),
    { maxLength: 2 },
  ),
  /** Whom each class is open to beyond directors: the upper one to no more than the lower one. */
  heads: fc.constantFrom([], ['head'], ['head', 'sales_support']),
  cleared: fc.uniqueArray(person, { maxLength: 1 }),
  classed: fc.array(
    fc.option(fc.record({ class: fc.constantFrom(LOW, HIGH), readers: fc.uniqueArray(person, { maxLength: 2 }) })),
    {
      minLength: ACCOUNTS,
      maxLength: ACCOUNTS,
    },
  ),
  hasLadder: fc.constantFrom(true, true, true, false),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

async function build(one: Plan): Promise<string[]> {
  const ids = await t.inside(async (ctx) => {
    await ctx.client.query('delete from substitutions');
    await ctx.client.query('delete from accounts');
    for (const [at, role] of one.roles.entries())
      await ctx.client.query('update memberships set roles = $2 where user_id = $1', [people[at]!.id, [role]]);
    const cleared = one.cleared.map((at) => people[at]!.id);
    const ladder = [
      { id: LOW, name: 'Low', roles: ['director', 'head', 'sales_support'], people: cleared, mark: false },
      { id: HIGH, name: 'High', roles: ['director', ...one.heads], people: cleared, mark: true },
    ];
    await ctx.client.query('update organisation_settings set classes = $1', [
      JSON.stringify(one.hasLadder ? ladder : []),
    ]);
    const made: string[] = [];
    for (const parent of one.parents)
      made.push(await makeAccount(ctx, { kind: 'group', ...(parent === null ? {} : { parentId: made[parent]! }) }));
    for (const seat of one.seats)
      await makeTeamMember(ctx, {
        ...{ accountId: made[seat.account]!, userId: people[seat.person]!.id, duty: 'deputy', since: '2026-03-01' },
      });
    for (const [at, secret] of one.classed.entries())
      if (secret && one.hasLadder && one.parents[at] === null)
        await ctx.client.query(
          'insert into account_secrets (org_id, account_id, class, readers, set_at) values ($1, $2, $3, $4, now())',
          [ctx.org.id, made[at], secret.class, secret.readers.map((each) => people[each]!.id)],
        );
    for (const { absent, substitute, accounts } of one.covers)
      if (absent !== substitute)
        await makeSubstitution(ctx, {
          ...{ absentId: people[absent]!.id, substituteId: people[substitute]!.id },
          ...{ since: '2026-03-09', until: '2026-03-11' },
          ...(accounts === null ? {} : { accountIds: accounts.map((each) => made[each]!) }),
        });
    return made;
  });
  t.house.identity.forget();
  return ids;
}

/** Whether a restricted account is open by itself: the rule in plain words, for people who stand in for nobody. */
function expected(one: Plan, who: number, at: number): boolean {
  const role = one.roles[who]!;
  if (role === 'admin') return false;
  const above = (to: number | null): number[] => (to === null ? [] : [to, ...above(one.parents[to]!)]);
  const chain = above(at);
  const onTeam = one.seats.some((seat) => seat.person === who && chain.includes(seat.account));
  const secret = one.hasLadder ? one.classed[chain.at(-1)!] : null;
  if (onTeam || secret?.readers.includes(who)) return true;
  if (role === 'kam' || role === 'contributor') return false;
  if (!secret) return true;
  const roles = secret.class === LOW ? ['director', 'head', 'sales_support'] : ['director', ...one.heads];
  return roles.includes(role) || one.cleared.includes(who);
}

describe('who sees an account, and why', () => {
  test('property: a reason is given exactly where the rule opens the account, by every road to the rule', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (one) => {
        const ids = await build(one);
        const org = (await organisationById(t.house.identity, t.org.id))!;
        const read = await asSystem(t.house, org, async (ctx) => {
          const found: string[][] = [];
          for (const id of ids) found.push((await readersOf(ctx, 'accounts.read', id)).map(({ userId }) => userId));
          return found;
        });
        for (const [who, each] of people.entries()) {
          const session = (await t.house.identity.session(each.token!, t.now))!;
          const standsIn = session.actor.standsIn.length > 0;
          await asSystem(
            t.house,
            org,
            async (ctx) => {
              for (const verb of VERBS) {
                const visible = visibleAccounts(ctx, verb)?.compile(ctx.db);
                const rows = visible
                  ? (await ctx.client.query(visible.sql, [...visible.parameters])).rows.map((row) => row.account_id)
                  : ids;
                for (const [at, id] of ids.entries()) {
                  const isOpen = await reachesOne(ctx, verb, id);
                  expect(rows.includes(id)).toBe(isOpen);
                  expect((await whyOpen(ctx, verb, id)).length > 0, `${verb} ${who} ${at}`).toBe(isOpen);
                  expect((await whyClosed(ctx, verb, id)) === null).toBe(isOpen);
                  if (verb !== 'accounts.read') continue;
                  expect(read[at]!.includes(each.id)).toBe(isOpen);
                  if (!standsIn) expect(isOpen, `${one.roles[who]} ${who} ${at}`).toBe(expected(one, who, at));
                }
              }
            },
            session.actor,
          );
        }
      }),
      { numRuns: runs(12) },
    );
  }, 300_000);
});
