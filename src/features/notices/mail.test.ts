import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { smtpServer } from '../../../test/smtp.ts';
import { makeAccount } from '../accounts/make.ts';
import { makeSubstitution } from '../substitutions/make.ts';
import * as contract from './contract.ts';
import { jobs } from './jobs.ts';
import { declaredKinds, sentence } from './kinds.ts';
import { notify } from './public.ts';

let t: TestHouse;
let smtp: Awaited<ReturnType<typeof smtpServer>>;
let kam: Person;
let admin: Person;

// A Wednesday at noon in Berlin.
const now = new Date('2026-01-14T11:00:00Z');

beforeAll(async () => {
  smtp = await smtpServer();
  t = await testHouse({ smtpUrl: smtp.url, now });
  kam = await t.person(['kam']);
  admin = await t.person(['admin']);
});
afterAll(async () => {
  await t?.close();
  await smtp?.close();
});

const send = (person: Person, form: 'once' | 'digest' | 'test') =>
  jobs[0]!.run(t.house, { orgId: t.org.id, userId: person.id, form }, new AbortController().signal);
const tell = (person: Person, kind: string, params = {}, path: string | null = null) =>
  t.inside((ctx) => notify(ctx, person.id, { kind, params, path }));
const states = (person: Person) =>
  t.inside(async (ctx) =>
    (
      await ctx.db
        .selectFrom('notice_mails')
        .select(['form', 'state'])
        .where('user_id', '=', person.id)
        .orderBy('id')
        .execute()
    ).map(({ form, state }) => `${form} ${state}`),
  );
const unfolded = (mail: string) => mail.replace(/\r\n[ \t]+/g, ' ');

test('every kind is declared with its sentence in both languages, and what a room does not declare cannot be sent', async () => {
  for (const { kind } of declaredKinds())
    for (const language of ['en', 'ru']) expect(sentence(kind, language, 2), kind).not.toBe(kind);
  const rooms = new URL('..', import.meta.url);
  for (const room of readdirSync(rooms)) {
    const words = JSON.parse(readFileSync(new URL(`${room}/ui/en.json`, rooms), 'utf8').toString());
    const said = Object.entries(words.notice ?? {}).flatMap(([word, inside]) =>
      typeof inside === 'string'
        ? [word.replace(/_(one|other)$/, '')]
        : Object.keys(inside as object).map((one) => `${word}.${one}`),
    );
    const declared = declaredKinds().flatMap((one) => (one.room === room ? [one.kind.slice(room.length + 1)] : []));
    expect([...new Set(said)].sort(), room).toEqual(declared.sort());
  }
  await expect(tell(kam, 'tasks.unheardOf')).rejects.toThrow('no room declares');
});

test('an urgent notice comes at once, once, in text and HTML, with one click to end it', async () => {
  const receiver = await t.person(['kam']);
  await tell(receiver, 'imports.failed', { name: '<img src=x onerror=alert(1)>' });
  await send(receiver, 'once');
  await send(receiver, 'once');
  expect(smtp.mails).toHaveLength(1);
  const mail = unfolded(smtp.mails.pop()!);
  expect(mail).toContain(`To: ${receiver.email}`);
  expect(mail).toContain('multipart/alternative');
  expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(mail.split('<!doctype html>')[1]).not.toMatch(/<img/);
  const url = /List-Unsubscribe: <http:\/\/127\.0\.0\.1:3000([^>]+)>/.exec(mail)![1]!;
  const click = (path: string) =>
    t.http.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
  expect((await click(`${url}x`)).statusCode).toBe(200);
  const mine = async () =>
    (await receiver.call(contract.getNoticeWishes, {})).kinds.find(({ kind }) => kind === 'imports.failed')!.own;
  expect(await mine()).toBeNull();
  expect((await click(url)).statusCode).toBe(200);
  expect(await mine()).toEqual({ inApp: true, mail: 'off' });
  const { rows: acts } = await t.inside((ctx) =>
    ctx.client.query("select user_id, word from audit_entries where operation = 'unsubscribeFromNotices'"),
  );
  expect(acts).toEqual([{ user_id: receiver.id, word: 'unsubscribed from notices' }]);
  await tell(receiver, 'imports.failed', { name: 'again' });
  await send(receiver, 'once');
  expect(smtp.mails).toHaveLength(0);
  expect((await receiver.call(contract.listNotices, {})).rows).toHaveLength(2);
});

