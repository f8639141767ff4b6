import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { makeAccount, makeTeamMember } from '../accounts/make.ts';
import { listAudit } from '../audit/contract.ts';
import { listNotices } from '../notices/contract.ts';
import { erasePerson } from '../people/contract.ts';
import { listTimeline } from '../timeline/contract.ts';
import * as contract from './contract.ts';
import { bodyOf, type Part } from './rules-body.ts';

let t: TestHouse;
let kam: Person;
let other: Person;
let head: Person;
let support: Person;
let contributor: Person;
const ids = { group: '', mine: '', theirs: '' };
beforeAll(async () => {
  t = await testHouse();
  kam = await t.person(['kam'], { name: 'Karin' });
  other = await t.person(['kam'], { name: 'Otto' });
  head = await t.person(['head'], { name: 'Hanna' });
  support = await t.person(['sales_support'], { name: 'Selma' });
  contributor = await t.person(['contributor'], { name: 'Carla' });
  await t.inside(async (ctx) => {
    ids.group = await makeAccount(ctx, { name: 'Globex Group', kind: 'group' });
    ids.mine = await makeAccount(ctx, { name: 'Globex Berlin', parentId: ids.group });
    ids.theirs = await makeAccount(ctx, { name: 'Initech' });
    await makeTeamMember(ctx, { accountId: ids.mine, userId: kam.id });
    await makeTeamMember(ctx, { accountId: ids.group, userId: contributor.id, duty: 'support' });
    await makeTeamMember(ctx, { accountId: ids.theirs, userId: other.id });
  });
});
afterAll(() => t.close());

const mentioning = (...people: Person[]) => ({
  type: 'doc' as const,
  content: [
    { type: 'paragraph', content: people.map(({ id }): Part => ({ type: 'mention', attrs: { id } })) } satisfies Part,
  ],
});
const write = (who: Person, words: string, more: Record<string, unknown> = {}) =>
  who.call(contract.addNote, { id: ids.mine, body: bodyOf(words), ...more });
const textsOf = async (who: Person, input: Record<string, unknown> = {}) =>
  (await who.call(contract.listNotes, { id: ids.mine, ...input })).rows.map(({ body }) => JSON.stringify(body));
const entriesOf = async (who: Person, input: Record<string, unknown> = {}) =>
  (await who.call(listTimeline, { id: ids.mine, kind: ['notes.written'], ...input })).rows.map(({ id }) => id);

