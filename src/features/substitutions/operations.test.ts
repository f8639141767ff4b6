import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { beginDay } from '../../app/new-day.ts';
import * as accounts from '../accounts/contract.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { createContact, listContacts } from '../contacts/contract.ts';
import { addChange } from '../dossiers/contract.ts';
import { flatSale, makeLedger } from '../ledger/make.ts';
import { publishBalances } from '../ledger/public.ts';
import { addNote, listNoteColleagues } from '../notes/contract.ts';
import { bodyOf } from '../notes/rules-body.ts';
import { listNotices } from '../notices/contract.ts';
import { endMembership, getSession, listMembers } from '../people/contract.ts';
import { runReview } from '../segmentation/contract.ts';
import * as tasks from '../tasks/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';
import { makeSubstitution } from './make.ts';

let t: TestHouse;
const who: Record<'anna' | 'boris' | 'carla' | 'head' | 'admin' | 'support', Person> = {} as never;
const ids = { big: '', small: '', boris: '' };
const at = (moment: string) => {
  const now = new Date(moment);
  t.house.now = () => now;
  t.house.identity.forget();
};
beforeAll(async () => {
  t = await testHouse({ now: new Date('2026-03-10T10:00:00Z') });
  who.head = await t.person(['head'], { name: 'Hanna' });
  who.admin = await t.person(['admin'], { name: 'Ada' });
  for (const name of ['Anna', 'Boris', 'Carla'] as const)
    who[name.toLowerCase() as 'anna'] = await t.person(['kam'], { name, reportsTo: who.head.id });
  who.support = await t.person(['sales_support'], { name: 'Sam' });
  await t.inside(async (ctx) => {
    ids.big = await makeAccount(ctx, { name: 'Globex', externalId: 'B', source: 'ledger' });
    ids.small = await makeAccount(ctx, { name: 'Initech', externalId: 'S', source: 'ledger' });
    ids.boris = await makeAccount(ctx, { name: 'Umbrella' });
    for (const accountId of [ids.big, ids.small])
      await makeTeamMember(ctx, { accountId, userId: who.anna.id, duty: 'lead' });
    await makeTeamMember(ctx, { accountId: ids.boris, userId: who.boris.id, duty: 'lead' });
    await makeLedger(ctx, {
      lines: [flatSale('I1', 'B', '2025-11-01', 'P', '9'), flatSale('I2', 'B', '2026-01-31', 'P', '9')],
    });
    await publishBalances(ctx);
  });
  await who.head.call(runReview, {});
});
afterAll(() => t.close());
beforeEach(async () => {
  at('2026-03-10T10:00:00Z');
  await t.inside((ctx) => ctx.client.query('delete from substitutions'));
});

const WEEK = { since: '2026-03-10', until: '2026-03-16' };
const cover = async (more: Record<string, unknown> = {}) => {
  const made = await who.head.call(contract.createSubstitution, {
    ...{ absentId: who.anna.id, substituteId: who.boris.id, ...WEEK },
    ...more,
  });
  t.house.identity.forget();
  return made;
};
const names = async (person: Person) =>
  (await person.call(accounts.listAccounts, {})).rows.map((row) => row.name).sort();