test('a digest gathers what is unread; a kind that is off is not written at all; the organisation says what is usual', async () => {
  const receiver = await t.person(['kam']);
  await admin.call(contract.saveNoticeDefault, { kind: 'tasks.given', wish: { inApp: false, mail: 'digest' } });
  await tell(receiver, 'tasks.given', { title: 'Only by mail' });
  await tell(receiver, 'tasks.done', { title: 'Finished' });
  await receiver.call(contract.saveNoticeWish, { kind: 'tasks.taken', wish: { inApp: false, mail: 'off' } });
  await tell(receiver, 'tasks.taken', { title: 'Nothing' });
  expect((await receiver.call(contract.listNotices, {})).rows.map(({ kind }) => kind)).toEqual(['tasks.done']);
  await send(receiver, 'digest');
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.mails.pop()).toMatch(/Only by mail[\s\S]*Finished/);
  expect(
    (await kam.ask(contract.saveNoticeDefault, { kind: 'tasks.given', wish: { inApp: true, mail: 'off' } })).status,
  ).toBe(403);
  expect((await kam.ask(contract.saveNoticeWish, { kind: 'tasks.unheardOf', wish: null })).status).toBe(404);
});

test('a record that is hidden since is neither mailed nor shown nor counted', async () => {
  const receiver = await t.person(['kam']);
  const accountId = await t.inside(async (ctx) => {
    const made = await makeAccount(ctx, { name: 'Hidden Ltd' });
    return typeof made === 'string' ? made : (made as { id: string }).id;
  });
  await tell(receiver, 'dossiers.change.merger', { account: 'Hidden Ltd' }, `/accounts/${accountId}?tab=dossier`);
  await send(receiver, 'digest');
  expect(smtp.mails).toHaveLength(0);
  expect(await states(receiver)).toEqual(['digest dropped']);
  const seen = await receiver.call(contract.listNotices, {});
  expect(seen).toMatchObject({ rows: [], unread: 0 });
});

test('nothing is sent in the quiet time; saved hours are kept by version', async () => {
  const receiver = await t.person(['kam']);
  const hours = {
    digest: 'daily',
    digestMinute: 540,
    digestWeekday: 1,
    quietFrom: 600,
    quietUntil: 780,
    quietWeekends: false,
    timezone: null,
  } as const;
  expect(await receiver.call(contract.saveNoticeHours, { ...hours, version: 0 })).toEqual({ version: 1 });
  expect((await receiver.ask(contract.saveNoticeHours, { ...hours, version: 0 })).status).toBe(409);
  for (const wrong of [{ timezone: 'Moon/Base' }, { quietFrom: null }, { quietUntil: 600 }])
    expect((await receiver.ask(contract.saveNoticeHours, { ...hours, ...wrong, version: 1 })).status).toBe(400);
  await tell(receiver, 'imports.failed', { name: 'later' });
  await send(receiver, 'once');
  expect(smtp.mails).toHaveLength(0);
  const waits = await t.inside((ctx) =>
    ctx.db.selectFrom('notices').select('mail_id').where('user_id', '=', receiver.id).executeTakeFirstOrThrow(),
  );
  expect(waits.mail_id).toBeNull();
});

test('what the server puts off is tried again under the same name; what it refuses for good is not', async () => {
  const receiver = await t.person(['kam']);
  await tell(receiver, 'imports.failed', { name: 'busy' });
  smtp.answer = '451 later';
  await send(receiver, 'once');
  expect(await states(receiver)).toEqual(['once waiting']);
  smtp.answer = '250 taken';
  await send(receiver, 'once');
  expect(await states(receiver)).toEqual(['once sent']);
  const names = smtp.mails.splice(0).map((mail) => /Message-ID: (<[^>]+>)/i.exec(mail)?.[1]);
  expect(names).toHaveLength(2);
  expect(names[0]).toBe(names[1]);
  await tell(receiver, 'imports.failed', { name: 'gone' });
  smtp.answer = '550 nobody here';
  await send(receiver, 'once');
  smtp.answer = '250 taken';
  await send(receiver, 'once');
  expect(await states(receiver)).toEqual(['once sent', 'once failed']);
  expect(smtp.mails.splice(0)).toHaveLength(1);
});

