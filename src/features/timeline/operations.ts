import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, toCursor } from '../../kernel/cursor.ts';
import { handle } from '../../kernel/run.ts';
import { isBusinessDay } from '../../pure/period.ts';
import { Invalid, NotFound } from '../../pure/refusal.ts';
import { checkAccountVisible, hearsAccounts, loadAccountNames } from '../accounts/public.ts';
import { memberNames } from '../people/public.ts';
import * as contract from './contract.ts';
import { addEntries } from './public.ts';
import { ENTRY_KINDS, openKinds, patternsOf } from './rules.ts';
import { type EntryRow, loadEntries, loadEntry, type Wanted } from './store.ts';
import './store-moving.ts';

hearsAccounts((ctx, event, source) => addEntries(ctx, `accounts.${event}`, source));

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
    by: person(row.user_id),
    onBehalfOf: person(row.on_behalf_of),
    text: row.text,
    params: inside[at]!.plain,
    accounts: each(inside[at]!.accounts, (id) => accounts.get(id) ?? null),
    people: each(inside[at]!.people, person),
  }));
}

export const handlers = [
  handle(contract.listTimeline, async (ctx, input) => {
    for (const field of ['from', 'to'] as const) {
      const day = input[field];
      if (day !== undefined && !isBusinessDay(day))
        throw new Invalid([{ field, expected: 'a date that exists, YYYY-MM-DD', found: day, rule: 'day' }]);
    }
    await checkAccountVisible(ctx, input.id, 'accounts.read');
    const kinds = openKinds(ctx.scope, input.kind);
    const wanted: Wanted = {
      accountId: input.id,
      group: input.group ?? false,
      kinds,
      every: kinds.length === ENTRY_KINDS.length,
      person: input.person ?? null,
      from: input.from ?? null,
      to: input.to ?? null,
      patterns: patternsOf(input.q ?? ''),
    };
    const limit = input.limit ?? 50;
    const after = fromCursor(input.after, ['moment', 'id']);
    let above: EntryRow[] = [];
    let beyond = after && { at: String(after[0]), id: String(after[1]) };
    let newer = false;
    if (input.around !== undefined && after === null) {
      const entry = await loadEntry(ctx, wanted, input.around);
      if (entry === null) throw new NotFound();
      beyond = { at: entry.cursor, id: entry.id };
      const found = await loadEntries(ctx, { ...wanted, patterns: [] }, { ...beyond, newer: true }, ABOVE + 1);
      newer = found.length > ABOVE;
      above = [...found.slice(-ABOVE), entry];
    }
    const found = await loadEntries(ctx, wanted, beyond, limit + 1);
    const rows = [...above, ...found.slice(0, limit)];
    const last = rows[rows.length - 1];
    return {
      rows: await answered(ctx, rows),
      next: found.length > limit && last ? toCursor([last.cursor, last.id]) : null,
      newer,
    };
  }),
] as const;
