import { Invalid } from '../../pure/refusal.ts';

/** What makes a piece of text more than plain. */
export type Mark = { type: 'bold' | 'italic' | 'code' } | { type: 'link'; attrs: { href: string } };

/** A part of a note. Only what stands here is ever stored. */
export interface Part {
  type: (typeof BLOCKS)[number] | 'listItem' | 'text' | 'hardBreak' | 'mention';
  text?: string;
  marks?: Mark[];
  /** level 1 to 3 of a heading, start of a numbered list, id of a mentioned colleague. */
  attrs?: { level?: number; start?: number; id?: string };
  content?: Part[];
}

/** A note as it is stored: the document of the editor, without anything that the editor does not need to show it again. */
export interface Body {
  type: 'doc';
  content: Part[];
}

const BLOCKS = ['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'codeBlock'] as const;
const INLINE = ['text', 'hardBreak', 'mention'] as const;

/** Which parts may stand in which. */
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  doc: BLOCKS,
  paragraph: INLINE,
  heading: INLINE,
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: BLOCKS,
  blockquote: BLOCKS,
  codeBlock: ['text'],
};

/** Letters of all texts together. */
export const MOST_LETTERS = 50_000;
const MOST_PARTS = 10_000;
const DEEPEST = 16;
const MOST_HREF = 2000;

/** Addresses that a link may lead to: no script, no data, no path of this application in disguise. */
const SAFE_HREF = /^(https?:\/\/|mailto:)[^\s<>"'`\\\p{Cc}]+$/iu;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for an address that a link of a note may lead to. */
export const isSafeHref = (href: unknown): href is string =>
  typeof href === 'string' && href.length <= MOST_HREF && SAFE_HREF.test(href);

type Raw = Record<string, unknown>;

const wrong = (expected: string, found?: unknown): never => {
  throw new Invalid([
    { field: 'body', expected, ...(found === undefined ? {} : { found: String(found).slice(0, 80) }), rule: 'wrong' },
  ]);
};

function record(value: unknown): Raw {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('a document of the editor');
  return value as Raw;
}

function list(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : wrong('a list of parts', typeof value);
}

function markOf(value: unknown): Mark {
  const { type, attrs } = record(value);
  if (type === 'bold' || type === 'italic' || type === 'code') return { type };
  if (type !== 'link') return wrong('bold, italic, code or a link', type);
  const { href } = record(attrs);
  if (!isSafeHref(href)) return wrong('links to http, https or mailto', href);
  return { type, attrs: { href } };
}

interface Count {
  parts: number;
  letters: number;
}

function wholeFrom(value: unknown, least: number, most: number, otherwise: number): number {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
    ? (value as number)
    : otherwise;
}

function attrsOf(type: Part['type'], value: unknown): Pick<Part, 'attrs'> {
  const attrs = typeof value === 'object' && value !== null ? (value as Raw) : {};
  if (type === 'heading') return { attrs: { level: wholeFrom(attrs.level, 1, 3, 3) } };
  if (type === 'orderedList') return { attrs: { start: wholeFrom(attrs.start, 0, 1_000_000, 1) } };
  if (type !== 'mention') return {};
  if (typeof attrs.id !== 'string' || !ID.test(attrs.id)) return wrong('the id of a colleague', attrs.id);
  return { attrs: { id: attrs.id } };
}

function partOf(value: unknown, parent: string, depth: number, count: Count): Part {
  const raw = record(value);
  const type = raw.type as Part['type'];
  if (typeof type !== 'string' || !INSIDE[parent]!.includes(type)) return wrong(`no such part in ${parent}`, raw.type);
  count.parts += 1;
  if (count.parts > MOST_PARTS) return wrong(`at most ${MOST_PARTS} parts`);
  if (depth > DEEPEST) return wrong(`at most ${DEEPEST} levels, one in another`);
  if (type === 'text') {
    if (typeof raw.text !== 'string' || raw.text === '') return wrong('text that says something', raw.text);
    count.letters += raw.text.length;
    if (count.letters > MOST_LETTERS) return wrong(`at most ${MOST_LETTERS} letters`);
    const marks = parent === 'codeBlock' ? [] : list(raw.marks).map(markOf);
    // A zero byte is nothing that PostgreSQL keeps.
    return { type, text: raw.text.replaceAll('\0', ''), ...(marks.length > 0 ? { marks } : {}) };
  }
  const attrs = attrsOf(type, raw.attrs);
  if (INSIDE[type] === undefined) return { type, ...attrs };
  const content = list(raw.content).map((part) => partOf(part, type, depth + 1, count));
  if (content.length === 0 && (type === 'bulletList' || type === 'orderedList' || type === 'listItem'))
    return wrong(`something in ${type}`);
  return { type, ...attrs, ...(content.length > 0 ? { content } : {}) };
}

/**
 * A document of the editor as it may be stored: made anew of the parts, marks and attributes that are known, so that nothing else comes along. Throws Invalid for
 * parts and marks that notes do not have, for links to anything but http, https and mailto, and for what is too long or too deep.
 */
export function checkBody(value: unknown): Body {
  const raw = record(value);
  if (raw.type !== 'doc') return wrong('a document of the editor', raw.type);
  const count = { parts: 0, letters: 0 };
  const content = list(raw.content).map((part) => partOf(part, 'doc', 1, count));
  const body: Body = { type: 'doc', content };
  if (isEmpty(body)) throw new Invalid([{ field: 'body', expected: 'something to keep', rule: 'required' }]);
  return body;
}

/** Every part of a body, from the top. */
function* parts(content: readonly Part[]): Generator<Part> {
  for (const part of content) {
    yield part;
    if (part.content) yield* parts(part.content);
  }
}

/** True for a note that says nothing. */
export function isEmpty(body: Body): boolean {
  for (const { type, text } of parts(body.content)) {
    if (type === 'mention' || (type === 'text' && text!.trim() !== '')) return false;
  }
  return true;
}

/** The ids of the colleagues whom a note mentions. */
export function mentionsIn(body: Body): string[] {
  const ids = new Set<string>();
  for (const { type, attrs } of parts(body.content)) if (type === 'mention') ids.add(attrs!.id!);
  return [...ids];
}

const said = (part: Part, nameOf: (id: string) => string): string => {
  if (part.type === 'text') return part.text!;
  if (part.type === 'mention') return nameOf(part.attrs!.id!);
  if (part.type === 'hardBreak') return '\n';
  return (part.content ?? []).map((inner) => said(inner, nameOf)).join(part.content?.some(isBlock) ? '\n' : '');
};
const isBlock = (part: Part) => INSIDE[part.type] !== undefined;

/** What a note says in plain text, a line for each paragraph. Names of colleagues come from `nameOf`: what is kept for the search holds none, so that none stays behind. */
export const plainText = (body: Body, nameOf: (id: string) => string = () => ''): string =>
  body.content
    .map((part) => said(part, nameOf))
    .join('\n')
    .trim();

/** A plain text as a body: a paragraph for each line. */
export const bodyOf = (text: string): Body => ({
  type: 'doc',
  content: text
    .split('\n')
    .map((line): Part => ({ type: 'paragraph', ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }) })),
});
