import { isWide } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { type Found, type Searchable, type Shown, type Sought, searchables } from '../../kernel/search.ts';
import { together } from '../../kernel/together.ts';
import { excerpt, marked, onOtherLayout } from '../../pure/fold.ts';
import type { OutputOf } from '../../pure/operation.ts';
import * as contract from './contract.ts';
import { FITS, type Hit, KINDS, type Kind } from './contract.ts';
import { readQuery, writeQuery } from './rules.ts';
import { byPlace, fitOf, type Place, placeOf } from './rules-order.ts';
import { worksWith } from './store.ts';
import { MOST, nearSought, type Understood, understand } from './store-sought.ts';

type Answer = OutputOf<typeof contract.searchEverything>;

interface Placed {
  id: string;
  isMine: boolean;
  place: Place;
}

/** What of one kind fits, in order. */
interface Ordered {
  kind: Kind;
  searchable: Searchable;
  placed: Placed[];
  more: boolean;
}

/** Kinds whose names say what they are. */
const NAMED: readonly string[] = ['account', 'contact', 'product'];

type Look = (searchable: Searchable, sought: Sought) => Promise<Found[]> | undefined;

/** Asks all kinds in one go and puts what fits in order. */
async function ordered(ctx: Ctx, kinds: readonly Kind[], sought: Sought, look: Look): Promise<Ordered[]> {
  const asked = searchables(ctx).filter(
    // One letter is in every text.
    ({ kind }) =>
      kinds.includes(kind as Kind) && (sought.whole.length > 1 || NAMED.includes(kind) || sought.whole === ''),
  );
  const lookAt = async (some: readonly Searchable[], what: Sought) =>
    (
      await together(
        ctx,
        some.map((searchable) => async () => ({ searchable, rows: (await look(searchable, what)) ?? [] })),
      )
    ).filter(({ rows }) => rows.length > 0);
  const found = await lookAt(asked, sought);
  const cut = found.filter(({ searchable, rows }) => rows.length > MOST && isWide(ctx.scope(searchable.verb)));
  if (cut.length > 0 && !sought.narrowed) {
    // Of very many only the first are put in order: what the reader works with must be among them.
    const near = await lookAt(
      cut.map(({ searchable }) => searchable),
      await nearSought(ctx, sought),
    );
    for (const { searchable, rows } of near) {
      const all = found.find((one) => one.searchable === searchable)!.rows;
      const known = new Set(all.map(({ id }) => id));
      all.push(...rows.filter(({ id }) => !known.has(id)));
    }
  }
  if (found.length === 0) return [];
  const mine = await worksWith(
    ctx,
    found.flatMap(({ rows }) => rows),
  );
  return found.map(({ searchable, rows }) => ({
    kind: searchable.kind as Kind,
    searchable,
    placed: rows
      .map((row) => {
        const isMine = mine.has(row.id);
        return { id: row.id, isMine, place: placeOf(row, fitOf(row, sought.whole, sought.keys), isMine) };
      })
      .sort((a, b) => byPlace(a.place, b.place)),
    more: rows.length > MOST,
  }));
}

/** What fits; where nothing does, what is nearly right. */
async function lookFor(ctx: Ctx, kinds: readonly Kind[], { sought }: Understood): Promise<Ordered[]> {
  const fitting = await ordered(ctx, kinds, sought, (one, asked) => one.find(ctx, asked));
  // Numbers are right or wrong, and all look alike.
  if (fitting.length > 0 || sought.whole.length < 4 || /\d/.test(sought.whole) || sought.nots.length > 0)
    return fitting;
  return ordered(ctx, kinds, sought, (one, asked) => one.similar?.(ctx, asked));
}

function hitOf(kind: Kind, shown: Shown, { isMine, place }: Placed, keys: readonly string[]): Hit {
  const fit = FITS[place[0]]!;
  const title = marked(shown.title, keys);
  // A text that stands in the title already says nothing more.
  const texts = shown.texts.filter((text) => text.trim() !== shown.title);
  const found = texts.map((text) => excerpt(text, keys)).find((pieces) => pieces !== null) ?? null;
  return {
    ...{ kind, id: shown.id, path: shown.path, title, detail: shown.detail, mark: shown.mark },
    ...{ excerpt: found, account: shown.account, at: shown.at?.toISOString() ?? null, fit, isMine },
  };
}

async function pageOf(ctx: Ctx, one: Ordered, sought: Sought, limit: number, after: Place | null) {
  const rest = after === null ? one.placed : one.placed.filter(({ place }) => byPlace(place, after) > 0);
  const page = rest.slice(0, limit);
  const shown = new Map(
    (
      await one.searchable.show(
        ctx,
        page.map(({ id }) => id),
        sought,
      )
    ).map((row) => [row.id, row]),
  );
  const rows = page.flatMap((placed) => {
    const row = shown.get(placed.id);
    return row === undefined ? [] : [hitOf(one.kind, row, placed, sought.keys)];
  });
  const count = Math.min(one.placed.length, MOST);
  return {
    group: { kind: one.kind, count, more: one.more, rows },
    next: rest.length > limit ? page.at(-1)!.place : null,
  };
}

export const handlers = [
  handle(contract.searchEverything, async (ctx, input): Promise<Answer> => {
    const cursor = fromCursor(input.after, ['int', 'int', 'text', 'text']) as Place | null;
    const query = readQuery(input.q);
    let understood = await understand(ctx, query);
    const kinds = (understood.kinds ?? KINDS).filter((kind) => input.kind === undefined || kind === input.kind);
    let found = await lookFor(ctx, kinds, understood);
    let instead: string | null = null;
    if (found.length === 0 || found.every((one) => one.placed[0]!.place[0] === FITS.indexOf('similar'))) {
      const terms = query.terms.map((term) =>
        // Who found the key of an @ had the layout that was meant.
        term.is === 'text' && !term.text.includes('@')
          ? { ...term, text: onOtherLayout(term.text) ?? term.text }
          : term,
      );
      const other = writeQuery(terms);
      const again = other === writeQuery(query.terms) ? null : await understand(ctx, { terms, unknown: [] });
      const fitting =
        again === null ? [] : await ordered(ctx, kinds, again.sought, (one, asked) => one.find(ctx, asked));
      if (fitting.length > 0) {
        understood = { ...again!, hints: understood.hints };
        found = fitting;
        instead = other;
      }
    }
    const limit = input.limit ?? (input.kind === undefined ? 5 : 20);
    const best = [...found].sort(
      (a, b) => a.placed[0]!.place[0] - b.placed[0]!.place[0] || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
    );
    const after = input.kind === undefined ? null : cursor;
    const pages = await together(
      ctx,
      best.map((one) => () => pageOf(ctx, one, understood.sought, limit, after)),
    );
    const next = input.kind === undefined ? null : (pages.findLast((page) => page.next !== null)?.next ?? null);
    const groups: Answer['groups'] = pages.map((page) => page.group);
    return { groups, next: next && toCursor(next), instead, hints: understood.hints };
  }),
] as const;
