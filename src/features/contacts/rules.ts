import { isDay } from '../../pure/period.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import type { Reach } from './contract-shapes.ts';

/** Cyrillic letters in Latin ones, as on business cards; the migration 0022 has the same. */
const LATIN: Readonly<Record<string, string>> = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'e',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch' },
  ...{
    ъ: '',
    ы: 'y',
    ь: '',
    э: 'e',
    ю: 'yu',
    я: 'ya',
    і: 'i',
    ї: 'yi',
    є: 'ye',
    ґ: 'g',
    ў: 'u',
    ә: 'a',
    ғ: 'g',
    қ: 'k',
  },
  ...{ ң: 'n', ө: 'o', ұ: 'u', ү: 'u', һ: 'h' },
};

/** A Cyrillic name in Latin letters; other letters stay. */
export function latinOf(name: string): string {
  return [...name.normalize('NFC')]
    .map((letter) => {
      const small = letter.toLowerCase();
      const latin = LATIN[small];
      if (latin === undefined) return letter;
      return small === letter ? latin : latin.slice(0, 1).toUpperCase() + latin.slice(1);
    })
    .join('');
}

/** What is proposed as the name in Latin script; null where the name needs none. */
export function proposedLatin(name: string): string | null {
  const latin = latinOf(name);
  return latin === name ? null : latin;
}

/** A text as it is searched and sorted: small letters without accents, single blanks. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** German umlauts written out, as many write them in mail addresses and forms. */
const writtenOut = (text: string) =>
  text.normalize('NFC').toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue');

const digitsOf = (text: string) => text.replaceAll(/\D/g, '');

interface Named {
  name: string;
  latinName: string | null;
  phones: readonly Reach[];
  emails: readonly Reach[];
}

/** All by which a person is found, each part once. */
export function searchTextOf({ name, latinName, phones, emails }: Named): string {
  const names = [name, latinName ?? '', latinOf(name)].flatMap((each) => [folded(each), folded(writtenOut(each))]);
  const numbers = phones.map((phone) => digitsOf(phone.value));
  const parts = [...names, ...emails.map((email) => email.value.toLowerCase()), ...numbers];
  return [...new Set(parts.filter((part) => part !== ''))].join(' ');
}

/** Digits of a phone that tell it from others, whichever way the country was written; null: too few. */
function phoneKey(value: string): string | null {
  const digits = digitsOf(value);
  return digits.length < 6 ? null : digits.slice(-10);
}

/** What tells the same person: mail addresses, and the digits of phones (a fax is many people's). */
export function keysOf({ phones, emails }: Pick<Named, 'phones' | 'emails'>): string[] {
  const numbers = phones
    .filter((phone) => phone.label !== 'fax')
    .flatMap((phone) => phoneKey(phone.value) ?? [])
    .map((key) => `phone:${key}`);
  return [...new Set([...emails.map((email) => `mail:${email.value.toLowerCase()}`), ...numbers])];
}

/** A text that somebody looks for, as `searchTextOf` wrote it: what looks like a phone by its digits. */
export function soughtOf(q: string): string {
  const text = folded(q);
  if (!/^[\d\s()+./-]{4,}$/.test(text)) return text;
  const digits = digitsOf(text);
  if (digits === '') return text;
  // The prefix of the country is written in many ways.
  return digits.length >= 11 ? digits.slice(-10) : digits;
}

/** Several of a kind: trimmed, each once, one preferred at most. */
export function tidied(list: readonly Reach[]): Reach[] {
  const seen = new Set<string>();
  let hasPreferred = false;
  const kept: Reach[] = [];
  for (const each of list) {
    const value = each.value.trim();
    const same = `${each.label}\n${value}\n${(each.params ?? []).join('\n')}`;
    if (value === '' || seen.has(same)) continue;
    seen.add(same);
    const preferred: boolean = each.preferred && !hasPreferred;
    hasPreferred ||= preferred;
    kept.push({ label: each.label, value, preferred, ...(each.params?.length ? { params: each.params } : {}) });
  }
  return kept;
}

/** The one to use: the preferred, else the first. */
export const firstOf = (list: readonly Reach[]): string | null =>
  (list.find((each) => each.preferred) ?? list[0])?.value ?? null;

/** Whether a birthday, with a year or without, stands in the calendar. */
export function isBirthday(text: string): boolean {
  return isDay(text.startsWith('--') ? `2000-${text.slice(2)}` : text);
}

interface Dated {
  birthday?: string | null | undefined;
  consentGivenOn?: string | null | undefined;
  consentWithdrawnOn?: string | null | undefined;
}

/** Refuses days that do not exist, a birthday to come, and a consent withdrawn before it was given. */
export function checkDates({ birthday, consentGivenOn, consentWithdrawnOn }: Dated, today: string): void {
  if (birthday != null && !isBirthday(birthday)) throw wrongDay('birthday');
  if (birthday != null && !birthday.startsWith('--') && birthday > today) throw wrongDay('birthday');
  for (const [field, day] of Object.entries({ consentGivenOn, consentWithdrawnOn }))
    if (day != null && !isDay(day)) throw wrongDay(field);
  if (consentGivenOn != null && consentWithdrawnOn != null && consentWithdrawnOn < consentGivenOn)
    throw new Refusal('contacts.withdrawnBefore', 'The consent is withdrawn before it was given.');
}

const wrongDay = (field: string) => new Invalid([{ field, expected: 'a day of the calendar', rule: 'day' }]);

/** Refuses a position that ends before it begins. */
export function checkSpan(since: string | null, until: string | null): void {
  for (const [field, day] of Object.entries({ since, until })) if (day !== null && !isDay(day)) throw wrongDay(field);
  if (since !== null && until !== null && until < since)
    throw new Refusal('contacts.endsBeforeStart', 'The last day is before the first.', { since, until });
}

/** Whether somebody is in a position on a day. */
export const isNow = (position: { since: string | null; until: string | null }, today: string): boolean =>
  (position.until === null || position.until >= today) && (position.since === null || position.since <= today);

/** Who of a team reads contacts of own accounts, and who of all: as app/roles.ts says, which a test compares. */
export const READERS = {
  own: ['kam', 'account_manager', 'contributor'],
  all: ['head', 'director', 'sales_support', 'credit_controller'],
} as const;

/** What one member of a team is told of a move; null: nothing. `from` and `to`: whether the member may see that end. */
export function toldOf(sees: { from: boolean; to: boolean }): 'moved' | 'left' | 'came' | null {
  if (sees.from && sees.to) return 'moved';
  return sees.from ? 'left' : sees.to ? 'came' : null;
}
