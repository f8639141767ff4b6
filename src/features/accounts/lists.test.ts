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

describe('a field of many accounts', () => {
  const gold = { field: 'grade', newValue: 'gold' };
  const gradeOf = async (name: string) => (await rowOf(head, name)).fields?.[0]?.value ?? null;

  test('is changed for all that match after a preview, and taken back where nobody worked since', async () => {
    await head.call(contract.bulkAccounts, { ids: [ids.south!], field: 'grade', newValue: 'iron' });
    await head.call(contract.bulkAccounts, { ids: [ids.north!], ...gold });
    expect(await head.call(contract.previewBulkAccounts, gold)).toEqual({
      matching: 3,
      changing: 2,
      same: 1,
      refused: 0,
    });
    const done = await head.call(contract.bulkAccounts, { filter: {}, ...gold });
    expect(done.changed).toBe(2);
    expect(done.before.map(({ value, records }) => [value, records.length])).toEqual(
      expect.arrayContaining([
        ['iron', 1],
        [null, 1],
      ]),
    );
    expect(await gradeOf('east')).toBe('gold');
    const east = await rowOf(head, 'east');
    const fields = { grade: { value: 'iron', version: east.fields![0]!.version } };
    await head.call(contract.saveAccount, { id: east.id, version: east.version, fields });
    const back = await head.call(contract.undoBulkAccounts, { field: 'grade', before: done.before });
    expect(back).toEqual({ changed: 1, left: 1 });
    expect([await gradeOf('south'), await gradeOf('east')]).toEqual(['iron', 'iron']);
  });

  test('reaches only what the actor may change, and fields that they know', async () => {
    const all = Object.values(ids);
    expect(await kam.call(contract.previewBulkAccounts, { ids: all, field: 'grade', newValue: 'iron' })).toMatchObject({
      matching: 1,
      refused: 0,
    });
    const done = await kam.call(contract.bulkAccounts, { ids: all, field: 'grade', newValue: '' });
    expect(done.changed).toBe(1);
    expect([await gradeOf('north'), await gradeOf('south')]).toEqual([null, 'iron']);
    const hidden = [{ value: 'gold', records: [{ id: ids.south!, version: 1 }] }];
    expect(await kam.call(contract.undoBulkAccounts, { field: 'grade', before: hidden })).toEqual({
      changed: 0,
      left: 1,
    });
    for (const wrong of [
      { field: 'secret', newValue: 'x' },
      { field: 'nothing', newValue: 'x' },
      { field: 'grade', newValue: 'lead' },
    ])
      expect((await kam.ask(contract.bulkAccounts, { filter: {}, ...wrong })).status).toBe(400);
    expect((await kam.ask(contract.bulkAccounts, gold)).status).toBe(400);
    expect((await reader.ask(contract.bulkAccounts, { filter: {}, ...gold })).status).toBe(403);
    expect((await director.call(contract.bulkAccounts, { filter: {}, field: 'secret', newValue: 'x' })).changed).toBe(
      3,
    );
  });
});
