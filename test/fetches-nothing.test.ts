import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as accounts from '../src/features/accounts/contract.ts';
import * as contacts from '../src/features/contacts/contract.ts';
import * as dossiers from '../src/features/dossiers/contract.ts';
import * as fields from '../src/features/fields/contract.ts';
import * as files from '../src/features/files/contract.ts';
import { jobs } from '../src/features/files/jobs.ts';
import { makePng } from '../src/features/files/make.ts';
import * as notes from '../src/features/notes/contract.ts';
import { bodyOf } from '../src/features/notes/rules-body.ts';
import * as search from '../src/features/search/contract.ts';
import * as tasks from '../src/features/tasks/contract.ts';
import { type Person, type TestHouse, testHouse } from './house.ts';
import { carryOut, prepare } from './imports.ts';

/**
 * Nothing is ever fetched from an address that somebody wrote down: a real listener stands at addresses that are put wherever one can be put, and hears nothing. There is
 * no picture by address, no preview of links, no entity or stylesheet from elsewhere.
 */
let t: TestHouse;
let head: Person;
let listener: Server;
let address = '';
const heard: string[] = [];
beforeAll(async () => {
  t = await testHouse();
  head = await t.person(['head', 'admin'], { name: 'Hanna' });
  listener = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.end('OK');
  });
  listener.on('connection', (socket) => heard.push(`connection from ${socket.remoteAddress}`));
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await t.close();
  await new Promise((resolve) => listener.close(resolve));
});

const at = (place: string) => `${address}/${place}`;

test('the listener hears who calls', async () => {
  await fetch(at('here'));
  expect(heard.splice(0)).toContain('GET /here');
});

test('accounts, fields, people, cards, notes, dossiers and tasks with addresses in them are kept as words', async () => {
  const { id } = await head.call(accounts.createAccount, { name: at('name'), web: at('web'), legalName: at('legal') });
  const link = { recordKind: 'account', key: 'portal', type: 'link', labels: { en: 'Portal' } } as const;
  await head.call(fields.addDefinition, link);
  const account = await head.call(accounts.getAccount, { id });
  await head.call(accounts.saveAccount, { id, version: account.version, fields: { portal: { value: at('field') } } });
  const card = [
    ...[
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:Ann Example',
      `PHOTO:${at('photo')}`,
      `LOGO;MEDIATYPE=image/png:${at('logo')}`,
    ],
    ...[
      `URL:${at('url')}`,
      `SOUND:${at('sound')}`,
      `KEY:${at('key')}`,
      `SOURCE:${at('source')}`,
      `RELATED:${at('related')}`,
    ],
    ...[`FBURL:${at('fb')}`, `CALURI:${at('cal')}`, `IMPP:${at('impp')}`, 'END:VCARD', ''],
  ].join('\r\n');
  const seen = await head.ask(contacts.previewContactCards, { accountId: id }, { payload: card });
  expect(seen.status, seen.text).toBe(200);
  const came = await head.ask(
    contacts.importContactCards,
    { accountId: id, state: seen.body.state, decisions: 'c' },
    { payload: card },
  );
  expect(came.body.created, came.text).toBe(1);
  await head.file(contacts.exportContactCards, {});
  await head.call(notes.addNote, { id, body: bodyOf(`<img src="${at('note')}"> ${at('note')}`) });
  await head.call(dossiers.saveSection, {
    ...{ id, section: 'business', version: 0, text: `[shop](${at('text')}) ![logo](${at('picture')})` },
    ...{ source: 'press', sourceNote: at('note') },
  } as never);
  await head.call(tasks.createTask, { title: at('title'), text: at('task'), accountId: id } as never);
  await head.call(search.searchEverything, { q: at('search') });
  expect(heard).toEqual([]);
});

test('files and imports that name addresses are read without them', async () => {
  const { id } = await head.call(accounts.createAccount, { name: 'Globex' });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${at('image')}"/></svg>`;
  const page = `<!DOCTYPE html><html><head><link rel="stylesheet" href="${at('css')}"><base href="${at('base')}"></head><body><img src="${at('img')}">text</body></html>`;
  const mail = `From: a@example.com\r\nSubject: See\r\nContent-Type: text/html\r\n\r\n<img src="${at('mail')}">`;
  for (const [name, payload] of [
    ['a.svg', svg],
    ['a.html', page],
    ['a.eml', mail],
  ] as const) {
    const added = await head.ask(files.addFile, { id, name }, { payload });
    expect(added.status, added.text).toBe(200);
    await head.file(files.downloadFile, { id: added.body.id });
  }
  for (const name of ['a.svg', 'a.png'])
    expect((await head.ask(files.uploadLogo, { id, name }, { payload: svg })).status, name).toBe(409);
  const logo = makePng(8, 8, () => [1, 2, 3]);
  expect((await head.ask(files.uploadLogo, { id, name: 'logo.png' }, { payload: logo })).status).toBe(200);
  expect((await head.ask(files.uploadLogo, { id, name: at('logo.png') }, { payload: logo })).status).toBe(409);
  const { rows } = await t.inside((ctx) =>
    ctx.client.query("select id, number from files where text_state = 'waiting'"),
  );
  for (const row of rows)
    await jobs[0]!.run(t.house, { orgId: t.org.id, fileId: row.id, number: row.number }, new AbortController().signal);
  const entity = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE x [<!ENTITY e SYSTEM "${at('entity')}">]><КоммерческаяИнформация ВерсияСхемы="2.10" xsi:schemaLocation="${at('schema')}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">&e;</КоммерческаяИнформация>`;
  const table = `Customer;Name;Web;Invoice;Date;Net\n1;${at('customer')};${at('column')};1;2026-01-05;100\n`;
  for (const [name, content] of [
    ['sales.csv', table],
    ['exchange.xml', entity],
  ] as const) {
    const view = await prepare(head, [{ name, content }]).catch(() => null);
    if (view !== null) await carryOut(t, head, view.id).catch(() => null);
  }
  expect(heard).toEqual([]);
});
