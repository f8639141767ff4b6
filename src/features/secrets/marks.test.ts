import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Person, type TestHouse, testHouse } from '../../../test/house.ts';
import { partsOf } from '../../../test/zip-parts.ts';
import { makeAccount } from '../accounts/make.ts';
import {
  createContact,
  exportContactCards,
  exportPersonalData,
  importContactCards,
  previewContactCards,
} from '../contacts/contract.ts';
import { addFile, addFileVersion, downloadFile, previewFile } from '../files/contract.ts';
import { makePdf, makePng } from '../files/make.ts';
import { getClasses, listExports, saveClasses, setAccountClass } from './contract.ts';

let t: TestHouse;
let director: Person;
const ids = { strict: '', open: '', marking: '' };
beforeAll(async () => {
  t = await testHouse();
  director = await t.person(['director'], { name: 'Дора Ярославна' });
  await t.inside(async (ctx) => {
    ids.strict = await makeAccount(ctx, { name: 'Globex' });
    ids.open = await makeAccount(ctx, { name: 'Initech' });
  });
  const { version } = await director.call(getClasses, {});
  const classes = ['Quiet', 'Strict'].map((name) => ({ ...named(name), mark: name === 'Strict' }));
  const saved = await director.call(saveClasses, { version, logsDays: 365, classes });
  // Nobody forgets the session here: the next question knows the new ladder.
  ids.marking = saved.classes.find(({ name }) => name === 'Strict')!.id;
  await director.call(setAccountClass, { id: ids.strict, class: ids.marking, version: 0 });
});
afterAll(() => t.close());

const named = (name: string) => ({ name, roles: ['director' as const], people: [] });
const put = async (id: string, name: string, payload: Buffer | string, more: Record<string, unknown> = {}) => {
  const answer = await director.ask(addFile, { id, name, ...more }, { payload });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.id;
};
const read = async (bytes: Buffer) => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const pdf = await getDocument({ data: new Uint8Array(bytes), isEvalSupported: false }).promise;
  const pages: string[] = [];
  for (let at = 1; at <= pdf.numPages; at++) {
    const { items } = await (await pdf.getPage(at)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
  }
  return pages;
};
const MARK = /Дора Ярославна · Test company · \d{4}-\d\d-\d\d \d\d:\d\d/;
const newest = async () => (await director.call(listExports, { limit: 1 })).rows[0]!;

describe('a file of a class that asks for a mark', () => {
  test('is stamped on every page where it is a PDF, saved or shown; what is stored stays as it came', async () => {
    const plain = makePdf([['Delivery terms'], ['Second page']]);
    const id = await put(ids.strict, 'terms.pdf', plain);
    for (const operation of [downloadFile, previewFile]) {
      const { bytes } = await director.file(operation, { id });
      const pages = await read(bytes);
      expect(pages).toHaveLength(2);
      expect(pages[0]).toContain('Delivery terms');
      for (const page of pages) expect(page.match(new RegExp(MARK, 'g'))).toHaveLength(2);
    }
    expect(await newest()).toMatchObject({ operation: 'downloadFile', name: 'terms.pdf', isWhole: true });
    // The same bytes as a new version are the same content: the stored one is not the stamped one.
    await director.ask(addFileVersion, { id, version: 1, name: 'terms.pdf' }, { payload: plain });
    const elsewhere = await put(ids.open, 'terms.pdf', plain);
    expect((await director.file(downloadFile, { id: elsewhere })).bytes.equals(plain)).toBe(true);
  });

  test('carries it in its name where it cannot be stamped, and the log says that name', async () => {
    const picture = makePng(4, 4, () => [1, 2, 3]);
    const broken = Buffer.from('%PDF-1.4\nnothing of a document\n%%EOF');
    for (const [name, payload] of [
      ['plan.png', picture],
      ['broken.pdf', broken],
    ] as const) {
      const id = await put(ids.strict, name, payload);
      const { bytes } = await director.file(downloadFile, { id });
      expect(bytes.equals(payload)).toBe(true);
      const [stem, ending] = name.split('.');
      const { name: said } = await newest();
      expect(said).toMatch(new RegExp(`^${stem} \\(Дора Ярославна · Test company · .*\\)\\.${ending}$`));
      expect(said).not.toMatch(/[:/\\]/);
    }
  });

  test('is so too where its account has no class, but its readers are named by one', async () => {
    const pdf = makePdf([['A plan']]);
    const kept = await put(ids.open, 'plan.pdf', pdf, { confidential: true, class: ids.marking });
    expect((await read((await director.file(downloadFile, { id: kept })).bytes))[0]).toMatch(MARK);
    const free = await put(ids.open, 'free.pdf', pdf, { confidential: true });
    expect((await director.file(downloadFile, { id: free })).bytes.equals(pdf)).toBe(true);
  });
});

describe('people of such an account', () => {
  test('carry the mark in their cards and in what is kept about them, and come in again without it', async () => {
    const anna = await director.call(createContact, { name: 'Anna Kern', position: { accountId: ids.strict } });
    const bert = await director.call(createContact, { name: 'Bert Lang', position: { accountId: ids.open } });
    const card = async (contactId: string) =>
      (await director.file(exportContactCards, { contactId })).bytes.toString().replaceAll(/\r\n /g, '');
    const marked = await card(anna.id);
    expect(marked).toMatch(new RegExp(`X-VITALFEW-SAVED-BY:${MARK.source}`));
    expect(await card(bert.id)).not.toContain('SAVED-BY');
    const { body } = await director.ask(previewContactCards, {}, { payload: marked });
    const { cards, state } = body;
    expect(cards).toMatchObject([{ name: 'Anna Kern' }]);
    expect(cards[0]!.kept).not.toContain('X-VITALFEW-SAVED-BY');
    const done = await director.ask(importContactCards, { state, decisions: 'c' }, { payload: marked });
    expect(done.status, done.text).toBe(200);
    const whole = (await director.file(exportPersonalData, { id: anna.id })).bytes;
    const parts = partsOf(whole);
    for (const name of ['index.html', 'data.json', 'contact.vcf'])
      expect(parts.get(name)!.toString().replaceAll(/\r\n /g, ''), name).toMatch(MARK);
  });
});
