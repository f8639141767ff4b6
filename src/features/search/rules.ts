import { TIERS, type Tier } from '../accounts/contract-shapes.ts';
import { FIELDS, type Field, KINDS, type Kind } from './contract.ts';

/** One part of a query. */
export type Term =
  | { is: 'text'; text: string; quoted: boolean; not: boolean }
  | { is: 'field'; field: Field; value: string; not: boolean };

export interface Query {
  terms: Term[];
  /** Words that look like a field and are none; they are looked for as words. */
  unknown: string[];
}

/** The names of the fields, in both languages, as people write them; the first is the one that is written. */
const FIELD_NAMES: Readonly<Record<Field, readonly string[]>> = {
  type: ['type', 'тип', 'kind', 'вид'],
  account: ['account', 'клиент', 'customer'],
  manager: ['manager', 'менеджер', 'lead'],
  tier: ['tier', 'уровень'],
  country: ['country', 'страна'],
  owner: ['owner', 'исполнитель'],
  due: ['due', 'срок'],
};
const KIND_NAMES: Readonly<Record<Kind, readonly string[]>> = {
  account: ['account', 'клиент', 'клиенты', 'accounts', 'customer'],
  contact: ['contact', 'контакт', 'контакты', 'contacts', 'person'],
  document: ['document', 'документ', 'документы', 'documents', 'invoice', 'order', 'счёт', 'счет', 'заказ'],
  product: ['product', 'товар', 'товары', 'products'],
  project: ['project', 'проект', 'проекты', 'projects'],
  task: ['task', 'задача', 'задачи', 'tasks'],
  note: ['note', 'заметка', 'заметки', 'notes'],
  file: ['file', 'файл', 'файлы', 'files'],
  section: ['section', 'досье', 'dossier', 'раздел'],
  change: ['change', 'изменение', 'изменения', 'changes', 'событие'],
};
const TIER_NAMES: Readonly<Record<Tier, readonly string[]>> = {
  key: ['key', 'ключевой', 'ключевые'],
  emerging: ['emerging', 'растущий', 'растущие'],
  standard: ['standard', 'обычный', 'обычные'],
  prospect: ['prospect', 'потенциальный', 'потенциальные'],
  dormant: ['dormant', 'спящий', 'спящие'],
};
export const DUES = ['overdue', 'today', 'week'] as const;
export type Due = (typeof DUES)[number];
const DUE_NAMES: Readonly<Record<Due, readonly string[]>> = {
  overdue: ['overdue', 'просрочено', 'late', 'просрочена'],
  today: ['today', 'сегодня'],
  week: ['week', 'неделя'],
};
const ME = ['me', 'я', 'мой'];
const NOBODY = ['none', 'нет', 'никто'];

const small = (text: string) => text.trim().toLowerCase();
function among<W extends string>(names: Readonly<Record<W, readonly string[]>>, text: string): W | null {
  const said = small(text);
  for (const [word, all] of Object.entries(names) as [W, readonly string[]][]) if (all.includes(said)) return word;
  return null;
}

export const fieldOf = (text: string): Field | null => among(FIELD_NAMES, text);
export const kindOf = (text: string): Kind | null => among(KIND_NAMES, text);
export const tierOf = (text: string): Tier | null => among(TIER_NAMES, text);
export const dueOf = (text: string): Due | null => among(DUE_NAMES, text);
export const saysMe = (text: string): boolean => ME.includes(small(text));
export const saysNobody = (text: string): boolean => NOBODY.includes(small(text));

/** A name of a field or of a value as the reader's language has it. */
const inLanguage = (names: readonly string[], language: string) => (language === 'ru' ? names[1]! : names[0]!);

/** One part: an optional minus, an optional name of a field, and a word or a text in quotes (the last may be left open). */
const PART = /(-?)(?:([\p{L}]+):)?(?:"([^"]*)(?:"|$)|([^\s"]+))/gu;

/** Reads what somebody typed. Everything is a query: what is no field is a word. */
export function readQuery(text: string): Query {
  const terms: Term[] = [];
  const unknown: string[] = [];
  for (const [, minus, name, quoted, bare] of text.replaceAll(/[“”«»„]/g, '"').matchAll(PART)) {
    const not = minus === '-';
    const value = (quoted ?? bare ?? '').trim();
    const field = name === undefined ? null : fieldOf(name);
    if (value === '') continue;
    if (field !== null) {
      terms.push({ is: 'field', field, value, not });
      continue;
    }
    if (name !== undefined && !value.startsWith('/')) unknown.push(name);
    // A field whose value is still to come.
    if (name === undefined && quoted === undefined && value.endsWith(':') && fieldOf(value.slice(0, -1)) !== null)
      continue;
    const said = name === undefined ? value : `${name}:${value}`;
    terms.push({ is: 'text', text: said, quoted: quoted !== undefined, not });
  }
  return { terms, unknown };
}

const inQuotes = (text: string) => `"${text}"`;

/** Writes a query so that reading it gives the same terms. */
export function writeQuery(terms: readonly Term[]): string {
  return terms
    .map((term) => {
      const minus = term.not ? '-' : '';
      if (term.is === 'text') return minus + (term.quoted ? inQuotes(term.text) : term.text);
      return `${minus}${term.field}:${/[\s"]/.test(term.value) ? inQuotes(term.value) : term.value}`;
    })
    .join(' ');
}

/** A field that may be meant by what stands at the end of the line, with what it would become. */
export interface Suggestion {
  /** The whole line with the suggestion taken. */
  text: string;
  /** What is added: `manager:` or `tier:key`. */
  adds: string;
}

const VALUES: Partial<Record<Field, readonly (readonly string[])[]>> = {
  type: KINDS.map((kind) => KIND_NAMES[kind]),
  tier: TIERS.map((tier) => TIER_NAMES[tier]),
  due: DUES.map((due) => DUE_NAMES[due]),
  manager: [ME, NOBODY],
  owner: [ME],
};

/** Fields, and values of fields, that begin as the last word of the line does; in the reader's language. */
export function suggestions(line: string, language: string): Suggestion[] {
  const last = /(\S*)$/.exec(line)![1]!;
  const before = line.slice(0, line.length - last.length);
  const [, minus = '', name, begun = ''] = /^(-?)(?:([\p{L}]+):)?(.*)$/u.exec(last)!;
  const field = name === undefined ? null : fieldOf(name);
  const offer = (adds: string) => ({ text: before + minus + adds, adds });
  const begins = (names: readonly string[]) => names.some((one) => one.startsWith(small(begun)));
  if (field !== null) {
    return (VALUES[field] ?? [])
      .filter((names) => begins(names) && !names.includes(small(begun)))
      .map((names) => offer(`${name}:${inLanguage(names, language)}`));
  }
  if (name !== undefined || begun.length < 2) return [];
  return FIELDS.filter((one) => begins(FIELD_NAMES[one])).map((one) =>
    offer(`${inLanguage(FIELD_NAMES[one], language)}:`),
  );
}
