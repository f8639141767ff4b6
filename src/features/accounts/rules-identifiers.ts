import { euVat, stdnum } from 'stdnum';
import { type IdentifierKind, VAT_COUNTRIES } from './contract-identifiers.ts';
import { ibanForm } from './rules-iban.ts';
import { bulgarian, czech, french, slovak } from './rules-vat.ts';

/** What is wrong with an identifier; `expected` says the lengths or the form. */
export type IdentifierFault =
  | { fault: 'length'; found: number; expected: string }
  | { fault: 'form'; expected: string }
  | { fault: 'checkDigit' }
  | { fault: 'country' };

export interface CheckedIdentifier {
  /** Without blanks and marks, in capitals; a VAT number with its prefix. */
  value: string;
  /** ISO 3166, of VAT numbers and IBANs; '' where the kind says it. */
  country: string;
  /** null: nothing is wrong with it, or nobody checks the kind. */
  wrong: IdentifierFault | null;
}

/** One country's VAT numbers: what stands after the prefix. `9` a digit, `a` a letter, `x` either, others themselves; forms as the VIES table of the EU Commission has them. */
interface VatForm {
  forms: readonly string[];
  /** Numbers written without leading noughts get them back. */
  full?: (body: string) => string;
  checks: (body: string) => boolean;
}

const byLibrary = (country: string) => (body: string) => euVat[country]!.some((one) => one.validate(body).isValid);
const eu = (country: string, ...forms: string[]): VatForm => ({ forms, checks: byLibrary(country) });
const pad = (length: number) => (body: string) => (/^\d+$/.test(body) ? body.padStart(length, '0') : body);
const british = (body: string): boolean =>
  /^(GD[0-4]|HA[5-9])\d\d$/.test(body) || stdnum.GB!.vat!.validate(body).isValid;

/** EU numbers, those of its neighbours, and `EU` of the one-stop shop, which has no country. */
const VAT: Readonly<Record<string, VatForm>> = {
  AT: eu('AT', 'U99999999'),
  BE: { ...eu('BE', '9999999999'), full: pad(10) },
  BG: { forms: ['999999999', '9999999999'], checks: bulgarian },
  CY: eu('CY', '99999999a'),
  CZ: { forms: ['99999999', '999999999', '9999999999'], checks: czech },
  DE: eu('DE', '999999999'),
  DK: eu('DK', '99999999'),
  EE: eu('EE', '999999999'),
  EL: { ...eu('GR', '999999999'), full: pad(9) },
  ES: eu('ES', 'x9999999x'),
  EU: { forms: ['999999999'], checks: () => true },
  FI: eu('FI', '99999999'),
  FR: { forms: ['xx999999999'], checks: french },
  HR: eu('HR', '99999999999'),
  HU: eu('HU', '99999999'),
  IE: eu('IE', '9x99999a', '9+99999a', '9*99999a', '9999999aa'),
  IT: eu('IT', '99999999999'),
  LT: eu('LT', '999999999', '999999999999'),
  LU: eu('LU', '99999999'),
  LV: eu('LV', '99999999999'),
  MT: eu('MT', '99999999'),
  NL: {
    forms: ['999999999B99'],
    checks: (body) => !body.endsWith('B00') && byLibrary('NL')(body),
    full: (body) => (/^\d{7,8}B/.test(body) ? body.padStart(12, '0') : body),
  },
  PL: eu('PL', '9999999999'),
  PT: eu('PT', '999999999'),
  RO: eu('RO', ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 13].map((length) => '9'.repeat(length))),
  SE: eu('SE', '999999999999'),
  SI: eu('SI', '99999999'),
  SK: { forms: ['9999999999'], checks: slovak },
  GB: { forms: ['999999999', '999999999999', 'aa999'], checks: british },
  XI: { forms: ['999999999', '999999999999', 'aa999'], checks: british },
  CHE: {
    forms: ['999999999', '999999999MWST', '999999999TVA', '999999999IVA', '999999999TPV'],
    checks: (body) => stdnum.CH!.uid!.validate(`CHE${body.slice(0, 9)}`).isValid,
  },
  NO: {
    forms: ['999999999', '999999999MVA'],
    checks: (body) => stdnum.NO!.orgnr!.validate(body.slice(0, 9)).isValid,
  },
};
const ISO_OF: Readonly<Record<string, string>> = { EL: 'GR', CHE: 'CH' };
const PREFIX_OF: Readonly<Record<string, string>> = { GR: 'EL', CH: 'CHE' };

const CLASSES: Readonly<Record<string, string>> = { '9': '[0-9]', x: '[0-9A-Z]', a: '[A-Z]', '+': '[+]', '*': '[*]' };
const patternOf = (form: string) => new RegExp(`^${[...form].map((sign) => CLASSES[sign] ?? sign).join('')}$`);

function checkForm(body: string, forms: readonly string[], prefix: string): IdentifierFault | null {
  if (forms.some((form) => patternOf(form).test(body))) return null;
  const lengths = [...new Set(forms.map((form) => prefix.length + form.length))].sort((a, b) => a - b);
  const found = prefix.length + body.length;
  return lengths.includes(found)
    ? { fault: 'form', expected: forms.map((form) => prefix + form.toUpperCase()).join(', ') }
    : { fault: 'length', found, expected: lengths.join(', ') };
}

