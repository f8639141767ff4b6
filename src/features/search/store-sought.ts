import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Sought } from '../../kernel/search.ts';
import { together } from '../../kernel/together.ts';
import { fold } from '../../pure/fold.ts';
import { type AccountWish, accountArray, accountsCalled, shutArray } from '../accounts/public.ts';
import { fieldSought } from '../fields/public.ts';
import { type HINTS, KINDS, type Kind } from './contract.ts';
import { dueOf, kindOf, type Query, saysMe, saysNobody, type Term, tierOf } from './rules.ts';
import { dueBetween } from './rules-due.ts';
import { patternOf } from './rules-order.ts';
import { slipIn, slipsOf } from './rules-slips.ts';
import { colleaguesNamed, heldArray, nearAccounts } from './store.ts';

/** No kind puts more than so many in order. */
export const MOST = 400;

export interface Hint {
  word: string;
  why: (typeof HINTS)[number];
}

/** A query as the rooms take it; `kinds` null: all. */
export interface Understood {
  sought: Sought;
  kinds: Kind[] | null;
  hints: Hint[];
}

type FieldTerm = Extract<Term, { is: 'field' }>;

/** What a query asks for, read with the rights and the day of the reader. What cannot be is a hint, and finds nothing rather than everything. */
export async function understand(ctx: Ctx, query: Query): Promise<Understood> {
  const hints: Hint[] = query.unknown.map((word) => ({ word, why: 'field' }));
  const wishes: AccountWish[] = [];
  let kinds: Kind[] | null = null;
  let owners: string[] | null = null;
  let due: Sought['due'] = null;
  const narrow = (to: Kind[]) => {
    kinds = kinds === null ? to : kinds.filter((kind) => to.includes(kind));
  };
  const hint = (term: FieldTerm, why: Hint['why']) => hints.push({ word: `${term.field}:${term.value}`, why });
  const texts: Extract<Term, { is: 'text' }>[] = [];
  for (const term of query.terms) {
    if (term.is === 'text') {
      const own = await ownWish(ctx, term);
      if (own === null) texts.push(term);
      else {
        forget(hints, term.text.split(':')[0]!);
        if (own === 'value') hints.push({ word: term.text, why: 'value' });
        else wishes.push(own);
      }
      continue;
    }
    const { field, value, not } = term;
    if (field === 'type') {
      const kind = kindOf(value);
      if (kind === null) hint(term, 'value');
      else if (!not) narrow([kind]);
      else narrow(KINDS.filter((one) => one !== kind));
    } else if (field === 'due') {
      const word = dueOf(value);
      narrow(['task']);
      if (word === null || not) hint(term, 'value');
      else due = dueBetween(word, ctx.now, ctx.today, ctx.org.timezone);
    } else if (field === 'owner') {
      narrow(['task']);
      owners = await people(ctx, value);
      if (owners.length === 0 || not) hint(term, 'value');
    } else {
      const wish = await wishOf(ctx, term);
      if (typeof wish === 'string') hint(term, wish);
      else wishes.push(wish);
    }
  }
  const known = [...wishes];
  // A field that says nothing must not show everything.
  const isLost = hints.some((one) => one.why !== 'field') && wishes.length === 0 && kinds === null;
  const keysOf = (not: boolean) => texts.filter((term) => term.not === not).flatMap((term) => fold(term.text) || []);
  const keys = keysOf(false);
  const text = texts
    .filter((term) => !term.not)
    .map((term) => term.text)
    .join(' ');
  const whole = fold(text);
  const byLength = [...keys].sort((a, b) => b.length - a.length);
  const words = whole.split(' ').sort((a, b) => b.length - a.length);
  const slips = slipsOf(words[0]!);
  const arrays = await arraysOf(ctx, known);
  const sought: Sought = {
    text,
    whole,
    near: words[0]!,
    rest: words.slice(1, 10).map(patternOf),
    ...{ slips, slip: slipIn(slips) },
    keys,
    starts: ` ${whole}%`,
    patterns: byLength.slice(0, 10).map(patternOf),
    nots: keysOf(true).map(patternOf),
    open: arrays.open,
    all: arrays.all,
    shut: await heldArray(ctx, shutArray(ctx), CARRIED, ROOMS.length * 2),
    within: known.length === 0 ? sql`null::uuid[]` : arrays.open('accounts.read'),
    narrowed: known.length > 0,
    owners,
    due,
    most: MOST + 1,
  };
  return { sought, kinds: isLost && keys.length === 0 ? [] : kinds, hints };
}

