import { afterAll, beforeAll, expect, test } from 'vitest';
import * as accounts from '../src/features/accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../src/features/accounts/make.ts';
import * as audit from '../src/features/audit/contract.ts';
import * as contacts from '../src/features/contacts/contract.ts';
import { discardImport } from '../src/features/imports/contract.ts';
import { type Person, type TestHouse, testHouse } from './house.ts';
import { prepare } from './imports.ts';

let t: TestHouse;
let director: Person;
let admin: Person;
/** An administrator who looks after one account. */
let keeper: Person;
const ids = { group: '', kept: '', contact: '' };

beforeAll(async () => {
  t = await testHouse();
  [director, admin, keeper] = [
    await t.person(['director'], { name: 'Dora Director' }),
    await t.person(['admin']),
    await t.person(['admin', 'kam'], { name: 'Kim Keeper' }),
  ];
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Hidden Group', kind: 'group' });
    ids.kept = await makeAccount(ctx, { name: 'Kept Ltd' });
    await makeTeamMember(ctx, { accountId: ids.kept, userId: keeper.id, duty: 'lead' });
  });
  const { version } = await director.call(accounts.getAccount, { id: ids.kept });
  await director.call(accounts.setParent, {
    id: ids.kept,
    parentId: ids.group,
    version,
    reason: 'They belong together',
  });
  const position = { accountId: ids.kept };
  ids.contact = (await director.call(contacts.createContact, { name: 'Connie Contact', position })).id;
  await director.call(contacts.saveContact, { id: ids.contact, version: 1, salutation: 'Dear Connie' });
});
afterAll(() => t.close());

const first = async (who: Person, operation: string) => (await who.call(audit.listAudit, { operation })).rows[0]!;

test('an entry names its record, its account and what stands before and after', async () => {
  const moved = await first(director, 'setParent');
  expect(moved.changes[0]).toMatchObject({ field: 'parent_id', after: ids.group });
  expect(moved.names).toEqual(
    expect.arrayContaining([
      { id: ids.kept, name: 'Kept Ltd', path: `/accounts/${ids.kept}` },
      { id: ids.group, name: 'Hidden Group', path: `/accounts/${ids.group}` },
    ]),
  );
  const contact = await first(director, 'saveContact');
  expect(contact.names).toContainEqual({
    id: ids.contact,
    name: 'Connie Contact',
    path: `/contacts/${ids.contact}`,
  });
  await director.call(accounts.assignTeam, { id: ids.kept, userId: director.id, duty: 'deputy' });
  const seat = await first(director, 'assignTeam');
  expect(seat.names.map(({ name }) => name)).toEqual(expect.arrayContaining(['Dora Director', 'Kept Ltd']));
  expect(seat.names.find(({ id }) => id === director.id)!.path).toContain('member=Dora%20Director');
});

test('nobody learns from it the name of an account that is closed to him', async () => {
  const moved = await first(keeper, 'setParent');
  expect(moved.names).toEqual([{ id: ids.kept, name: 'Kept Ltd', path: `/accounts/${ids.kept}` }]);
  expect(moved.changes[0]!.after).toBe(ids.group);
  const seen = [
    JSON.stringify(await keeper.call(audit.listAudit, { limit: 200 })),
    (await keeper.file(audit.exportAudit, { format: 'csv' })).body,
  ];
  for (const text of seen) {
    expect(text).toContain('Kept Ltd');
    expect(text).not.toContain('Hidden Group');
  }
  expect(JSON.stringify(await admin.call(audit.listAudit, { limit: 200 }))).not.toMatch(/Kept|Hidden|Connie/);
});

test('an export says names beside ids', async () => {
  const { body } = await director.file(audit.exportAudit, { format: 'csv', operation: 'setParent' });
  const [head, line] = body.split('\r\n').map((one) => one.split(','));
  const at = (title: string) => line![head!.indexOf(title)];
  expect(at('record name')).toBe('Kept Ltd');
  expect(at('account')).toBe('Kept Ltd');
  expect(at('after')).toBe(`Hidden Group (${ids.group})`);
});

test('acts on an import name it, for those who run imports', async () => {
  const view = await prepare(director, [{ name: 'sales.csv', content: 'Number;Date\n1;2024-01-01\n' }]);
  const added = await first(admin, 'addImportFile');
  expect(added).toMatchObject({ recordKind: 'import', recordId: view.id });
  expect(added.changes).toContainEqual({ field: 'file', before: null, after: 'sales.csv', withheld: null });
  expect(added.names).toEqual([{ id: view.id, name: 'sales.csv', path: `/imports/${view.id}` }]);
  await director.call(discardImport, { id: view.id });
  const gone = await first(director, 'discardImport');
  expect(gone.changes).toEqual([{ field: 'name', before: 'sales.csv', after: null, withheld: null }]);
});
