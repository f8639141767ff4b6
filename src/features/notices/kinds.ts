import type { Ctx } from '../../kernel/ctx.ts';
import { type Sentences, sentenceOf } from './rules-words.ts';

type Mail = 'off' | 'once' | 'digest';
type Room = { kinds: Record<string, Mail>; words: Record<string, Sentences> };
type Visible = (ctx: Ctx, ids: readonly string[]) => Promise<{ has(id: string): boolean }>;

const rooms = new Map<string, Room>();
const guards = new Map<string, Visible>();

/**
 * A room says here which notices it sends, how each reaches people by mail unless they or their organisation say otherwise, and its sentences. Whatever is not declared cannot
 * be sent. Call it once, when the module loads.
 */
export function sendsNotices(room: string, kinds: Record<string, Mail>, words: { en: Sentences; ru: Sentences }): void {
  rooms.set(room, { kinds, words });
}

/**
 * A room says here who may see the records below a path (`tasks` for `/tasks/{id}`), or named by a parameter of any path (`?entry`) or of one (`substitutions?open`): the ids among some that the actor may see. Asked when notices are listed and
 * when a mail is made. Call it once, when the module loads.
 */
export function guardsNotices(place: string, visible: Visible): void {
  guards.set(place, visible);
}

/** Every declared kind, by room. */
export const declaredKinds = (): { kind: string; room: string; mail: Mail }[] =>
  [...rooms].flatMap(([room, { kinds }]) =>
    Object.entries(kinds).map(([word, mail]) => ({ kind: `${room}.${word}`, room, mail })),
  );

/** How a kind reaches people by mail as its room declares. Throws for one that no room declares. */
export function declaredMail(kind: string): Mail {
  const [room = '', ...word] = kind.split('.');
  const mail = rooms.get(room)?.kinds[word.join('.')];
  if (mail === undefined) throw new Error(`no room declares the notice "${kind}" (sendsNotices)`);
  return mail;
}

/** The sentence of a kind in a language, with its places open. */
export function sentence(kind: string, language: string, count?: unknown): string {
  const [room = '', ...word] = kind.split('.');
  const words = rooms.get(room)?.words;
  return (words && sentenceOf(words[language] ?? words.en!, word.join('.'), language, count)) ?? kind;
}

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Those of the notices whose records the actor may see now, in their order. */
export async function stillVisible<T extends { path: string | null }>(ctx: Ctx, notices: readonly T[]): Promise<T[]> {
  let left = [...notices];
  for (const [place, visible] of guards) {
    const [path = '', parameter] = place.split('?');
    const begins = path === '' ? '' : `^/${path}(?=\\?).*`;
    const pattern = new RegExp(
      parameter === undefined ? `^/${path}/(${ID})(?:[/?#]|$)` : `${begins}[?&]${parameter}=(${ID})`,
    );
    const idOf = (notice: T) => pattern.exec(notice.path ?? '')?.[1];
    const ids = [...new Set(left.flatMap((notice) => idOf(notice) ?? []))];
    if (ids.length === 0) continue;
    const seen = await visible(ctx, ids);
    left = left.filter((notice) => idOf(notice) === undefined || seen.has(idOf(notice)!));
  }
  return left;
}
