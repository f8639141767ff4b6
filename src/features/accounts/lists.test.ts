import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { addDefinition } from '../fields/contract.ts';
import * as contract from './contract.ts';
import { makeAccount, makeTeamMember } from './make.ts';

let t: TestHouse;
let head: Person;
let kam: Person;
let director: Person;
let reader: Person;
const ids: Record<string, string> = {};

beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T09:00:00Z') });
  head = await t.person(['head'], { name: 'Hanna' });
  kam = await t.person(['kam'], { name: 'Kim' });
  director = await t.person(['director'], { name: 'Dora' });
  reader = await t.person(['contributor'], { name: 'Rita' });
  await t.inside(async (ctx) => {
    for (const [name, country] of [
      ['north', 'DE'],
      ['south', 'IT'],
      ['east', 'PL'],
    ] as const)
      ids[name] = await makeAccount(ctx, { name, country });
    await makeTeamMember(ctx, { accountId: ids.north!, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.north!, userId: reader.id, duty: 'engineer' });
  });
  const rest = { recordKind: 'account' as const, helps: {}, choices: [], isRequired: false, preset: null };
  await director.call(addDefinition, {
    ...rest,
    key: 'grade',
    type: 'choice',
    labels: { en: 'Grade' },
    readers: null,
    choices: ['gold', 'iron'].map((id) => ({ id, labels: { en: id }, isRetired: false })),
  });
  await director.call(addDefinition, {
    ...{ ...rest, key: 'secret', type: 'text', labels: { en: 'Secret' }, readers: ['director'] },
  });
});
afterAll(() => t.close());

const rowOf = async (who: Person, name: string) =>
  (await who.call(contract.listAccounts, { q: name, fields: ['grade'] })).rows[0]!;

describe('cells of the list', () => {
  test('rows say their version and whether the reader may change them; who comes second is told both values', async () => {
    const mine = await rowOf(kam, 'north');
    expect(mine).toMatchObject({ mayEdit: true, country: 'DE' });
    expect((await rowOf(reader, 'north')).mayEdit).toBe(false);
    await head.call(contract.saveAccount, { id: mine.id, version: mine.version, country: 'FR' });
    const late = await kam.ask(contract.saveAccount, { id: mine.id, version: mine.version, country: 'ES' });
    expect(late.status).toBe(409);
    expect(JSON.stringify(late.body)).toMatch(/FR/);
    const again = await rowOf(kam, 'north');
    await kam.call(contract.saveAccount, { id: mine.id, version: again.version, country: 'ES' });
    expect((await rowOf(head, 'north')).country).toBe('ES');
  });

  test('a field that was cleared can be filled again: the list says its version', async () => {
    const grade = async (value: string | null) => {
      const row = await rowOf(kam, 'north');
      const [was] = row.fields!;
      const fields = { grade: { value, ...(was ? { version: was.version } : {}) } };
      await kam.call(contract.saveAccount, { id: row.id, version: row.version, fields });
    };
    await grade('gold');
    await grade(null);
    await grade('iron');
    expect((await rowOf(kam, 'north')).fields).toMatchObject([{ key: 'grade', value: 'iron', version: 3 }]);
  });
});
