import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { isTimezone } from '../../kernel/organisations.ts';
import { readCards } from './card-lines.ts';
import { latinOf, proposedLatin, searchTextOf, soughtOf, toldOf } from './rules.ts';
import { type CardVersion, cardText } from './rules-card-text.ts';
import { type CardPerson, personOf, plain } from './rules-cards.ts';

const peopleIn = (bytes: Buffer): CardPerson[] =>
  readCards(bytes).cards.map((card) => personOf(card.lines, isTimezone)!);
const read = (text: string) => peopleIn(Buffer.from(text));
const again = (person: CardPerson, version: CardVersion) => read(cardText(person, [], version, null))[0]!;

/** Content without the order of lines; a name that only our field says is said by FN and N as well. */
const content = (person: CardPerson) => ({
  ...person,
  kept: person.kept
    .filter((line) => line.name !== 'N')
    .map((line) => JSON.stringify(line))
    .sort(),
});

const folder = sharedData('vcard');
const files = folder ? readdirSync(folder).filter((file) => file.endsWith('.vcf')) : [];

describe.skipIf(files.length === 0)('the vCards of many programs', () => {
  test.each(files)('%s comes in whole, and goes out again equal in content', (file) => {
    const bytes = readFileSync(`${folder}/${file}`);
    const { cards, broken } = readCards(bytes);
    expect(broken).toEqual([]);
    expect(cards.length).toBe(bytes.toString('latin1').match(/BEGIN:VCARD/g)!.length);
    for (const card of cards) {
      const person = personOf(card.lines, isTimezone)!;
      const taken = person.phones.length + person.emails.length + person.messengers.length + person.languages.length;
      const single = [person.timezone, person.birthday, person.latinName].filter((one) => one !== null).length;
      const named = card.lines.some((line) => line.name === 'FN') ? 1 : 0;
      // What no field took is kept: nothing is dropped.
      expect(person.kept.length).toBeGreaterThanOrEqual(card.lines.length - taken - single - named);
      for (const version of ['4.0', '3.0'] as const) {
        const back = again(person, version);
        expect(content(back)).toEqual(content(person));
        const hadName = person.kept.some((line) => line.name === 'N');
        if (hadName)
          expect(back.kept.filter((line) => line.name === 'N')).toEqual(
            person.kept.filter((line) => line.name === 'N'),
          );
      }
    }
  });

  test('an iPhone, an Outlook and an Android say what they say', () => {
    const of = (file: string) => peopleIn(readFileSync(`${folder}/${file}`));
    const [iphone] = of('John_Doe_IPHONE.vcf');
    expect(iphone!.phones.map((phone) => [phone.label, phone.value, phone.preferred])).toContainEqual([
      'mobile',
      '905-555-1234',
      true,
    ]);
    expect(iphone!.phones.find((phone) => phone.value === '905-222-1234')!.params).toEqual(['GROUP=item2']);
    expect(iphone!.kept.find((line) => line.name === 'PHOTO')).toMatchObject({ binary: true, params: ['TYPE=JPEG'] });
    const [outlook] = of('outlook-2003.vcf');
    expect(outlook).toMatchObject({ name: 'John Doe III', birthday: '1980-03-21' });
    expect(plain(outlook!.kept.find((line) => line.name === 'NOTE')!.value)).toMatch(
      /^This is the note field!!\nSecond line\n\nThird/,
    );
    const android = of('John_Doe_ANDROID.vcf');
    expect(android.map((person) => person.name).slice(0, 3)).toEqual([
      'john.doe@company.com',
      'jane.doe@company.com',
      'Ñ Ñ Ñ Ñ Ñ',
    ]);
    const [rfc] = of('rfc6350-example.vcf');
    expect(rfc).toMatchObject({ birthday: '--02-03', languages: ['fr', 'en'], timezone: null });
    expect(rfc!.phones[0]).toMatchObject({ label: 'work', value: '+1-418-656-9254;ext=102', preferred: true });
  });
});

