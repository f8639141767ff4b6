import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { patience, runs } from '../../../test/runs.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listTimeline } from './contract.ts';

const WORDS = ['cold', 'price', 'pallets', 'ramp', 'late', 'chain'] as const;
let t: TestHouse;
let head: Person;
let kam: Person;
const ids = { group: '', large: '', small: '' };

/** A group with one account of many entries: enough for every road that `find_entries` takes. */
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Globex', kind: 'group' });
    ids.large = await makeAccount(ctx, { name: 'Globex Berlin', parentId: ids.group });
    ids.small = await makeAccount(ctx, { name: 'Globex Wien', parentId: ids.group });
    await makeTeamMember(ctx, { accountId: ids.large, userId: kam.id });
    // Every word is rarer than the one before; some share a moment; every ninth is for the head only; a few have no text.
    await ctx.client.query(
      `insert into timeline_entries (org_id, id, account_id, at, kind, user_id, params, text, readers)
       select $1, new_id(), case when n % 97 = 0 then $3 when n % 50 = 0 then $4 else $2 end::uuid, timestamptz '2026-01-01' + (n / 2) * interval '1 minute',
              case when n % 4 = 0 then 'files.added' else 'notes.written' end, case when n % 2 = 0 then $5 end::uuid, '{}',
              case when n % 11 > 0 then concat_ws(' ', case when n % 3 = 0 then 'Cold' end, case when n % 7 = 0 then 'price' end, case when n % 31 = 0 then 'pallets' end,
                case when n % 211 = 0 then 'ramp' end, case when n % 1009 = 0 then 'late' end, case when n % 2003 = 0 then 'chain' end, n) end,
              case when n % 9 = 0 then array[$5::uuid] end
         from generate_series(1, 9000) n`,
      [ctx.org.id, ids.large, ids.small, ids.group, head.id],
    );
  });
}, 120_000);
afterAll(() => t.close());

/** The same by a plain road: everything that the reader may see, looked through. */
async function plainly(
  who: Person,
  accounts: readonly string[],
  words: readonly string[],
  limit: number,
  skip: number,
) {
  const found = await t.inside((ctx) =>
    ctx.client.query<{ id: string }>(
      `select id from timeline_entries where org_id = $1 and account_id = any ($2::uuid[]) and lower(text) like all ($3::text[]) and (readers is null or $4::uuid = any (readers))
        order by at desc, id desc limit $5 offset $6`,
      [ctx.org.id, accounts, words.map((word) => `%${word}%`), who.id, limit, skip],
    ),
  );
  return found.rows.map(({ id }) => id);
}

test(
  'property: words in a timeline find what a plain look through all of it finds, page by page',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
        fc.constantFrom('group', 'large', 'small'),
        fc.boolean(),
        async (words, which, isHead) => {
          const who = isHead || which !== 'large' ? head : kam;
          const group = which === 'group';
          const accounts = group ? Object.values(ids) : [ids[which]];
          const input = { id: ids[which], group, q: words.join(' ') };
          const first = await who.call(listTimeline, input);
          const size = first.rows.length;
          expect(first.rows.map(({ id }) => id)).toEqual(await plainly(who, accounts, words, Math.max(size, 20), 0));
          if (first.next === null) return;
          const second = await who.call(listTimeline, { ...input, after: first.next });
          expect(second.rows.map(({ id }) => id)).toEqual(await plainly(who, accounts, words, size, size));
        },
      ),
      { numRuns: runs(40), interruptAfterTimeLimit: patience(40_000), markInterruptAsFailure: false },
    );
  },
  patience(120_000),
);