describe('who may', () => {
  test('oneself proposes, leaders and administrators decide and make; nobody takes a place by their own hand', async () => {
    const own = await who.anna.call(contract.createSubstitution, { substituteId: who.boris.id, ...WEEK });
    expect(own).toMatchObject({ state: 'proposed', time: 'waiting', absent: { name: 'Anna' } });
    expect(await names(who.boris)).toEqual(['Umbrella']);
    expect(
      (await who.boris.ask(contract.decideSubstitution, { id: own.id, decision: 'confirm', version: 1 })).status,
    ).toBe(403);
    for (const person of [who.carla, who.support])
      expect((await person.ask(contract.getSubstitution, { id: own.id })).status).toBe(404);
    const forOther = { absentId: who.anna.id, substituteId: who.carla.id, ...WEEK };
    expect((await who.carla.ask(contract.createSubstitution, forOther)).status).toBe(403);
    const changed = await who.anna.call(contract.saveSubstitution, {
      ...{ id: own.id, substituteId: who.boris.id, ...WEEK, orderNumber: ' 17-K ', version: 1 },
    });
    expect(changed).toMatchObject({ orderNumber: '17-K', version: 2 });
    const stale = await who.head.ask(contract.decideSubstitution, { id: own.id, decision: 'confirm', version: 1 });
    expect(stale.body.code).toBe('stale');
    await who.admin.call(contract.decideSubstitution, { id: own.id, decision: 'confirm', version: 2 });
    t.house.identity.forget();
    expect(await names(who.boris)).toEqual(['Globex', 'Initech', 'Umbrella']);
    // Confirmed, it is no longer Anna's to change; she may come back early.
    const later = { id: own.id, substituteId: who.boris.id, ...WEEK, until: '2026-03-20', version: 3 };
    expect((await who.anna.ask(contract.saveSubstitution, later)).status).toBe(403);
    await who.anna.call(contract.endSubstitution, { id: own.id, version: 3 });
    t.house.identity.forget();
    expect(await names(who.boris)).toEqual(['Umbrella']);
    expect((await who.anna.call(contract.listSubstitutions, { time: 'past' })).rows).toMatchObject([
      { state: 'ended', until: '2026-03-10', endedBy: { name: 'Anna' }, can: { change: false, end: false } },
    ]);
  });

  test('an administrator makes them and reads nothing by that', async () => {
    const self = { absentId: who.anna.id, substituteId: who.admin.id, ...WEEK };
    expect((await who.admin.ask(contract.createSubstitution, self)).body.code).toBe('substitutions.doesNotFit');
    const both = await t.person(['admin', 'contributor'], { name: 'Both' });
    const taken = await both.ask(contract.createSubstitution, { ...self, substituteId: both.id });
    expect(taken.body.code).toBe('substitutions.yourself');
    const kamToo = await t.person(['admin', 'kam'], { name: 'Kam too' });
    const own = await kamToo.ask(contract.createSubstitution, { ...self, substituteId: kamToo.id });
    expect(own.body.code).toBe('substitutions.yourself');
    const made = await who.admin.call(contract.createSubstitution, { ...self, substituteId: who.boris.id });
    expect((await who.admin.ask(contract.getBrief, { id: made.id })).status).toBe(403);
    expect(
      (await who.admin.ask(contract.createSubstitution, { ...self, substituteId: who.carla.id, accountIds: [ids.big] }))
        .status,
    ).toBe(404);
  });

  test('clashes say who and when; oneself, former members and what is past are refused', async () => {
    await cover();
    const code = async (input: Record<string, unknown>) =>
      (await who.head.ask(contract.createSubstitution, { ...WEEK, ...input })).body;
    const twice = await code({ absentId: who.anna.id, substituteId: who.carla.id });
    expect(twice).toMatchObject({
      code: 'substitutions.overlaps',
      params: { substitute: 'Boris', since: '2026-03-10' },
    });
    expect((await code({ absentId: who.carla.id, substituteId: who.anna.id })).code).toBe(
      'substitutions.substituteAway',
    );
    expect((await code({ absentId: who.boris.id, substituteId: who.carla.id })).code).toBe(
      'substitutions.standsInThen',
    );
    expect((await code({ absentId: who.carla.id, substituteId: who.carla.id })).code).toBe('substitutions.oneself');
    expect((await code({ absentId: who.carla.id, substituteId: who.boris.id, since: '2026-03-09' })).code).toBe(
      'substitutions.past',
    );
    expect((await code({ absentId: who.carla.id, substituteId: who.boris.id, until: '2026-03-01' })).code).toBe(
      'substitutions.endsBeforeStart',
    );
    expect((await code({ absentId: who.carla.id, substituteId: who.boris.id, until: '2026-02-31' })).status).toBe(400);
    expect((await code({ absentId: who.carla.id, substituteId: who.boris.id, accountIds: [ids.big] })).code).toBe(
      'substitutions.notTheirs',
    );
    // Boris may stand in for two at once: that is no chain.
    const gone = await t.person(['kam'], { name: 'Gone' });
    expect((await code({ absentId: who.carla.id, substituteId: who.boris.id })).code).toBeUndefined();
    const member = (await who.admin.call(listMembers, {})).members.find((one) => one.id === gone.id)!;
    await who.admin.call(endMembership, { id: gone.id, version: member.version });
    expect((await code({ absentId: gone.id, substituteId: who.boris.id })).code).toBe('substitutions.notAMember');
    const { members } = await who.support.call(listMembers, {});
    const away = members.filter((one) => one.awayUntil !== null).map(({ name, awayUntil }) => [name, awayUntil]);
    expect(away).toEqual([
      ['Anna', WEEK.until],
      ['Carla', WEEK.until],
    ]);
  });
});

