import { describe, expect, it } from 'vitest';
import {
  austrianDigit,
  britishDigits,
  type Country,
  eanDigit,
  frenchKey,
  germanDigit,
  innDigit,
  kazakhDigit,
  polishDigit,
  sirenDigit,
  spanishDigit,
  taxId,
} from './check-digits.ts';
import { random } from './random.ts';

describe('check digits', () => {
  // published examples of the national rules, as also used by python-stdnum
  it.each([
    ['EAN-13', '4006381333931', (t: string) => t.slice(0, 12) + eanDigit(t.slice(0, 12))],
    ['German VAT', '136695976', (t: string) => t.slice(0, 8) + germanDigit(t.slice(0, 8))],
    ['Austrian UID', '13585627', (t: string) => t.slice(0, 7) + austrianDigit(t.slice(0, 7))],
    ['French VAT', '40303265045', (t: string) => frenchKey(t.slice(2)) + t.slice(2, 10) + sirenDigit(t.slice(2, 10))],
    ['Spanish CIF', 'A13585625', (t: string) => t.slice(0, 8) + spanishDigit(t.slice(1, 8))],
    ['Polish NIP', '8567346215', (t: string) => t.slice(0, 9) + polishDigit(t.slice(0, 9))],
    ['Russian INN', '7707083893', (t: string) => t.slice(0, 9) + innDigit(t.slice(0, 9))],
    ['British VAT', '980780684', (t: string) => t.slice(0, 7) + britishDigits(t.slice(0, 7))],
  ])('%s: %s', (_, number, complete) => {
    expect(complete(number)).toBe(number);
  });

  it('makes numbers of the right form for every country', () => {
    const forms: Record<Country, RegExp> = {
      DE: /^DE\d{9}$/,
      AT: /^ATU\d{8}$/,
      FR: /^FR\d{11}$/,
      ES: /^ES[AB]\d{8}$/,
      PL: /^PL\d{10}$/,
      RU: /^\d{10}$/,
      GB: /^GB\d{9}$/,
      KZ: /^\d{12}$/,
      US: /^\d{2}-\d{7}$/,
    };
    const rng = random('forms');
    for (const [country, form] of Object.entries(forms)) {
      const made = Array.from({ length: 200 }, () => taxId(rng, country as Country));
      expect(made.filter((number) => !form.test(number))).toEqual([]);
    }
  });

  it('gives a Kazakh BIN a digit that its own rule accepts', () => {
    const bin = taxId(random('bin'), 'KZ');
    expect(kazakhDigit(bin.slice(0, 11))).toBe(bin[11]);
  });
});