/** More accounts than this are not carried back and forth. */
const CARRIED = 20;
/** So many of the accounts that the reader works with are looked through besides. */
const NEAR = 1000;
const ROOMS = [
  ...(['accounts.read', 'contacts.read', 'notes.read', 'files.read'] as const),
  ...(['dossiers.read', 'ledger.read', 'projects.read'] as const),
];

/** The accounts under each right, asked once for rights that reach alike. */
async function arraysOf(ctx: Ctx, wishes: readonly AccountWish[]) {
  const handedBy = (verb: string) => ctx.handed(verb).map(({ standIn, scope }) => `${standIn.id} ${scope}`);
  const keyOf = (verb: string, all: boolean) => [ctx.scope(verb), ctx.ownScope(verb), all, ...handedBy(verb)].join();
  const wanted = new Map<string, RawBuilder<unknown>>();
  for (const verb of ROOMS) {
    for (const all of wishes.length === 0 ? [true] : [true, false]) {
      const key = keyOf(verb, all);
      if (!wanted.has(key)) wanted.set(key, accountArray(ctx, verb, all ? [] : wishes));
    }
  }
  const known = new Map(
    await together(
      ctx,
      [...wanted].map(
        ([key, array], at) =>
          async () =>
            [key, await heldArray(ctx, array, CARRIED, at)] as const,
      ),
    ),
  );
  return {
    open: (verb: string) => known.get(keyOf(verb, wishes.length === 0))!,
    all: (verb: string) => known.get(keyOf(verb, true))!,
  };
}

/** A term such as `region:north` about a field of the organisation's own that the reader knows; null: words like any. */
async function ownWish(ctx: Ctx, { text, not }: Extract<Term, { is: 'text' }>): Promise<AccountWish | 'value' | null> {
  const [, key, value] = /^([a-z][a-z0-9_]{0,39}):(.+)$/s.exec(text) ?? [];
  if (key === undefined || !ctx.can('accounts.read')) return null;
  const said = { key, value: value! };
  const fits = await fieldSought(ctx, 'account', said, (name) => people(ctx, name), sql`f.account_id`);
  return fits === null || fits === 'value' ? fits : { field: 'own', values: [], fits, not };
}

/** A word that looked like no field, and is one. */
function forget(hints: Hint[], word: string): void {
  const at = hints.findIndex((hint) => hint.why === 'field' && hint.word === word);
  if (at >= 0) hints.splice(at, 1);
}

const people = async (ctx: Ctx, value: string): Promise<string[]> =>
  saysMe(value) ? (ctx.actor.userId === null ? [] : [ctx.actor.userId]) : colleaguesNamed(ctx, value);

/** The wish that a field says about accounts, or why it says none. */
async function wishOf(ctx: Ctx, { field, value, not }: FieldTerm): Promise<AccountWish | 'value' | 'right'> {
  if (!ctx.can('accounts.read')) return 'right';
  if (field === 'manager') {
    const ids = saysNobody(value) ? [null] : await people(ctx, value);
    return ids.length === 0 ? 'value' : { field: 'lead', values: ids, not };
  }
  if (field === 'tier') {
    // The tier is a figure of the review: shown to those whose right to it reaches as far as that to the accounts.
    const reach = ctx.scope('segmentation.read');
    if (reach === null || (reach !== 'all' && reach !== ctx.scope('accounts.read'))) return 'right';
    const tier = tierOf(value);
    return tier === null ? 'value' : { field: 'tier', values: [tier], not };
  }
  if (field === 'country') {
    return /^[a-z]{2}$/i.test(value.trim()) ? { field: 'country', values: [value.trim().toUpperCase()], not } : 'value';
  }
  const key = fold(value);
  const ids = key === '' ? [] : await accountsCalled(ctx, key, [patternOf(key)], MOST);
  return ids.length === 0 ? 'value' : { field: 'below', values: ids, not };
}

/** The same question on what the reader works with only: accounts on whose team they stand, or that they opened lately. For rights that reach beyond people. */
export async function nearSought(ctx: Ctx, sought: Sought): Promise<Sought> {
  const near = await nearAccounts(ctx, NEAR);
  const open = () => sql`${near}::uuid[]`;
  // As where accounts were asked for: what hangs on none is not on these.
  return { ...sought, open, all: open, narrowed: true };
}