describe('reading cards', () => {
  test('charsets, quoted-printable over lines, folded lines', () => {
    const windows = Buffer.concat([
      Buffer.from('BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=windows-1251:'),
      Buffer.from([0xce, 0xeb, 0xfc, 0xe3, 0xe0]),
      Buffer.from('\r\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=94=\r\n=D0=B0\r\nEND:VCARD\r\n'),
    ]);
    const [person] = peopleIn(windows);
    expect(person!.name).toBe('Ольга');
    expect(person!.kept).toEqual([{ group: null, name: 'NOTE', params: [], value: 'Да', binary: false }]);
    expect(
      peopleIn(Buffer.from('\ufeffBEGIN:VCARD\nVERSION:4.0\nFN:Anna\n  Berg\nEND:VCARD', 'utf16le'))[0]!.name,
    ).toBe('Anna Berg');
  });

  test('broken cards are named with line and reason, the others come in', () => {
    const text = [
      ...['rubbish', 'BEGIN:VCARD', 'VERSION:3.0', 'FN:Good', 'END:VCARD'],
      ...['BEGIN:VCARD', 'VERSION:5.0', 'FN:X', 'END:VCARD'],
      ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:X', 'no colon here', 'END:VCARD'],
      ...['BEGIN:VCARD', 'VERSION:3.0', 'FN:Never ended', 'BEGIN:VCARD', 'VERSION:3.0', 'FN:Last', 'END:VCARD'],
    ].join('\r\n');
    const { cards, broken } = readCards(Buffer.from(text));
    expect(broken.map(({ line, fault }) => [line, fault])).toEqual([
      [1, 'outside'],
      [6, 'version'],
      [13, 'line'],
      [15, 'unended'],
    ]);
    expect(cards.map((card) => personOf(card.lines, isTimezone)!.name)).toEqual(['Good', 'Last']);
    expect(personOf([], isTimezone)).toBeNull();
  });

  test('property: any bytes are read without an error', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void readCards(Buffer.from(bytes))));
  });

  test('property: a person goes out and comes in again as the same', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((one) => one === one.trim() && !/[\0\r\n]/.test(one) && one !== '');
    const reach = (labels: string[], value: fc.Arbitrary<string>) =>
      fc.uniqueArray(fc.record({ label: fc.constantFrom(...labels), value, preferred: fc.constant(false) }), {
        maxLength: 3,
      });
    const person = fc.record({
      name: text,
      latinName: fc.option(text),
      salutation: fc.option(text),
      phones: reach(['work', 'mobile', 'fax', 'other'], fc.stringMatching(/^\+\d{6,12}$/)),
      emails: reach(['work', 'home', 'other'], fc.emailAddress()),
      messengers: reach(['telegram', 'skype'], fc.stringMatching(/^\w{3,12}$/)),
      languages: fc.uniqueArray(fc.constantFrom('de', 'ru', 'fr'), { maxLength: 3 }),
      timezone: fc.constantFrom(null, 'Europe/Berlin'),
      birthday: fc.constantFrom(null, '1980-03-22', '--02-29'),
      preferredChannel: fc.constantFrom(null, 'email' as const),
      kept: fc.uniqueArray(
        fc.record({
          group: fc.constantFrom(null, 'item1'),
          name: fc.constant('NOTE'),
          params: fc.constantFrom<string[]>([], ['TYPE=work'], ['X-SAID=a "b"; c']),
          value: text.map((one) => one.replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)),
          binary: fc.constant(false),
        }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(person, fc.constantFrom('4.0' as const, '3.0' as const), (one, version) => {
        const back = again(one, version);
        expect({ ...back, kept: back.kept.filter((line) => line.name === 'NOTE') }).toEqual(one);
        for (const line of cardText(one, [], version, null).split('\r\n'))
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});

describe('names', () => {
  test('Cyrillic is put into Latin letters, Latin names need no other', () => {
    expect(latinOf('Щербань Юлия Ильинична')).toBe('Shcherban Yuliya Ilinichna');
    expect(latinOf('Әсел Қасым')).toBe('Asel Kasym');
    expect(proposedLatin('Jörg Weiß')).toBeNull();
  });

  test('people are found in both scripts, without accents, by digits', () => {
    const text = searchTextOf({
      name: 'Jörg Weiß',
      latinName: null,
      phones: [{ label: 'work', value: '+49 (30) 555-12', preferred: true }],
      emails: [],
    });
    for (const q of ['jorg', 'Joerg weiss', 'JÖRG', '30 555 12', '(30) 555-12']) expect(text).toContain(soughtOf(q));
    const russian = {
      name: 'Ольга Щербань',
      latinName: 'Olga Sherban',
      phones: [{ label: 'work', value: '+7 916 123-45-67', preferred: true }],
      emails: [],
    };
    for (const q of ['щербань', 'shcherban', 'sherban', '8 916 123 45 67'])
      expect(searchTextOf(russian)).toContain(soughtOf(q));
  });

  test('of a move only who may see both ends learns of both', () => {
    expect([
      toldOf({ from: true, to: true }),
      toldOf({ from: true, to: false }),
      toldOf({ from: false, to: true }),
      toldOf({ from: false, to: false }),
    ]).toEqual(['moved', 'left', 'came', null]);
  });
});
