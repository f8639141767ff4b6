import { formatMinor, isDecimal, parseAmount, readDecimal } from '../../pure/money.ts';
import { isBusinessDay } from '../../pure/period.ts';
import type { ProblemRule } from '../../pure/refusal.ts';
import type { Choice, FieldType, FieldValue } from './contract.ts';

/** What of a field the rules need. */
export interface Ruled {
  key: string;
  type: FieldType;
  labels: Readonly<Record<string, string>>;
  choices: readonly Choice[];
  currency: string | null;
}

/** A value as the table keeps it; exactly one is there, or none. */
export interface Stored {
  text: string | null;
  text_key: string | null;
  number: bigint | null;
  day: string | null;
  choice: string | null;
  choices: string[] | null;
  person_id: string | null;
}

export const NOTHING: Stored = {
  text: null,
  text_key: null,
  number: null,
  day: null,
  choice: null,
  choices: null,
  person_id: null,
};

/** A text of several languages as somebody reads it: theirs, English, any. */
export function inLanguage(texts: Readonly<Record<string, string>>, language: string): string {
  const said = [texts[language], texts.en, ...Object.values(texts)].find((text) => text !== undefined && text !== '');
  return said ?? '';
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const WEB = /^https?:\/\/[^\s/?#<>"'\\@:]+(:\d{1,5})?([/?#][^\s<>"\\]*)?$/i;
const MAIL = /^mailto:[^\s<>"\\@]+@[^\s<>"\\@]+$/i;
const HAS_CONTROL = /\p{Cc}/u;

/** Whether a link may be kept and shown as one: to the web or to a mail box, nothing else, and without a name and a password in it. */
export const isSafeLink = (text: string): boolean =>
  text.length <= 2000 && !HAS_CONTROL.test(text) && (WEB.test(text) || MAIL.test(text));

/** Numbers have six digits behind the point, and twelve before it. */
const SCALE = 6;
const HIGHEST = 10n ** 18n;

function millionths(text: string): bigint | null {
  if (!isDecimal(text)) return null;
  const { units, scale } = readDecimal(text);
  if (scale > SCALE) return units % 10n ** BigInt(scale - SCALE) === 0n ? units / 10n ** BigInt(scale - SCALE) : null;
  return units * 10n ** BigInt(SCALE - scale);
}

const withinReach = (number: bigint | null): number is bigint =>
  number !== null && number < HIGHEST && number > -HIGHEST;

function plainNumber(number: bigint): string {
  const digits = (number < 0n ? -number : number).toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '');
  return `${number < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** How a text stands in the order of a list. */
export const textKey = (text: string): string => text.toLowerCase().slice(0, 100);

/** What is wrong with a value; the field's label is said by whoever throws it. */
export interface Wrong {
  expected: string;
  rule?: ProblemRule;
}
const wrong = (expected: string, rule?: ProblemRule): Wrong => ({ expected, ...(rule ? { rule } : {}) });
export const isWrong = (found: Stored | Wrong): found is Wrong => 'expected' in found;

/** A text without its outer blanks that can be kept: no NUL, no lone halves of letters. */
const isWhole = (text: string) => text !== '' && !text.includes('\0') && !/\p{Surrogate}/u.test(text);

/** `was`: the value there is now, for a retired choice may stay. */
export function readValue(field: Ruled, value: FieldValue, was: Stored = NOTHING): Stored | Wrong {
  switch (field.type) {
    case 'text': {
      const text = typeof value === 'string' ? value.trim() : '';
      if (!isWhole(text)) return wrong('a text', 'required');
      return text.length > 2000
        ? wrong('a text of at most 2000 characters')
        : { ...NOTHING, text, text_key: textKey(text) };
    }
    case 'link': {
      const text = typeof value === 'string' ? value.trim() : '';
      return isWhole(text) && isSafeLink(text)
        ? { ...NOTHING, text, text_key: textKey(text) }
        : wrong('a link that begins with https://, http:// or mailto:');
    }
    case 'number': {
      const number = typeof value === 'string' ? millionths(value.trim()) : null;
      return withinReach(number)
        ? { ...NOTHING, number }
        : wrong('a number with at most 12 digits before the point and 6 after it', 'number');
    }
    case 'money':
      return readMoney(field, value);
    case 'date':
      return typeof value === 'string' && isBusinessDay(value)
        ? { ...NOTHING, day: value }
        : wrong('a date that exists, YYYY-MM-DD', 'day');
    case 'choice': {
      const isOffered = typeof value === 'string' && mayTake(field, value, was.choice === null ? [] : [was.choice]);
      return isOffered ? { ...NOTHING, choice: value } : wrong(`one of ${offered(field)}`, 'choose');
    }
    case 'choices': {
      const taken = Array.isArray(value) ? [...new Set(value)] : [];
      if (taken.length === 0 || taken.some((one) => !mayTake(field, one, was.choices ?? [])))
        return wrong(`some of ${offered(field)}`, 'chooseSome');
      const place = (id: string) => field.choices.findIndex((choice) => choice.id === id);
      return { ...NOTHING, choices: taken.sort((a, b) => place(a) - place(b)) };
    }
    case 'person':
      return typeof value === 'string' && ID.test(value)
        ? { ...NOTHING, person_id: value }
        : wrong('the id of a member of the organisation', 'choose');
  }
}

function readMoney(field: Ruled, value: FieldValue): Stored | Wrong {
  const expected = wrong(`an amount in ${field.currency}`, 'number');
  if (typeof value !== 'object' || Array.isArray(value)) return expected;
  if (value.currency !== field.currency) return expected;
  try {
    const number = parseAmount(value.amount, value.currency);
    return withinReach(number) ? { ...NOTHING, number } : expected;
  } catch {
    return expected;
  }
}

const mayTake = (field: Ruled, id: string, was: readonly string[]) =>
  field.choices.some((choice) => choice.id === id && (!choice.isRetired || was.includes(id)));

const offered = (field: Ruled) =>
  field.choices
    .filter((choice) => !choice.isRetired)
    .map(({ id }) => id)
    .join(', ')
    .slice(0, 300);

/** A value as the API says it; null where there is none. */
export function saidOf(field: Ruled, stored: Stored): FieldValue | null {
  switch (field.type) {
    case 'number':
      return stored.number === null ? null : plainNumber(stored.number);
    case 'money':
      return stored.number === null
        ? null
        : { amount: formatMinor(stored.number, field.currency!), currency: field.currency! };
    case 'date':
      return stored.day;
    case 'choice':
      return stored.choice;
    case 'choices':
      return stored.choices;
    case 'person':
      return stored.person_id;
    default:
      return stored.text;
  }
}

/** A value as people read it. */
export function textOf(field: Ruled, stored: Stored, language: string, people: ReadonlyMap<string, string>): string {
  const label = (id: string) => {
    const choice = field.choices.find((one) => one.id === id);
    return choice === undefined ? id : inLanguage(choice.labels, language) || id;
  };
  const value = saidOf(field, stored);
  if (value === null) return '';
  if (field.type === 'choice') return label(value as string);
  if (field.type === 'choices') return (value as string[]).map(label).join(', ');
  if (field.type === 'person') return people.get(value as string) ?? '';
  if (typeof value === 'object' && 'amount' in value) return `${value.amount} ${value.currency}`;
  return value as string;
}

/**
 * What somebody typed, or what a file says, as a value: choices by id or label in any language, several parted by commas or semicolons; people by what `people` knows
 * (names and addresses in small letters). What cannot be read stays a text, for readValue to refuse.
 */
export function typedValue(field: Ruled, text: string, people: ReadonlyMap<string, string> = new Map()): FieldValue {
  const said = text.trim();
  const small = said.toLowerCase();
  const choiceOf = (words: string) =>
    field.choices.find((choice) =>
      [choice.id, ...Object.values(choice.labels)].some((label) => label.toLowerCase() === words.trim().toLowerCase()),
    )?.id ?? words.trim();
  if (field.type === 'money') {
    const amount = said.endsWith(field.currency!) ? said.slice(0, -3).trim() : said;
    return { amount, currency: field.currency! };
  }
  if (field.type === 'choice') return choiceOf(said);
  if (field.type === 'choices')
    return said
      .split(/[,;]/)
      .filter((part) => part.trim() !== '')
      .map(choiceOf);
  if (field.type === 'person') return people.get(small) ?? said;
  return said;
}
