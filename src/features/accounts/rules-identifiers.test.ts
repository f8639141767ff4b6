import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import type { IdentifierKind } from './contract-identifiers.ts';
import { checkIdentifier, showIdentifier, taxIdentifier } from './rules-identifiers.ts';

const vectors = sharedData('vectors/ids.json');
const formats = sharedData('vectors/vat_vies_formats.json');

/** The sets of the vectors, as which kind they are checked, and of which country where the number does not say it. */
const sets: Record<string, [IdentifierKind, string]> = {
  ru_inn: ['inn', ''],
  ru_ogrn: ['ogrn', ''],
  iban: ['iban', ''],
  gb_vat: ['vat', ''],
  ch_vat: ['vat', ''],
  bg_vat: ['vat', 'BG'],
  eu_vat: ['vat', ''],
};

describe('the published vectors', () => {
  test.skipIf(!vectors)('every valid number is accepted, every invalid one refused', () => {
    const all = JSON.parse(readFileSync(vectors!, 'utf8')) as Record<string, Record<string, string[]>>;
    const wrong: string[] = [];
    let checked = 0;
    for (const [set, [kind, country]] of Object.entries(sets)) {
      for (const [what, numbers] of Object.entries(all[set]!)) {
        for (const number of numbers) {
          const result = checkIdentifier(kind, country, number);
          if ((result.wrong === null) !== (what === 'valid'))
            wrong.push(`${set} ${what} ${number} ${JSON.stringify(result)}`);
          checked += 1;
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(checked).toBeGreaterThan(900);
  });

  test.skipIf(!formats)(
    'every VAT format of VIES is known: a number of its form is never wrong in length or form',
    () => {
      const all = JSON.parse(readFileSync(formats!, 'utf8')) as Record<string, string[]>;
      for (const [country, forms] of Object.entries(all).filter(([key]) => !key.startsWith('_'))) {
        for (const form of forms.filter((one) => !one.includes('..'))) {
          const body = form
            .slice(2)
            .replaceAll('9', '1')
            .replaceAll('X', 'A')
            .replaceAll('L', 'A')
            .replaceAll('S', '+');
          const { wrong } = checkIdentifier(
            'vat',
            '',
            country + body.replace(/^GD111$/, 'GD011').replace(/^HA111$/, 'HA511'),
          );
          expect([form, wrong?.fault ?? null]).toEqual([form, expect.not.stringMatching(/^(length|form|country)$/)]);
        }
      }
    },
  );
});

describe('a wrong number says why', () => {
  const fault = (kind: IdentifierKind, text: string, country = '') => checkIdentifier(kind, country, text).wrong?.fault;
  test('length, form, check digit, country', () => {
    expect(fault('inn', '770944266')).toBe('length');
    expect(fault('inn', '77094426O8')).toBe('form');
    expect(fault('inn', '7709442669')).toBe('checkDigit');
    expect(fault('kpp', '770901001')).toBeUndefined();
    expect(fault('kpp', '7709010')).toBe('length');
    expect(fault('vat', 'QQ123456')).toBe('country');
    expect(fault('vat', '136695976', 'DE')).toBeUndefined();
    expect(fault('vat', '136695978', 'DE')).toBe('checkDigit');
    expect(fault('iban', 'ZZ93 1234')).toBe('country');
    expect(fault('other', 'what you like')).toBeUndefined();
  });
});

test('numbers are kept bare and shown in their usual grouping', () => {
  expect(checkIdentifier('vat', '', 'che-100.155.212 mwst').value).toBe('CHE100155212MWST');
  expect(showIdentifier('vat', 'CHE100155212MWST')).toBe('CHE-100.155.212 MWST');
  expect(checkIdentifier('vat', 'GR', '94051189')).toMatchObject({ value: 'EL094051189', country: 'GR', wrong: null });
  expect(showIdentifier('iban', 'DE89370400440532013000')).toBe('DE89 3704 0044 0532 0130 00');
  expect(showIdentifier('vat', 'GB002425728')).toBe('GB 002 4257 28');
  expect(showIdentifier('vat', 'BE0220764971')).toBe('BE 0220.764.971');
});

test('shown, a number reads as the same number', () => {
  for (const [kind, value] of [
    ['vat', 'FR83404833048'],
    ['vat', 'GB002425728'],
    ['vat', 'CHE100155212'],
    ['iban', 'GB29NWBK60161331926819'],
  ] as const)
    expect(checkIdentifier(kind, '', showIdentifier(kind, value))).toMatchObject({ value, wrong: null });
});

test('a tax id is what its form and the country say', () => {
  expect(taxIdentifier('DE', 'DE 136695976')).toMatchObject({ kind: 'vat', country: 'DE', wrong: null });
  expect(taxIdentifier('DE', '136695976')).toMatchObject({ kind: 'vat', value: 'DE136695976' });
  expect(taxIdentifier('Россия', '7709442669')).toMatchObject({ kind: 'inn', wrong: { fault: 'checkDigit' } });
  expect(taxIdentifier('DE', '12/345/67890')).toMatchObject({ kind: 'other', wrong: null });
  expect(taxIdentifier('US', '45-1234567')).toMatchObject({ kind: 'other', wrong: null });
});
