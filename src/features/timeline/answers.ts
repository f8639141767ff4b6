import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, NotFound } from '../../pure/refusal.ts';
import { loadAccountNames } from '../accounts/public.ts';
import { memberNames } from '../people/public.ts';
import type * as contract from './contract.ts';
import { ENTRY_KINDS, type EntryKind, openKinds, patternsOf } from './rules.ts';
import { type Beyond, type EntryRow, loadEntries, loadEntry, onAccount, type Wanted } from './store.ts';
import { aboutContact, entriesOfContact } from './store-contact.ts';

/** So many newer entries stand above the one that a link leads to. */
const ABOVE = 5;

type Ids = Record<string, string>;

/** Entries with the names of everybody and every account in them, as far as the reader may know these. */
async function answered(ctx: Ctx, rows: readonly EntryRow[]): Promise<contract.Entry[]> {
  const inside = rows.map(({ params }) => {
    const { people = {}, accounts = {}, ...plain } = params as { people?: Ids; accounts?: Ids };
    return { people, accounts, plain };
  });
  const users = rows.flatMap(({ user_id, on_behalf_of }) => [user_id, on_behalf_of]);
  const people = await memberNames(
    ctx,
    [...users, ...inside.flatMap((one) => Object.values(one.people))].filter((id) => id !== null),
  );
  const accounts = await loadAccountNames(
    ctx,
    inside.flatMap((one) => Object.values(one.accounts)),
  );
  const person = (id: string | null) => {
    const name = id === null ? undefined : people.get(id);
    return name === undefined ? null : { id: id!, name };
  };
  const each = <V>(ids: Ids, of: (id: string) => V) =>
    Object.fromEntries(Object.entries(ids).map(([part, id]) => [part, of(id)]));
  return rows.map((row, at) => ({
    id: row.id,
    at: row.at.toISOString(),
    account: { id: row.account_id, name: row.account_name, kind: row.account_kind },
    kind: row.kind,
    recordId: row.record_id,
    contactId: row.contact_id,
    by: person(row.user_id),
    onBehalfOf: person(row.on_behalf_of),
    text: row.text,
    params: inside[at]!.plain,
    accounts: each(inside[at]!.accounts, (id) => accounts.get(id) ?? null),
    people: each(inside[at]!.people, person),
  }));
}

/** Which part of a timeline is asked for. */
export interface Asked {
  kind?: EntryKind[];
  person?: string;
  from?: string;
  to?: string;
  q?: string;
  around?: string;
  after?: string;
  limit?: number;
}

/** One page of the timeline of an account or of a person at customers; that the reader may see the account or the person is asked before. */
export async function timelinePage(
  ctx: Ctx,
  of: Pick<Wanted, 'of' | 'accountId' | 'group' | 'mentions'>,
  input: Asked,
): Promise<OutputOf<typeof contract.listTimeline>> {
  for (const field of ['from', 'to'] as const) {
    const day = input[field];
    if (day !== undefined && !isBusinessDay(day))
      throw new Invalid([{ field, expected: 'a date that exists, YYYY-MM-DD', found: day, rule: 'day' }]);
  }
  const kinds = openKinds(ctx.scope, input.kind);
  const wanted: Wanted = {
    ...of,
    kinds,
    every: kinds.length === ENTRY_KINDS.length,
    person: input.person ?? null,
    from: input.from ?? null,
    to: input.to ?? null,
    patterns: patternsOf(input.q ?? ''),
  };
  const isOfContact = of.of === 'contact';
  const load = (what: Wanted, beyond: Beyond | null, most: number) =>
    isOfContact && kinds.length > 0 ? entriesOfContact(ctx, what, beyond, most) : loadEntries(ctx, what, beyond, most);
  const limit = input.limit ?? 50;
  const after = fromCursor(input.after, ['moment', 'id']);
  let above: EntryRow[] = [];
  let beyond = after && { at: String(after[0]), id: String(after[1]) };
  let newer = false;
  if (input.around !== undefined && after === null) {
    const where = isOfContact ? aboutContact(ctx, wanted) : onAccount(ctx, wanted);
    const entry = await loadEntry(ctx, wanted, input.around, where);
    if (entry === null) throw new NotFound();
    beyond = { at: entry.cursor, id: entry.id };
    const found = await load({ ...wanted, patterns: [] }, { ...beyond, newer: true }, ABOVE + 1);
    newer = found.length > ABOVE;
    above = [...found.slice(-ABOVE), entry];
  }
  const found = await load(wanted, beyond, limit + 1);
  const rows = [...above, ...found.slice(0, limit)];
  const last = rows[rows.length - 1];
  return {
    rows: await answered(ctx, rows),
    next: found.length > limit && last ? toCursor([last.cursor, last.id]) : null,
    newer,
  };
}