describe('acting for somebody', () => {
  test('rights of chosen accounts, and only those groups that were chosen', async () => {
    await cover({ accountIds: [ids.big], rights: ['notes'] });
    expect(await names(who.boris)).toEqual(['Globex', 'Umbrella']);
    await who.boris.call(addNote, { id: ids.big, body: bodyOf('Called') });
    const { version } = await who.boris.call(accounts.getAccount, { id: ids.big });
    expect((await who.boris.ask(accounts.saveAccount, { id: ids.big, version, web: 'https://x.example' })).status).toBe(
      404,
    );
    expect((await who.boris.ask(accounts.getAccount, { id: ids.small })).status).toBe(404);
    expect((await who.boris.call(getSession, {})).standsIn).toMatchObject([
      { person: { name: 'Anna' }, until: WEEK.until },
    ]);
    const colleagues = (await who.anna.call(listNoteColleagues, { id: ids.big })).rows;
    expect(colleagues.find((one) => one.name === 'Boris')).toMatchObject({ sees: true, isTeam: true });
    expect(colleagues.find((one) => one.name === 'Carla')).toMatchObject({ sees: false, isTeam: false });
  });

  test('what is done only in her place is recorded on her behalf, in audit, timeline, notes and tasks', async () => {
    const { id: taskId } = await who.anna.call(tasks.createTask, { title: 'Call them', accountId: ids.big });
    const { id: hidden } = await who.anna.call(tasks.createTask, {
      title: 'Mine',
      accountId: ids.big,
      isPrivate: true,
    });
    const made = await cover();
    const note = await who.boris.call(addNote, { id: ids.big, body: bodyOf('For Anna') });
    expect(note).toMatchObject({ author: { name: 'Boris' }, onBehalfOf: { name: 'Anna' } });
    const ownNote = await who.boris.call(addNote, { id: ids.boris, body: bodyOf('Mine') });
    expect(ownNote.onBehalfOf).toBeNull();
    const { rows } = await who.anna.call(listTimeline, { id: ids.big });
    expect(rows[0]).toMatchObject({ by: { name: 'Boris' }, onBehalfOf: { name: 'Anna' } });
    expect((await who.boris.ask(tasks.getTask, { id: hidden })).status).toBe(404);
    expect((await who.boris.call(tasks.getTask, { id: taskId })).acts).toContain('done');
    await who.boris.call(tasks.actOnTask, { id: taskId, act: 'done' });
    const { history } = await who.anna.call(tasks.getTask, { id: taskId });
    expect(history.at(-1)).toMatchObject({ by: { name: 'Boris' }, onBehalfOf: { name: 'Anna' } });
    const entries = (await who.head.call(listAudit, { userId: who.boris.id })).rows;
    const behalf = entries.filter((entry) => entry.onBehalfOf?.name === 'Anna').map((entry) => entry.accountId);
    expect(new Set(behalf)).toEqual(new Set([ids.big]));
    expect(entries.find((entry) => entry.accountId === ids.boris)!.onBehalfOf).toBeNull();
    // The head sees all by herself: what she does is nobody's but hers.
    expect((await who.head.call(addNote, { id: ids.big, body: bodyOf('Head') })).onBehalfOf).toBeNull();
    const digest = await who.anna.call(contract.getDigest, { id: made.id });
    expect(digest.rows.map((row) => [row.account.name, row.operation, row.text])).toEqual(
      expect.arrayContaining([
        ['Globex', 'actOnTask', null],
        ['Globex', 'addNote', 'For Anna'],
      ]),
    );
    expect(digest.rows.every((row) => row.account.name === 'Globex')).toBe(true);
    expect((await who.carla.ask(contract.getDigest, { id: made.id })).status).toBe(404);
  });

  test('is not handed on: Carla in Boris’ place gets nothing of Anna', async () => {
    await t.inside(async (ctx) => {
      const days = { since: '2026-03-10', until: '2026-03-16' };
      await makeSubstitution(ctx, { absentId: who.anna.id, substituteId: who.boris.id, ...days });
      await makeSubstitution(ctx, { absentId: who.boris.id, substituteId: who.carla.id, ...days });
    });
    t.house.identity.forget();
    expect(await names(who.boris)).toEqual(['Globex', 'Initech', 'Umbrella']);
    expect(await names(who.carla)).toEqual(['Umbrella']);
  });

  test('begins and ends by the day of the organisation, with a notice to both, a digest to the one who returns', async () => {
    await cover({ since: '2026-03-12', until: '2026-03-13' });
    const moments = [
      ['2026-03-11T22:59:59Z', ['Umbrella']],
      ['2026-03-11T23:00:00Z', ['Globex', 'Initech', 'Umbrella']],
      ['2026-03-13T22:59:59Z', ['Globex', 'Initech', 'Umbrella']],
      ['2026-03-13T23:00:00Z', ['Umbrella']],
    ] as const;
    const kinds = async (person: Person) =>
      (await person.call(listNotices, {})).rows
        .map((row) => row.kind)
        .filter((kind) => /\.(begun|over|covered|back)$/.test(kind));
    const before = [await kinds(who.boris), await kinds(who.anna)].map((each) => each.length);
    for (const [moment, seen] of moments) {
      at(moment);
      await beginDay(t.house, t.org);
      expect(await names(who.boris), moment).toEqual(seen);
    }
    expect((await kinds(who.boris)).slice(0, -before[0]! || undefined)).toEqual([
      'substitutions.over',
      'substitutions.begun',
    ]);
    expect((await kinds(who.anna)).slice(0, -before[1]! || undefined)).toEqual([
      'substitutions.back',
      'substitutions.covered',
    ]);
  });

  test('the brief says what one must know, as far as its reader may', async () => {
    const reach = [{ label: 'work' as const, value: 'u@globex.example', preferred: true }];
    await who.anna.call(createContact, {
      ...{ name: 'Uma Unhappy', emails: reach, dos: 'Call before ten', donts: 'Never mention the strike' },
      position: { accountId: ids.big, title: 'Buyer', role: 'decisionMaker' },
    });
    await who.anna.call(addChange, {
      ...{ id: ids.big, kind: 'merger', happenedOn: '2026-03-01', text: 'Merges', source: 'press', tellTeam: false },
    } as never);
    await who.anna.call(tasks.createTask, {
      title: 'Offer',
      accountId: ids.big,
      due: { on: '2026-03-09', time: null, zone: null },
    });
    const made = await cover();
    const brief = await who.boris.call(contract.getBrief, { id: made.id });
    expect(brief.rows.map((row) => row.name)).toEqual(['Globex', 'Initech']);
    const [globex] = brief.rows;
    expect(globex).toMatchObject({
      contacts: [{ name: 'Uma Unhappy', donts: 'Never mention the strike' }],
      changes: [{ text: 'Merges' }],
    });
    expect(globex!.tasks.find((task) => task.title === 'Offer')).toMatchObject({ isOverdue: true, isOwn: true });
    expect(globex!.tasks.some((task) => task.title === 'Mine')).toBe(false);
    expect(Number(globex!.revenue!.amount)).toBeGreaterThan(0);
    const page = await who.boris.call(contract.getBrief, { id: made.id, limit: 1 });
    const rest = await who.boris.call(contract.getBrief, { id: made.id, limit: 1, after: page.next! });
    expect([page.rows[0]!.name, rest.rows[0]!.name, rest.next]).toEqual(['Globex', 'Initech', null]);
    expect((await who.boris.call(listContacts, {})).rows.map((row) => row.name)).toEqual(['Uma Unhappy']);
    // When it is over, the substitute sees no more than before.
    at('2026-03-17T10:00:00Z');
    expect((await who.boris.call(contract.getBrief, { id: made.id })).rows).toEqual([]);
    expect((await who.anna.call(contract.getBrief, { id: made.id })).rows).toHaveLength(2);
  });
});
