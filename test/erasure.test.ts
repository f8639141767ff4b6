import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import type { TObject } from 'typebox';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs, operations } from '../src/app/features.ts';
import { addAddress } from '../src/features/accounts/contract.ts';
import { makeAccount } from '../src/features/accounts/make.ts';
import * as contacts from '../src/features/contacts/contract.ts';
import { addChange, saveSection } from '../src/features/dossiers/contract.ts';
import { mergeRecords } from '../src/features/duplicates/contract.ts';
import { addDefinition } from '../src/features/fields/contract.ts';
import { addFile } from '../src/features/files/contract.ts';
import { makePdf } from '../src/features/files/make.ts';
import { addNote } from '../src/features/notes/contract.ts';
import { createProject } from '../src/features/projects/contract.ts';
import { addMapPerson } from '../src/features/relationships/contract.ts';
import { searchEverything } from '../src/features/search/contract.ts';
import { createTask, removeTask } from '../src/features/tasks/contract.ts';
import { backup } from '../src/kernel/backup.ts';
import { digits, inputOf, LEFT_OUT, placesIn, word } from './erasure-marks.ts';
import { type Person, type TestHouse, testHouse } from './house.ts';
import { partsOf } from './zip-parts.ts';

describe('a person who is erased', () => {
  let t: TestHouse;
  let head: Person;
  let kam: Person;
  beforeAll(async () => {
    t = await testHouse({ now: new Date('2026-03-04T10:00:00Z') });
    head = await t.person(['head', 'director'], { name: 'Hanna' });
    kam = await t.person(['kam'], { name: 'Karin' });
  });
  afterAll(() => t.close());

  const contentsOf = async (folder: string): Promise<Buffer[]> => {
    const found: Buffer[] = [];
    for (const name of await readdir(folder, { recursive: true }))
      if ((await stat(join(folder, name))).isFile()) found.push(await readFile(join(folder, name)));
    return found;
  };

  test('is complete in the export and leaves no trace in any table, file, search or later backup; what happened stays', async () => {
    const [first, last, maiden, latin] = [word(), word(), word(), word()];
    const own = Object.fromEntries(
      ['salutation', 'dos', 'donts', 'consent', 'note', 'custom', 'file', 'secondMail', 'kept', 'other'].map((key) => [
        key,
        word(),
      ]),
    ) as Record<string, string>;
    const phone = `+49 30 ${digits()}`;
    const bare = phone.replaceAll(/\D/g, '').slice(-9);
    const name = `${first} ${last}`;
    const mail = `${first}@${last}.example`;
    const secrets = [first, last, maiden, latin, bare, ...Object.values(own)];
    const accountId = await t.inside((ctx) => makeAccount(ctx, { name: 'North' }));
    const reach = (value: string) => [{ label: 'work' as const, value, preferred: true }];
    const field = await (await t.person(['admin'])).ask(addDefinition, {
      ...{ recordKind: 'contact', type: 'text', labels: { en: 'Hobby', ru: 'Хобби' }, key: 'hobby' },
    });
    expect(field.status, field.text).toBe(200);
    const { id } = await head.call(contacts.createContact, {
      ...{
        name: `${first} ${maiden}`,
        latinName: `${latin} ${last}`,
        salutation: own.salutation!,
        birthday: '1977-07-17',
      },
      ...{ phones: reach(phone), emails: reach(mail), dos: own.dos!, donts: own.donts! },
      ...{ consentBasis: 'consent', consentGivenOn: '2026-01-01', consentNote: own.consent! },
      fields: { hobby: { value: own.custom! } },
      position: { accountId, title: 'Buyer' },
    });
    await head.call(contacts.saveContact, { id, version: 1, name });
    const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEMAIL:${mail}\r\nX-FAVOURITE:${own.kept}\r\nEND:VCARD\r\n`;
    const seen = await head.ask(contacts.previewContactCards, { accountId }, { payload: Buffer.from(card) });
    const headers = { 'idempotency-key': word() };
    await head.ask(
      contacts.importContactCards,
      { accountId, decisions: 'u', state: (seen.body as { state: string }).state },
      { payload: Buffer.from(card), headers },
    );
    await head.call(contacts.addContactNote, { id, text: own.note! });
    const twin = await head.call(contacts.createContact, {
      ...{
        name: `${first} ${own.other}`,
        emails: reach(`${own.secondMail}@twin.example`),
        position: { accountId, title: 'Buyer' },
      },
    });
    const versionOf = async (contactId: string) => (await head.call(contacts.getContact, { id: contactId })).version;
    await head.call(mergeRecords, {
      ...{ kind: 'contact', survivorId: id, absorbedId: twin.id, reason: `Both are ${name}` },
      ...{ survivorVersion: await versionOf(id), absorbedVersion: await versionOf(twin.id) },
    });
    const second = await head.call(contacts.addPosition, { id, accountId, title: 'Adviser' });
    await head.call(contacts.removePosition, { id, positionId: second.id, version: 1 });

    const say = (most: number) =>
      most < name.length + 6
        ? name.slice(0, most)
        : `Ask ${name} (${phone}, ${mail})`.length > most
          ? `Ask ${name}`
          : `Ask ${name} (${phone}, ${mail})`;
    const paragraph = [
      { type: 'text', text: `With ${first} ` },
      { type: 'text', text: last, marks: [{ type: 'bold' }] },
    ];
    const body = { type: 'doc', content: [{ type: 'paragraph', content: paragraph }] };
    const note = await kamNote();
    async function kamNote() {
      return head.call(addNote, { id: accountId, body } as never);
    }
    const task = await head.call(createTask, { title: say(200), text: say(1000), accountId });
    const gone = await head.call(createTask, { title: say(200), accountId });
    await head.call(removeTask, { id: gone.id, version: 1 } as never);
    const project = await head.call(createProject, {
      accountId,
      name: say(200),
      goal: say(500),
      contacts: [{ contactId: id, role: 'Sponsor' }],
    } as never);
    const onMap = await head.call(addMapPerson, { id: accountId, contactId: id });
    await head.call(saveSection, {
      id: accountId,
      section: 'needs',
      version: 0,
      text: say(500),
      source: 'customer',
      sourceNote: say(300),
    });
    const change = await head.call(addChange, {
      id: accountId,
      kind: 'newDirector',
      happenedOn: '2026-02-01',
      text: say(500),
      source: 'press',
    } as never);
    await head.ask(addAddress, { id: accountId, kind: 'delivery', name: say(100), note: say(300) } as never);
    const put = async (fileName: string, bytes: Buffer, more: object) => {
      const answer = await head.ask(addFile, { id: accountId, name: fileName, ...more }, { payload: bytes });
      expect(answer.status, answer.text).toBe(200);
      return answer.body as { id: string };
    };
    await put(`${own.file}.pdf`, makePdf([[`CV of ${name}`, own.file!]]), { recordKind: 'contact', recordId: id });
    const minutes = await put('Minutes.pdf', makePdf([[`Minutes with ${name}`]]), {});

    // Every operation that takes a text gets one, whatever room it is of.
    const pools: Record<string, string> = {
      accounts: accountId,
      tasks: task.id,
      notes: (note as { id: string }).id,
      projects: project.id,
      contacts: id,
    };
    let taken = 0;
    for (const operation of operations) {
      if (operation.method === 'GET' || operation.body === 'file' || LEFT_OUT.test(operation.name)) continue;
      const ids = {
        ...{
          id: pools[operation.path.split('/')[1]!] ?? accountId,
          accountId,
          contactId: id,
          personId: onMap.id,
          changeId: change.id,
        },
        ...{ userId: kam.id, ownerId: head.id, substituteId: kam.id, taskId: task.id, projectId: project.id },
      };
      for (const isFull of [true, false]) {
        const input = inputOf(operation.input as TObject, '', say, ids, isFull) as Record<string, unknown>;
        let status = 0;
        for (const version of [1, 2, 3, 4]) {
          const answer = await head.ask(operation as never, 'version' in input ? { ...input, version } : input, {
            headers: { 'idempotency-key': word() },
          });
          status = answer.status;
          if (status !== 409) break;
        }
        if (status === 200) taken++;
        if (status === 200) break;
      }
    }
    expect(taken).toBeGreaterThan(25);

    const work = async () => {
      const { rows } = await t.inside((ctx) =>
        ctx.client.query("select id, number from files where text_state = 'waiting'"),
      );
      const read = jobs.find((job) => job.name === 'files.readText')!;
      for (const row of rows)
        await read.run(t.house, { orgId: t.org.id, fileId: row.id, number: row.number }, new AbortController().signal);
    };
    await work();

    const zip = await head.file(contacts.exportPersonalData, { id });
    const packed = partsOf(zip.bytes);
    const data = packed.get('data.json')!.toString();
    for (const secret of secrets.filter((one) => one !== own.file)) expect(data.includes(secret), secret).toBe(true);
    for (const part of ['Adviser', 'Sponsor', `${first} ${own.other}`]) expect(data, part).toContain(part);
    expect(packed.get('index.html')!.toString()).toContain(own.dos!);
    expect(packed.get('contact.vcf')!.toString()).toContain(`FN:${name}`);
    expect(packed.get(`files/${own.file}.pdf`)!.length).toBeGreaterThan(100);

    const preview = await head.call(contacts.previewErasure, { id, words: [] });
    expect(preview.goes).toMatchObject({ notes: 2, files: 1 });
    const kinds = new Set(preview.texts.map((text) => text.kind));
    for (const kind of ['note', 'task', 'dossier', 'change', 'project', 'file']) expect(kinds).toContain(kind);
    expect(preview.texts.find((text) => text.kind === 'note')).toMatchObject({ hit: name, account: { name: 'North' } });
    expect(preview.texts.every((text) => text.path.startsWith('/'))).toBe(true);

    await head.call(contacts.eraseContact, { id, version: preview.version, words: [last, first], files: [minutes.id] });
    const left = jobs.find((job) => job.name === 'files.removeContents')!;
    await runQueued(left.name);

    const owner = new pg.Client({ connectionString: t.ownerUrl });
    await owner.connect();
    try {
      await owner.query("select set_config('vitalfew.org', $1, false), set_config('vitalfew.gate', 'on', false)", [
        t.org.id,
      ]);
      expect(await placesIn(owner, secrets)).toEqual([]);
    } finally {
      await owner.end();
    }
    for (const bytes of await contentsOf(join(t.dataDir, 'files')))
      for (const secret of secrets) expect(bytes.includes(secret), secret).toBe(false);
    for (const secret of secrets)
      for (const q of [secret, secret.toLowerCase().slice(0, -1)])
        expect((await head.file(searchEverything, { q })).body.toLowerCase(), q).not.toContain(secret.toLowerCase());
    const folder = await mkdtemp(join(tmpdir(), 'erased-'));
    try {
      await backup({ connectionString: t.ownerUrl }, t.house.files, join(folder, 'after.tar.gz'));
      const whole = gunzipSync(await readFile(join(folder, 'after.tar.gz')));
      for (const secret of secrets) expect(whole.includes(secret), secret).toBe(false);
    } finally {
      await rm(folder, { recursive: true });
    }
    const people = await head.call(contacts.listAccountContacts, { id: accountId });
    expect(people.rows.find((row) => row.contactId === id)).toMatchObject({ name: null, position: { title: 'Buyer' } });
  }, 240_000);

  async function runQueued(name: string) {
    const { rows } = await t.inside((ctx) => ctx.client.query('select 1'));
    expect(rows).toHaveLength(1);
    const owner = new pg.Client({ connectionString: t.ownerUrl });
    await owner.connect();
    try {
      const { rows: queued } = await owner.query(
        'select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id where k.identifier = $1',
        [name],
      );
      expect(queued.length).toBeGreaterThan(0);
      const job = jobs.find((one) => one.name === name)!;
      for (const { payload } of queued) await job.run(t.house, payload, new AbortController().signal);
    } finally {
      await owner.end();
    }
  }
});
