import { expect, test } from 'vitest';
import { testHouse } from '../../../test/house.ts';
import { listAudit } from '../audit/contract.ts';
import * as contract from './contract.ts';
import { makeAccount } from './make.ts';

test('a seat keeps how it was before each change, and everybody who said so', async () => {
  const t = await testHouse();
  try {
    const anna = await t.person(['head'], { name: 'Anna' });
    const bert = await t.person(['director'], { name: 'Bert' });
    const kam = await t.person(['kam'], { name: 'Kim' });
    const next = await t.person(['kam'], { name: 'Nina' });
    const id = await t.inside((ctx) => makeAccount(ctx, { name: 'Acme' }));
    const since = '2020-01-01';
    await anna.call(contract.assignTeam, { id, userId: kam.id, duty: 'lead', since, share: 40 });
    const seat = async () => (await anna.call(contract.listTeam, { id })).rows.find((row) => row.user.id === kam.id)!;
    const first = await seat();
    expect(first.former).toEqual([]);
    await bert.call(contract.saveTeam, { id, memberId: first.id, share: 60, responsible: 'Prices', version: 1 });
    const stale = await anna.ask(contract.saveTeam, { id, memberId: first.id, share: 70, version: 1 });
    expect(stale.status).toBe(409);
    // Another lead ends it.
    await anna.call(contract.assignTeam, { id, userId: next.id, duty: 'lead' });
    const { former, changedBy, until } = await seat();
    expect(former.map(({ by, share, responsible, until: end }) => [by?.name, share, responsible, end])).toEqual([
      ['Anna', 40, '', null],
      ['Bert', 60, 'Prices', null],
    ]);
    expect(former.every((one) => one.at !== null && one.since === since)).toBe(true);
    expect([changedBy?.name, until === null]).toEqual(['Anna', false]);
    expect(JSON.stringify(await bert.call(listAudit, { limit: 20 }))).not.toContain('"former"');
  } finally {
    await t.close();
  }
});