describe('a note', () => {
  test('is written, read, found in the timeline, saved as versions, and any version comes back', async () => {
    const note = await write(kam, 'They want oat milk');
    expect(note).toMatchObject({ author: { name: 'Karin' }, isPinned: false, kept: null, version: 1 });
    expect(await entriesOf(head, { q: 'OAT milk' })).toEqual([note.id]);
    const second = await head.call(contract.saveNote, { id: note.id, version: 1, body: bodyOf('They want rye') });
    expect(second).toMatchObject({ version: 2, changedBy: { name: 'Hanna' }, author: { name: 'Karin' } });
    expect([await entriesOf(kam, { q: 'oat' }), await entriesOf(kam, { q: 'rye want' })]).toEqual([[], [note.id]]);
    const versions = (await kam.call(contract.listNoteVersions, { id: note.id })).rows;
    expect(versions.map(({ version, savedBy }) => [version, savedBy?.name])).toEqual([
      [2, 'Hanna'],
      [1, 'Karin'],
    ]);
    const back = await kam.call(contract.saveNote, { id: note.id, version: 2, body: versions[1]!.body });
    expect(back.body).toEqual(bodyOf('They want oat milk'));
    expect((await kam.call(contract.listNoteVersions, { id: note.id, limit: 1 })).next).not.toBeNull();
  });

  test('two people at once: the later one gets both, and nothing is lost', async () => {
    const note = await write(kam, 'First');
    await head.call(contract.saveNote, { id: note.id, version: 1, body: bodyOf('Theirs') });
    const late = await kam.ask(contract.saveNote, { id: note.id, version: 1, body: bodyOf('Mine') });
    expect([late.status, late.body.code]).toEqual([409, 'stale']);
    expect(JSON.stringify(late.body.params)).toContain('Theirs');
    expect((await kam.call(contract.getNote, { id: note.id })).body).toEqual(bodyOf('Theirs'));
  });

  test('is pinned, removed with its entry, and brought back as it was', async () => {
    const note = await write(kam, 'Pinned one');
    const pinned = await kam.call(contract.pinNote, { id: note.id, version: 1, pinned: true });
    expect(await textsOf(kam, { pinned: true })).toEqual([JSON.stringify(note.body)]);
    const { version } = await kam.call(contract.removeNote, { id: note.id, version: pinned.version });
    expect((await kam.ask(contract.getNote, { id: note.id })).status).toBe(404);
    expect([await textsOf(kam, { pinned: true }), await entriesOf(kam, { q: 'pinned one' })]).toEqual([[], []]);
    expect((await kam.ask(contract.restoreNote, { id: note.id, version: 1 })).status).toBe(409);
    await head.call(contract.restoreNote, { id: note.id, version });
    const [entry] = (await kam.call(listTimeline, { id: ids.mine, q: 'pinned one' })).rows;
    expect(entry).toMatchObject({ id: note.id, at: note.createdAt, by: { name: 'Karin' } });
  });

  test('is refused with what it must not hold, and by its size and depth', async () => {
    const ask = (body: unknown, headers = {}) =>
      kam.ask(contract.addNote, { id: ids.mine, body } as never, { headers });
    const script = { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] };
    const hostile = [
      { type: 'doc', content: [{ type: 'paragraph', content: [script] }] },
      { type: 'doc', content: [{ type: 'iframe', attrs: { src: 'https://a.example' } }] },
      { type: 'doc', content: '<script>alert(1)</script>' },
      bodyOf('x'.repeat(1_500_000)),
    ];
    for (const body of hostile) expect((await ask(body)).status).toBe(400);
    expect((await ask(bodyOf('x'.repeat(2_200_000)))).status).toBe(413);
    expect((await askDeep(20_000)).statusCode).toBe(400);
  });

  /** JSON.stringify would fall over such a depth: the text is made by hand. */
  async function askDeep(depth: number) {
    const text = `{"type":"doc","content":[${'{"type":"blockquote","content":['.repeat(depth)}${']}'.repeat(depth)}]}`;
    return t.http.inject({
      method: 'POST',
      url: `/api/accounts/${ids.mine}/notes`,
      headers: {
        'x-vitalfew': '1',
        'content-type': 'application/json',
        'idempotency-key': 'deep',
        authorization: `Bearer ${kam.token}`,
      },
      payload: `{"body":${text}}`,
    });
  }

  test('is for those who may read notes of the account', async () => {
    const note = await write(kam, 'Ours');
    const closed = [
      other.ask(contract.getNote, { id: note.id }),
      other.ask(contract.saveNote, { id: note.id, version: 1, body: bodyOf('X') }),
      other.ask(contract.listNotes, { id: ids.mine }),
      other.ask(contract.addNote, { id: ids.mine, body: bodyOf('X') }),
      kam.ask(contract.listNotes, { id: ids.group }),
    ];
    for (const answer of closed) expect((await answer).status).toBe(404);
    const admin = await t.person(['admin']);
    expect((await admin.ask(contract.getNote, { id: note.id })).status).toBe(403);
    expect((await contributor.call(contract.listNotes, { id: ids.group, group: true })).rows.length).toBeGreaterThan(0);
  });
});

describe('a mention', () => {
  const noticesOf = async (who: Person) => (await who.call(listNotices, {})).rows;

  test('tells the colleague once, unless the account is closed to him', async () => {
    const note = await kam.call(contract.addNote, { id: ids.mine, body: mentioning(head, other, kam) });
    expect(note.mentioned.map(({ name }) => name)).toEqual(['Hanna', 'Otto', 'Karin']);
    const [notice] = await noticesOf(head);
    const path = `/accounts/${ids.mine}?tab=timeline&entry=${note.id}`;
    expect(notice).toMatchObject({ kind: 'notes.mentioned', params: { account: 'Globex Berlin' }, path });
    await kam.call(contract.saveNote, { id: note.id, version: 1, body: mentioning(head, support) });
    expect([(await noticesOf(head)).length, (await noticesOf(support)).length]).toEqual([1, 1]);
    expect([await noticesOf(other), await noticesOf(kam)]).toEqual([[], []]);
  });

  test('the author is told before who cannot see the account', async () => {
    const { rows } = await kam.call(contract.listNoteColleagues, { id: ids.mine });
    const seen = Object.fromEntries(rows.map(({ name, sees, isTeam }) => [name, [sees, isTeam]]));
    expect(seen).toMatchObject({
      Carla: [true, true],
      Hanna: [true, false],
      Karin: [true, true],
      Otto: [false, false],
      Selma: [true, false],
    });
  });

  test('holds no name: who is erased is a former colleague, and no text says more', async () => {
    const gone = await t.person(['head'], { name: 'Gone Gunda' });
    const admin = await t.person(['admin']);
    const note = await kam.call(contract.addNote, { id: ids.mine, body: mentioning(gone) });
    await admin.call(erasePerson, { id: gone.id, version: 1 });
    expect((await kam.call(contract.getNote, { id: note.id })).mentioned).toEqual([
      { id: gone.id, name: 'Former colleague' },
    ]);
    for (const table of ['notes', 'note_versions', 'timeline_entries']) {
      const { rows } = await t.inside((ctx) => ctx.client.query(`select t::text as row from ${table} t`));
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain('Gunda');
    }
  });
});

