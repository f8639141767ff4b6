import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { patience, runs } from '../../../test/runs.ts';
import { addMonths, lastOfMonth } from '../../pure/period.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import * as contract from './contract.ts';
import { makeDocuments } from './make.ts';
import { publishReview } from './reviews.ts';

/**
 * What a company-wide review publishes on an account that somebody may see, and what may therefore change with an account that is hidden: the one
 * exception to "the answer is the same whether or not the hidden record exists". The published period is the default one of these people.
 */
const PUBLISHED = ['rank', 'share', 'class', 'xyz', 'rules', 'tier', 'countsAs', 'publishedPeriod', 'keyCount'];

let t: TestHouse;
const ids: Record<string, string> = {};
const sellers: Record<string, Person> = {};

beforeAll(async () => {
  t = await testHouse({ now: new Date('2025-01-15T10:00:00Z') });
  sellers.kam = await t.person(['kam']);
  sellers.account_manager = await t.person(['account_manager']);
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Group', kind: 'group' });
    ids.mine = await makeAccount(ctx, { name: 'Mine', parentId: ids.group });
    ids.shop = await makeAccount(ctx, { name: 'Shop', kind: 'outlet', parentId: ids.mine });
    ids.other = await makeAccount(ctx, { name: 'Other of mine' });
    ids.sister = await makeAccount(ctx, { name: 'Hidden sister', parentId: ids.group });
    for (const name of ['mine', 'other'] as const) {
      for (const person of Object.values(sellers)) {
        await makeTeamMember(ctx, { accountId: ids[name]!, userId: person.id, duty: 'deputy' });
      }
    }
    const months = Array.from({ length: 30 }, (_, index) => lastOfMonth(addMonths('2022-07-01', index)));
    await makeDocuments(
      ctx,
      months.flatMap((day, index) => [
        { accountId: ids.mine!, day, net: BigInt(1000 + index * 7), cost: 500n },
        { accountId: ids.shop!, day, net: 300n, cost: 200n },
        { accountId: ids.other!, day, net: 2000n, cost: 1500n },
      ]),
    );
    await publishReview(ctx);
  });
});
afterAll(() => t.close());

/** The text of an answer without what is published. */
function withoutPublished(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value) => (PUBLISHED.includes(key) ? undefined : value));
}

const day = fc
  .integer({ min: 0, max: 1400 })
  .map((days) => new Date(Date.UTC(2021, 0, 1) + days * 86_400_000).toISOString().slice(0, 10));

/** Hidden accounts and their documents: any number of both, at the top, below the same group, excluded or not. */
const hidden = fc.array(
  fc.record({
    isSister: fc.boolean(),
    excluded: fc.boolean(),
    documents: fc.array(
      fc.record({
        day,
        net: fc.bigInt({ min: -50_000n, max: 900_000n }),
        kind: fc.constantFrom('invoice' as const, 'credit_note' as const, 'order' as const),
        cost: fc.option(fc.bigInt({ min: 0n, max: 90_000n })),
      }),
      { maxLength: 8 },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

const questions: Record<string, unknown>[] = [
  { from: '2024-01-01', to: '2024-12-31' },
  { from: '2024-01-01', to: '2024-12-31', level: 'entity' },
  { from: '2024-03-11', to: '2024-11-20', level: 'outlet' },
  { from: '2024-01-01', to: '2024-12-31', basis: 'ordered' },
  { from: '2022-01-01', to: '2024-12-31', basis: 'received' },
  { from: '2024-06-01', to: '2025-12-31' },
];

/** Every answer of the room that the person can get, and what the person is refused. */
async function everything(person: Person): Promise<string[]> {
  const texts: string[] = [];
  for (const question of questions) {
    const found = await person.ask(contract.getKeyAccounts, question);
    expect(found.status).toBe(200);
    texts.push(withoutPublished(found.text));
  }
  const margin = await person.ask(contract.getKeyAccounts, { basis: 'margin', from: '2024-01-01', to: '2024-12-31' });
  texts.push(`${margin.status}`, margin.status === 200 ? withoutPublished(margin.text) : '');
  for (const account of ['mine', 'shop', 'other', 'group', 'sister']) {
    const standing = await person.ask(contract.getStanding, { id: ids[account]! });
    texts.push(
      standing.status === 200
        ? withoutPublished(standing.text).replace(/"period":\{[^}]*\}/, '')
        : `${standing.status}`,
    );
    const history = await person.ask(contract.listTierHistory, { id: ids[account]! });
    texts.push(history.status === 200 ? history.text : `${history.status}`);
  }
  const file = await person.file(contract.exportKeyAccounts, { from: '2024-01-01', to: '2024-12-31' });
  // Published columns: rank, share, class, XYZ, rules, tier.
  texts.push(
    file.text
      .split('\r\n')
      .map((line) =>
        line
          .split(',')
          .filter((_, index) => ![0, 9, 11, 12, 13, 14].includes(index))
          .join(','),
      )
      .join('\n'),
  );
  for (const operation of [
    contract.getWhatIf,
    contract.runReview,
    contract.listTierProposals,
    contract.acceptTiers,
  ] as const) {
    const refused = await person.ask(operation as typeof contract.getWhatIf, { ids: [ids.sister!] });
    texts.push(`${refused.status} ${refused.body.detail}`);
  }
  return texts;
}

describe('what somebody sees who sees only some accounts', () => {
  test(
    'property: is the same whether or not hidden accounts exist, apart from what is published',
    async () => {
      const before = Object.fromEntries(
        await Promise.all(Object.entries(sellers).map(async ([role, person]) => [role, await everything(person)])),
      );
      await fc.assert(
        fc.asyncProperty(hidden, async (accounts) => {
          await t.inside(async (ctx) => {
            for (const account of accounts) {
              const id = await makeAccount(ctx, account.isSister ? { parentId: ids.group! } : {});
              if (account.excluded) {
                await ctx.db
                  .insertInto('account_exclusions')
                  .values({ org_id: ctx.org.id, account_id: id, reason: 'retail', since: ctx.now, set_by: null })
                  .execute();
              }
              await makeDocuments(
                ctx,
                account.documents.map((document) => ({ accountId: id, ...document })),
              );
            }
            await publishReview(ctx);
          });
          for (const [role, person] of Object.entries(sellers)) expect(await everything(person)).toEqual(before[role]);
        }),
        { numRuns: runs(6) },
      );
    },
    patience(180_000),
  );
});
