import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { patience, runs } from '../../../test/runs.ts';
import { fold } from '../../pure/fold.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { type Kind, searchEverything } from './contract.ts';
import { patternOf } from './rules-order.ts';

let t: TestHouse;
let head: Person;
let kam: Person;

/** Words from everywhere to nearly nowhere, so that every road of the search is taken: along accounts, along the newest, by trigrams. */
const WORDS = ['cold', 'price', 'pallets', 'ramp', 'forklift', 'Щербаков', 'müller', 'logistics', '42', '77'] as const;

beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  await t.inside(async (ctx) => {
    const own = await makeAccount(ctx, { name: 'Globex' });
    await makeTeamMember(ctx, { accountId: own, userId: kam.id });
    const others = await makeAccount(ctx, { name: 'Initech' });
    const run = (text: string, values: unknown[]) => ctx.client.query(text, values);
    const words = `concat_ws(' ', case when n % 2 = 0 then 'Cold' end, case when n % 5 = 0 then 'price' end, case when n % 13 = 0 then 'pallets' end, case when n % 67 = 0 then 'ramp' end,
                     case when n % 499 = 0 then 'forklift' end, n)`;
    const account = `case when n % 6 = 0 then $2::uuid else $3::uuid end`;
    const base = [ctx.org.id, own, others, head.id];
    await run(
      `insert into notes (org_id, id, account_id, author_id, body, text, readers, created_at, changed_at)
       select $1, new_id(), ${account}, $4::uuid, '{}', ${words}, case when n % 7 = 0 then array[$4::uuid] end, now(), now() from generate_series(1, 5000) n`,
      base,
    );
    await run(
      `insert into tasks (org_id, id, kind, state, title, account_id, is_private, giver_id, owner_id, created_at, closed_at)
       select $1, new_id(), 'task', case when n % 10 = 0 then 'done' else 'open' end, ${words}, ${account}, n % 3 = 0, $4::uuid, case when n % 50 = 0 then $5::uuid else $4::uuid end, now(), case when n % 10 = 0 then now() end
         from generate_series(1, 5000) n`,
      [...base, kam.id],
    );
    await run(
      `insert into files (org_id, id, account_id, name, kind, size, author_id, created_at, changed_at, readers, text_state, text)
       select $1, new_id(), ${account}, n || '.pdf', 'pdf', 1, $4::uuid, now(), now(), case when n % 7 = 0 then array[$4::uuid] end, 'read', ${words} from generate_series(1, 3000) n`,
      base,
    );
    await run(
      `with folk as (
         insert into contacts (org_id, id, author_id, name, search_text, name_key, created_at)
         select $1, new_id(), case when n % 40 = 0 then $3::uuid else $2::uuid end, f.name, lower(f.name), lower(f.name), now()
           from generate_series(1, 4000) n cross join lateral (select case when n % 3 = 0 then 'Müller ' when n % 101 = 0 then 'Щербаков ' else 'Smith ' end || n as name) f
         returning id, name)
       insert into contact_positions (org_id, id, contact_id, account_id, title, is_main)
       select $1, new_id(), id, case when n % 6 = 0 then $4::uuid else $5::uuid end, case when n % 4 = 0 then 'Head of logistics' else 'Buyer' end, true
         from (select id, split_part(name, ' ', 2)::int as n from folk) f where n % 20 > 0`,
      [ctx.org.id, head.id, kam.id, own, others],
    );
  });
}, 120_000);
afterAll(() => t.close());

/** What may be found by whom, plainly: `$1` the patterns, `$2` who asks, `$3` whether all accounts are theirs, and with them the contacts that are nowhere. */
const OPEN = `($3::boolean or account_id in (select d.account_id from account_team s join account_ancestors d on d.ancestor_id = s.account_id where s.user_id = $2::uuid))`;
const KEPT = `(readers is null or $2::uuid = any (readers))`;
const PLAIN: Partial<Record<Kind, string>> = {
  note: `select id from notes where removed_at is null and found_by like all ($1) and ${OPEN} and ${KEPT}`,
  file: `select id from files where removed_at is null and found_by like all ($1) and ${OPEN} and ${KEPT}`,
  task: `select id from tasks where found_by like all ($1) and (owner_id = $2 or giver_id = $2 or not is_private and ${OPEN})`,
  contact: `
    select id from (
      select c.id, c.author_id, c.found_by || coalesce((select string_agg(p.found_by, '') from contact_positions p where p.contact_id = c.id and ${OPEN}), '') as key,
             exists (select from contact_positions p where p.contact_id = c.id and ${OPEN}) as here,
             not exists (select from contact_positions p where p.contact_id = c.id) as loose from contacts c where erased_at is null) c
     where key like all ($1) and (here or loose and (author_id = $2 or $3))`,
};
const MOST = 400;

async function all(who: Person, q: string, kind: Kind): Promise<{ ids: string[]; more: boolean }> {
  const ids: string[] = [];
  let more = false;
  let after: string | undefined;
  do {
    const page = await who.call(searchEverything, { q, kind, limit: 50, ...(after && { after }) });
    const group = page.groups[0];
    // Where nothing fits, what is nearly right is another question.
    if (page.instead !== null || group?.rows[0]?.fit === 'similar') break;
    ids.push(...(group?.rows ?? []).map(({ id }) => id));
    more = group?.more ?? false;
    after = page.next ?? undefined;
  } while (after !== undefined);
  return { ids, more };
}

test(
  'property: every road of the search finds what a plain look through all rows finds, as far as it puts in order',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }),
        fc.constantFrom<Kind>('note', 'task', 'file', 'contact'),
        fc.boolean(),
        async (words, kind, isHead) => {
          const who = isHead ? head : kam;
          const patterns = words.map((word) => patternOf(fold(word)));
          const plain = await t.inside((ctx) =>
            ctx.client.query<{ id: string }>(PLAIN[kind]!, [patterns, who.id, isHead]),
          );
          const wanted = new Set(plain.rows.map(({ id }) => id));
          const found = await all(who, words.join(' '), kind);
          if (found.ids.length > 0) seen.add(`${kind} ${isHead}`);
          expect(new Set(found.ids).size).toBe(found.ids.length);
          expect(found.ids.filter((id) => !wanted.has(id))).toEqual([]);
          if (wanted.size <= MOST)
            expect({ size: found.ids.length, more: found.more }).toEqual({ size: wanted.size, more: false });
          else expect(found.more).toBe(true);
        },
      ),
      { numRuns: runs(60), interruptAfterTimeLimit: patience(60_000), markInterruptAsFailure: false },
    );
    expect(seen.size).toBeGreaterThan(5);
  },
  patience(150_000),
);