/** Latin capitals and digits, without blanks and the marks that people write between groups. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.:/()\-\u2010-\u2015\u00ad]/g, '');

const prefixIn = (value: string): string | undefined =>
  Object.keys(VAT)
    .filter((prefix) => value.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];

function checkVat(country: string, value: string): CheckedIdentifier {
  const given = country === '' ? undefined : (PREFIX_OF[country] ?? country);
  const stated = prefixIn(value.startsWith('GR') ? `EL${value.slice(2)}` : value);
  const prefix =
    given === undefined || (given === 'GB' && stated === 'XI') || stated === given ? stated : VAT[given] && given;
  if (prefix === undefined) return { value, country, wrong: { fault: 'country' } };
  const iso = ISO_OF[prefix] ?? prefix;
  const own = stated === prefix ? value.slice(value.startsWith('GR') ? 2 : prefix.length) : value;
  const { forms, full = (body: string) => body, checks } = VAT[prefix]!;
  const body = full(own);
  const wrong = checkForm(body, forms, prefix) ?? (checks(body) ? null : ({ fault: 'checkDigit' } as const));
  return { value: prefix + body, country: iso, wrong };
}

/** OGRN of 13 digits: the first 12 mod 11; OGRNIP of 15: the first 14 mod 13; the last digit of either. Source: order of the Russian tax service. */
function checkOgrn(value: string): IdentifierFault | null {
  const wrong = checkForm(value, ['9999999999999', '999999999999999'], '');
  if (wrong) return wrong;
  if (!(value.length === 13 ? /^[1-9]/ : /^[34]/).test(value))
    return { fault: 'form', expected: '1…, 5… (13), 3… (15)' };
  const modulus = value.length === 13 ? 11n : 13n;
  return (BigInt(value.slice(0, -1)) % modulus) % 10n === BigInt(value.slice(-1)) ? null : { fault: 'checkDigit' };
}

function checkIban(value: string): IdentifierFault | null {
  const form = ibanForm(value.slice(0, 2));
  if (form === null) return { fault: 'country' };
  if (value.length !== form.length) return { fault: 'length', found: value.length, expected: String(form.length) };
  if (!form.pattern.test(value)) return { fault: 'form', expected: form.words };
  const digits = [...(value.slice(4) + value.slice(0, 4))].map((sign) => Number.parseInt(sign, 36)).join('');
  return BigInt(digits) % 97n === 1n ? null : { fault: 'checkDigit' };
}

/** An identifier as it is kept, and what is wrong with it. `country`: ISO code, for VAT numbers without their prefix; '' when the number says it. */
export function checkIdentifier(kind: IdentifierKind, country: string, text: string): CheckedIdentifier {
  if (kind === 'other') return { value: text.trim().replaceAll(/\s+/g, ' '), country, wrong: null };
  const value = bare(text);
  switch (kind) {
    case 'inn': {
      const wrong = checkForm(value, ['9999999999', '999999999999'], '');
      const fits = wrong === null && stdnum.RU!.inn!.validate(value).isValid;
      return { value, country: 'RU', wrong: wrong ?? (fits ? null : { fault: 'checkDigit' }) };
    }
    case 'kpp':
      return { value, country: 'RU', wrong: checkForm(value, ['9999xx999'], '') };
    case 'ogrn':
      return { value, country: 'RU', wrong: checkOgrn(value) };
    case 'iban':
      return { value, country: value.slice(0, 2), wrong: checkIban(value) };
    case 'vat':
      return checkVat(country, value);
  }
}

const grouped = (text: string, ...sizes: number[]): string => {
  const parts: string[] = [];
  let at = 0;
  for (const size of sizes) {
    parts.push(text.slice(at, at + size));
    at += size;
  }
  return [...parts, text.slice(at)].filter((part) => part !== '').join(' ');
};

/** A kept identifier in the grouping that people know it by. */
export function showIdentifier(kind: IdentifierKind, value: string): string {
  if (kind === 'iban') return value.replaceAll(/(.{4})(?=.)/g, '$1 ');
  if (kind !== 'vat') return value;
  const prefix = prefixIn(value) ?? '';
  const body = value.slice(prefix.length);
  if (prefix === 'CHE')
    return body.replace(/^(\d{3})(\d{3})(\d{3})(.*)$/, (_all, a, b, c, rest) => `CHE-${a}.${b}.${c} ${rest}`.trim());
  if (prefix === 'GB' || prefix === 'XI') return `${prefix} ${/^\d/.test(body) ? grouped(body, 3, 4, 2) : body}`;
  if (prefix === 'FR') return `FR ${grouped(body, 2, 3, 3)}`;
  if (prefix === 'BE') return `BE ${body.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3')}`;
  return prefix + body;
}

const RUSSIA = new Set(['ru', 'rus', 'russia', 'russian federation', 'россия', 'рф', 'российская федерация']);

/**
 * What the tax id of an account is, by its form and the account's country as somebody wrote it: a VAT number by its prefix, in Russia an INN, in a country of VAT numbers one
 * without its prefix when it is right; else some other number, which nobody checks.
 */
export function taxIdentifier(country: string | null, taxId: string): CheckedIdentifier & { kind: IdentifierKind } {
  const value = bare(taxId);
  const where = (country ?? '').trim();
  const prefix = prefixIn(value.startsWith('GR') ? `EL${value.slice(2)}` : value);
  if (prefix !== undefined && /\d{2}/.test(value)) return { kind: 'vat', ...checkIdentifier('vat', '', value) };
  if (RUSSIA.has(where.toLowerCase()) && /^\d+$/.test(value))
    return { kind: 'inn', ...checkIdentifier('inn', '', value) };
  const iso = where.toUpperCase();
  if (VAT_COUNTRIES.includes(iso)) {
    const checked = checkIdentifier('vat', iso, value);
    if (checked.wrong === null) return { kind: 'vat', ...checked };
  }
  return { kind: 'other', ...checkIdentifier('other', iso.length === 2 ? iso : '', taxId) };
}