describe('a confidential note', () => {
  test('is there for its author, those it names and, where it says so, the team; nobody else learns of it', async () => {
    const kept = { readers: [support.id], team: false };
    const note = await head.call(contract.addNote, { id: ids.mine, body: bodyOf('Whisper'), pinned: true, kept });
    const seers = async () => {
      const found: string[] = [];
      for (const who of [kam, head, support, contributor]) {
        const listed = (await textsOf(who, { pinned: true })).some((text) => text.includes('Whisper'));
        const told = (await entriesOf(who, { q: 'whisper' })).includes(note.id);
        const { status } = await who.ask(contract.getNote, { id: note.id });
        expect([listed, told, (await entriesOf(who)).includes(note.id)], who.email).toEqual(
          Array(3).fill(status === 200),
        );
        expect((await who.ask(listTimeline, { id: ids.mine, around: note.id })).status).toBe(status);
        if (status === 200) found.push(who.email);
      }
      return found;
    };
    expect(await seers()).toEqual([head.email, support.email]);
    expect((await support.ask(contract.keepNote, { id: note.id, version: 1, kept: null })).status).toBe(403);
    expect((await support.call(contract.getNote, { id: note.id })).kept?.readers).toEqual([
      { id: support.id, name: 'Selma' },
    ]);
    await head.call(contract.keepNote, { id: note.id, version: 1, kept: { readers: [], team: true } });
    expect(await seers()).toEqual([kam.email, head.email, contributor.email]);
    // Its mentions reach its readers only.
    await head.call(contract.saveNote, { id: note.id, version: 2, body: mentioning(kam, support) });
    const told = async (who: Person) =>
      (await who.call(listNotices, {})).rows.some(({ path }) => path?.includes(note.id));
    expect([await told(kam), await told(support)]).toEqual([true, false]);
    await head.call(contract.saveNote, { id: note.id, version: 3, body: bodyOf('Whisper') });
    await head.call(contract.keepNote, { id: note.id, version: 4, kept: null });
    expect(await seers()).toEqual([kam, head, support, contributor].map(({ email }) => email));
  });

  test('leaves neither its place nor its text in the audit', async () => {
    const director = await t.person(['director']);
    const kept = { readers: [], team: false };
    const note = await write(kam, 'Unheard of', { kept });
    await kam.call(contract.saveNote, { id: note.id, version: 1, body: bodyOf('Still unheard of') });
    const [changed, wrote] = (await director.call(listAudit, { userId: kam.id, limit: 2 })).rows;
    for (const entry of [changed, wrote])
      expect(entry).toMatchObject({ recordKind: 'note', recordId: null, accountId: null });
    expect(JSON.stringify([changed, wrote])).not.toMatch(new RegExp(`${note.id}|${ids.mine}|nheard`));
  });
});

describe('a note of somebody else', () => {
  test('is changed and removed by its author, the lead of the account, and who has the right over all; others read and pin it', async () => {
    const deputy = await t.person(['kam'], { name: 'Dora' });
    await t.inside((ctx) => makeTeamMember(ctx, { accountId: ids.mine, userId: deputy.id, duty: 'deputy' }));
    const note = await write(kam, 'Written by the lead');
    const seen = await deputy.call(contract.getNote, { id: note.id });
    expect(seen.can).toEqual({ edit: false, pin: true, keep: false });
    const change = (who: Person, id: string, version: number) =>
      who.ask(contract.saveNote, { id, version, body: bodyOf('Changed') });
    const refused = [
      await change(deputy, note.id, 1),
      await deputy.ask(contract.removeNote, { id: note.id, version: 1 }),
      await change(contributor, note.id, 1),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([409, 'notes.notYours']));
    expect((await kam.call(contract.getNote, { id: note.id })).body).toEqual(note.body);
    const pinned = await deputy.call(contract.pinNote, { id: note.id, version: 1, pinned: true });
    expect((await change(head, note.id, pinned.version)).body.can).toEqual({ edit: true, pin: true, keep: false });
    // The other way round: the lead may change what the deputy wrote, the author may remove it, and nobody else brings it back.
    const theirs = await write(deputy, 'Written by the deputy');
    expect((await change(kam, theirs.id, 1)).status).toBe(200);
    const { version } = await deputy.call(contract.removeNote, { id: theirs.id, version: 2 });
    expect((await contributor.ask(contract.restoreNote, { id: theirs.id, version })).body.code).toBe('notes.notYours');
    await deputy.call(contract.restoreNote, { id: theirs.id, version });
  });
});
