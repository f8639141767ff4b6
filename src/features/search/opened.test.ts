import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { getAccount } from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { searchEverything } from './contract.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let other: Person;
const ids = { metro: '' };

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head']);
  kam = await t.person(['kam']);
  other = await t.person(['kam']);
  await t.inside(async (ctx) => {
    ids.metro = await makeAccount(ctx, { name: 'Метро Кэш энд Керри' });
    await makeTeamMember(ctx, { accountId: ids.metro, userId: kam.id });
  });
});
afterAll(() => t?.close());

describe('files and what was opened lately', () => {
  test('files are found by name and by text in any script, the confidential ones by their readers only', async () => {
    const made = await t.inside(async (ctx) => {
      const one = async (name: string, text: string, readers: string[] | null) => {
        const id = randomUUID();
        await sql`insert into files (org_id, id, account_id, name, kind, size, author_id, created_at, changed_at, readers, text_state, text)
          values (${ctx.org.id}, ${id}, ${ids.metro}, ${name}, 'pdf', 1, ${kam.id}, ${ctx.now}, ${ctx.now}, ${readers}::uuid[], 'read', ${text})`.execute(
          ctx.db,
        );
        return id;
      };
      return {
        open: await one(
          'Спецификация паллет.pdf',
          `Ramp heights of the warehouse. ${'x '.repeat(15_000)} farawayword`,
          null,
        ),
        kept: await one('Kept.pdf', 'Паллета confidential', [kam.id]),
      };
    });
    const files = async (who: Person, q: string) =>
      (await who.call(searchEverything, { q, kind: 'file' })).groups.flatMap((group) => group.rows);
    expect((await files(kam, 'spetsifikatsiya')).map((hit) => [hit.id, hit.path])).toEqual([
      [made.open, `/accounts/${ids.metro}?tab=files&file=${made.open}`],
    ]);
    const [ramp] = await files(head, 'warehouse ramp');
    expect(ramp?.excerpt?.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['Ramp', 'warehouse']);
    // Beyond the first pages by its words as they stand.
    expect((await files(kam, 'farawayword'))[0]?.excerpt?.some((piece) => piece.hit)).toBe(true);
    expect((await files(kam, 'palet')).map((hit) => hit.id).sort()).toEqual([made.open, made.kept].sort());
    expect((await files(head, 'palet')).map((hit) => hit.id)).toEqual([made.open]);
    expect(await files(other, 'palet')).toEqual([]);
  });

  test('what somebody opened stands first among equals, and only so many openings are kept', async () => {
    const made = await t.inside(async (ctx) => {
      const all: string[] = [];
      for (let at = 0; at < 70; at++)
        all.push(await makeAccount(ctx, { name: `Openwell ${String(at).padStart(2, '0')}` }));
      return all;
    });
    const first = async () => {
      const [group] = (await head.call(searchEverything, { q: 'openwell', kind: 'account' })).groups;
      return group!.rows[0]!;
    };
    expect(await first()).toMatchObject({ id: made[0], isMine: false });
    await head.call(getAccount, { id: made[42]! });
    expect(await first()).toMatchObject({ id: made[42], isMine: true });
    for (const id of made) await head.call(getAccount, { id });
    const { rows } = await t.inside((ctx) =>
      sql<{
        n: number;
      }>`select count(*)::int as n from recent_openings where org_id = ${ctx.org.id} and user_id = ${head.id}`.execute(
        ctx.db,
      ),
    );
    expect(rows[0]!.n).toBe(60);
    // What one may not see is not kept either.
    expect((await other.ask(getAccount, { id: ids.metro })).status).toBe(404);
    const hidden = await t.inside((ctx) =>
      sql`select from recent_openings where org_id = ${ctx.org.id} and user_id = ${other.id}`.execute(ctx.db),
    );
    expect(hidden.rows).toEqual([]);
  });
});