test('two workers send one mail, and one that died in the middle leaves none to be sent twice', async () => {
  const receiver = await t.person(['kam']);
  await tell(receiver, 'imports.failed', { name: 'one' });
  await Promise.all([send(receiver, 'once'), send(receiver, 'once')]);
  expect(smtp.mails.splice(0)).toHaveLength(1);
  // Killed after the server was spoken to: the mark stands, its end does not.
  await t.inside((ctx) =>
    ctx.db
      .updateTable('notice_mails')
      .set({ state: 'sending', sent_at: null })
      .where('user_id', '=', receiver.id)
      .execute(),
  );
  await send(receiver, 'once');
  expect(smtp.mails).toHaveLength(0);
  expect(await states(receiver)).toEqual(['once failed']);
});

test('a test mail comes at once; without a mail server the page says so', async () => {
  await kam.call(contract.sendTestNotice, {});
  await send(kam, 'test');
  expect(smtp.mails.splice(0)).toHaveLength(1);
  expect(await kam.call(contract.getNoticeWishes, {})).toMatchObject({ canMail: true, can: { setDefaults: false } });
});

test('the next digest is shown before it comes, as far as its records are open to the reader', async () => {
  const reader = await t.person(['kam']);
  expect(await reader.call(contract.previewDigest, {})).toMatchObject({ subject: null, lines: [] });
  await tell(reader, 'tasks.done', { title: 'Open to all' }, '/tasks');
  await tell(reader, 'imports.done', { name: 'ledger.csv' }, '/imports/01900000-0000-7000-8000-000000000000');
  await tell(reader, 'tasks.decision', { title: 'Hidden' }, '/decisions?decision=01900000-0000-7000-8000-000000000000');
  const hidden = '/substitutions?open=01900000-0000-7000-8000-000000000000';
  await tell(reader, 'substitutions.confirmed', { person: 'Hidden' }, hidden);
  const digest = await reader.call(contract.previewDigest, {});
  expect(digest).toEqual({
    at: '2026-01-15T08:00:00.000Z',
    subject: 'Done: Open to all',
    lines: [{ text: 'Done: Open to all', path: '/tasks' }],
  });
  // The bell says no more.
  expect((await reader.call(contract.listNotices, {})).rows.map((row) => row.kind)).toEqual(['tasks.done']);
});

test('mail waits while somebody stands in for the person, where they wish so, and comes when that is over', async () => {
  const away = await t.person(['kam']);
  const substitute = await t.person(['kam']);
  const { kinds: _kinds, ...wishes } = await away.call(contract.getNoticeWishes, {});
  expect(wishes.hours.quietAbsent).toBe(false);
  const { version, ...hours } = wishes.hours;
  const saved = await away.call(contract.saveNoticeHours, { ...hours, quietAbsent: true, version });
  // Left out, it stays as it is.
  const { quietAbsent: _left, ...rest } = hours;
  await away.call(contract.saveNoticeHours, { ...rest, version: saved.version });
  await t.inside((ctx) =>
    makeSubstitution(ctx, {
      ...{ absentId: away.id, substituteId: substitute.id },
      ...{ since: '2026-01-12', until: '2026-01-20', isTold: true },
    }),
  );
  await tell(away, 'imports.failed', { name: 'later' });
  const before = smtp.mails.length;
  await send(away, 'once');
  expect(smtp.mails).toHaveLength(before);
  expect((await away.call(contract.previewDigest, {})).at).toBe('2026-01-21T07:00:00.000Z');
  await t.inside((ctx) => ctx.client.query("update substitutions set state = 'ended' where absent_id = $1", [away.id]));
  await send(away, 'once');
  expect(smtp.mails).toHaveLength(before + 1);
});
