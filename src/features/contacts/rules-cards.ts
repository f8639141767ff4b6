import { EMAIL } from '../../pure/shapes.ts';
import type { Kept, Reach } from './contract-shapes.ts';
import { type EMAIL_LABELS, MESSENGERS, type PHONE_LABELS, WAYS } from './contract-shapes.ts';
import { isBirthday } from './rules.ts';

/** What a card says of a person, by our fields; the rest is kept as it came. */
export interface CardPerson {
  name: string;
  latinName: string | null;
  salutation: string | null;
  phones: Reach[];
  emails: Reach[];
  messengers: Reach[];
  languages: string[];
  timezone: string | null;
  birthday: string | null;
  preferredChannel: (typeof WAYS)[number] | null;
  kept: Kept[];
}

/** A value without its escapes. */
export const plain = (value: string): string =>
  value.replaceAll(/\\(.)/gs, (_, mark: string) => (mark === 'n' ? '\n' : mark));

/** The parts of a structured value (N, ORG, ADR), without escapes. */
export const partsOf = (value: string): string[] =>
  value.split(/(?<=(?:^|[^\\])(?:\\\\)*);/).map((part) => plain(part).trim());

const paramOf = (line: Kept, name: string): string | null =>
  line.params.find((param) => param.toUpperCase().startsWith(`${name}=`))?.slice(name.length + 1) ?? null;
const typesOf = (line: Kept) =>
  line.params.filter((param) => /^type=/i.test(param)).map((param) => param.slice(5).toLowerCase());

const TYPE_OF_LABEL: Readonly<Record<string, string>> = { mobile: 'cell' };
export const typeOfLabel = (label: string): string | null =>
  label === 'other' ? null : (TYPE_OF_LABEL[label] ?? label);
/** Which type names a phone, when several do. */
const PHONE_ORDER = [
  'fax',
  'pager',
  'mobile',
  'work',
  'home',
] as const satisfies readonly (typeof PHONE_LABELS)[number][];
const EMAIL_ORDER = ['work', 'home'] as const satisfies readonly (typeof EMAIL_LABELS)[number][];
const MOST = 30;

/** The person of a card; null where nothing names one. `isZone`: whether a time zone is known. */
export function personOf(lines: readonly Kept[], isZone: (zone: string) => boolean): CardPerson | null {
  const person: CardPerson = {
    name: '',
    latinName: null,
    salutation: null,
    phones: [],
    emails: [],
    messengers: [],
    languages: [],
    timezone: null,
    birthday: null,
    preferredChannel: null,
    kept: [],
  };
  const spoken: { tag: string; rank: number }[] = [];
  for (const line of lines) {
    if (line.binary || !taken(person, line, isZone, spoken)) person.kept.push(line);
  }
  person.languages = [...new Set(spoken.sort((a, b) => a.rank - b.rank).map(({ tag }) => tag))];
  if (person.name === '') person.name = nameFrom(lines);
  return person.name === '' ? null : person;
}

type Taker = (person: CardPerson, line: Kept, text: string) => boolean;

/** Takes the first text of its kind. */
function single(field: 'latinName' | 'salutation'): Taker {
  return (person, _line, text) => {
    if (person[field] !== null || !fits(text)) return false;
    person[field] = text;
    return true;
  };
}

/** Who saved a card out of here and when: not of the person, so that it is let go when the card comes in again. */
export const MARK_LINE = 'X-VITALFEW-SAVED-BY';

/** By property: true where a field of ours took all that the line says. */
const TAKERS: Readonly<Record<string, Taker>> = {
  FN(person, line, text) {
    if (/-latn$/i.test(paramOf(line, 'LANGUAGE') ?? '') && person.latinName === null && fits(text)) {
      person.latinName = text;
      return true;
    }
    if (person.name !== '' || !fits(text)) return false;
    person.name = text;
    return line.params.every((param) => /^(ALTID|VALUE)=/i.test(param));
  },
  [MARK_LINE]: () => true,
  'X-VITALFEW-LATIN-NAME': single('latinName'),
  'X-VITALFEW-SALUTATION': single('salutation'),
  'X-VITALFEW-CHANNEL'(person, _line, text) {
    const way = WAYS.find((one) => one === text);
    if (way === undefined || person.preferredChannel !== null) return false;
    person.preferredChannel = way;
    return true;
  },
  TEL(person, line, text) {
    const value = text.replace(/^tel:/i, '');
    if (value === '' || value.length > 100) return false;
    return add(person.phones, line, value, PHONE_ORDER, []);
  },
  EMAIL(person, line, text) {
    const value = text.replace(/^mailto:/i, '');
    if (value.length > 254 || !new RegExp(EMAIL).test(value)) return false;
    return add(person.emails, line, value, EMAIL_ORDER, ['internet']);
  },
  IMPP(person, line, text) {
    const [, scheme = '', rest = ''] = /^([a-z][\w+.-]*):(.+)$/is.exec(text) ?? [];
    const label = MESSENGERS.find((one) => one === scheme.toLowerCase() && one !== 'other');
    if (text === '' || text.length > 250) return false;
    return add(person.messengers, line, label ? rest : text, [], [], label ?? 'other');
  },
  BDAY(person, line, text) {
    const [, year = '', month = '', day = ''] = /^(\d{4}-?|--)(\d{2})-?(\d{2})$/.exec(text) ?? [];
    const found = `${year.replace(/^(\d{4})-?$/, '$1-')}${month}-${day}`;
    if (person.birthday !== null || !isBirthday(found)) return false;
    person.birthday = found;
    return line.params.every((param) => /^VALUE=date/i.test(param));
  },
};

const fits = (text: string) => text !== '' && text.length <= 200;

function taken(
  person: CardPerson,
  line: Kept,
  isZone: (zone: string) => boolean,
  spoken: { tag: string; rank: number }[],
): boolean {
  const text = plain(line.value).trim();
  if (line.name === 'LANG') {
    const isTag = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(text);
    if (!isTag || spoken.length >= 20 || line.params.some((param) => !/^PREF=\d+$/i.test(param))) return false;
    spoken.push({ tag: text, rank: Number(paramOf(line, 'PREF') ?? 100) });
    return true;
  }
  if (line.name === 'TZ') {
    if (person.timezone !== null || !text.includes('/') || !isZone(text)) return false;
    person.timezone = text;
    return line.params.every((param) => /^VALUE=/i.test(param));
  }
  return TAKERS[line.name]?.(person, line, text) ?? false;
}

/** Adds a phone, mail address or messenger; what of its parameters says neither its label nor that it is preferred stays with it. */
function add(
  list: Reach[],
  line: Kept,
  value: string,
  order: readonly string[],
  dropped: readonly string[],
  known?: string,
): boolean {
  if (list.length >= MOST) return false;
  const types = typesOf(line);
  const label = known ?? order.find((one) => types.includes(typeOfLabel(one) ?? '')) ?? 'other';
  const isFirst = types.includes('pref') || paramOf(line, 'PREF') === '1';
  const preferred = isFirst && !list.some((one) => one.preferred);
  const said = new Set([...dropped, typeOfLabel(label), ...(preferred ? ['pref'] : [])]);
  const params = line.params.flatMap((param) => {
    if (/^type=/i.test(param))
      return said.has(param.slice(5).toLowerCase()) ? [] : [`TYPE=${param.slice(5).toLowerCase()}`];
    return /^VALUE=/i.test(param) || (preferred && /^PREF=/i.test(param)) ? [] : [param];
  });
  if (line.group !== null) params.push(`GROUP=${line.group}`);
  list.push({ label, value, preferred, ...(params.length > 0 ? { params } : {}) });
  return true;
}

/** What to call somebody whose card has no full name: the parts of the name, else whatever names the card. */
function nameFrom(lines: readonly Kept[]): string {
  for (const name of ['N', 'NICKNAME', 'ORG', 'EMAIL', 'TEL']) {
    const line = lines.find(
      (one) => one.name === name && !one.binary && plain(one.value).replaceAll(/[;\s]/g, '') !== '',
    );
    if (!line) continue;
    const [family = '', given = '', middle = '', prefix = '', suffix = ''] = partsOf(line.value);
    const parts = name === 'N' ? [prefix, given, middle, family, suffix] : [plain(line.value).replaceAll(';', ' ')];
    return parts.join(' ').replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  }
  return '';
}

/** The first organisation and title of a card, for a position; `kept` without them. */
export function positionOf(kept: readonly Kept[]): {
  organisation: string | null;
  department: string | null;
  title: string | null;
  kept: Kept[];
} {
  const org = kept.find((line) => line.name === 'ORG');
  const title = kept.find((line) => line.name === 'TITLE');
  const [organisation = '', ...units] = org ? partsOf(org.value) : [];
  const short = (text: string) => text.trim().slice(0, 200) || null;
  return {
    organisation: organisation || null,
    department: short(units.filter((unit) => unit !== '').join(', ')),
    title: title ? short(plain(title.value)) : null,
    kept: kept.filter((line) => line !== org && line !== title),
  };
}
