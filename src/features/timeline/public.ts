import type { RawBuilder } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { peopleAmong } from '../../kernel/readers.ts';
import { type EntryKind, openKinds, RIGHT_OF } from './rules.ts';
import {
  ANNOUNCED,
  deleteOne,
  insertOne,
  insertSet,
  keepAllOf,
  loadTexts,
  type NewEntry,
  teamUnder,
  updateOne,
} from './store.ts';

export { timelinePage } from './answers.ts';
export { patternsOf } from './rules.ts';

export {
  deleteOf as takeBackEntries,
  entriesAlong,
  forgetOne as forgetContact,
} from './store.ts';

/**
 * Writes what happened to accounts, one entry per row of a subquery in parentheses with `account_id`, `record_id` (or null), `params` (jsonb: ids of people below
 * `people`, of accounts below `accounts`; both are named when they are read) and `text` (what a search finds it by, or null). Call it in the transaction of the fact.
 */
export async function addEntries(ctx: Ctx, kind: EntryKind, source: RawBuilder<unknown>): Promise<void> {
  const accountIds = [...new Set(await insertSet(ctx, kind, source))];
  if (accountIds.length > ANNOUNCED) await ctx.announce({ kind: 'timeline', verb: RIGHT_OF[kind] });
  else for (const accountId of accountIds) await announceTo(ctx, kind, accountId, null);
}

/** Writes one entry. With `readers` only they may know of it (and the team of its account with `teamReads`). */
export async function addEntry(ctx: Ctx, kind: EntryKind, entry: NewEntry): Promise<void> {
  await insertOne(ctx, kind, entry);
  await announceTo(ctx, kind, entry.accountId, entry);
}

/** Brings an entry to what its record says now: its words and its readers. Open screens look again, with `before` also of those who could read it until now. */
export async function changeEntry(
  ctx: Ctx,
  kind: EntryKind,
  entry: { id: string; accountId: string; text: string; readers: readonly string[] | null; teamReads: boolean },
  before: { readers: readonly string[] | null; teamReads: boolean } | null = null,
): Promise<void> {
  await updateOne(ctx, entry.id, entry);
  await announceTo(ctx, kind, entry.accountId, entry);
  if (before !== null) await announceTo(ctx, kind, entry.accountId, before);
}

/** Brings every entry about a record to who may read it now. Open screens of those who could read them, and of those who can now, look again. */
export async function keepEntriesOf(
  ctx: Ctx,
  kind: EntryKind,
  recordId: string,
  kept: { accountId: string; readers: readonly string[] | null; teamReads: boolean },
): Promise<void> {
  for (const before of await keepAllOf(ctx, recordId, kept)) await announceTo(ctx, kind, kept.accountId, before);
  await announceTo(ctx, kind, kept.accountId, kept);
}

/** Takes one entry back. */
export async function removeEntry(
  ctx: Ctx,
  kind: EntryKind,
  entry: { id: string; accountId: string; readers: readonly string[] | null; teamReads: boolean },
): Promise<void> {
  await deleteOne(ctx, entry.id);
  await announceTo(ctx, kind, entry.accountId, entry);
}

/** Open screens hear that there is something new on an account: only of those who may read it. */
async function announceTo(
  ctx: Ctx,
  kind: EntryKind,
  accountId: string,
  kept: { readers?: readonly string[] | null; teamReads?: boolean } | null,
): Promise<void> {
  const verb = RIGHT_OF[kind];
  const event = { kind: 'timeline', params: { accountId } };
  const readers = kept?.readers ?? null;
  if (readers === null) await ctx.announce({ ...event, verb, accountId });
  const isOpen = readers === null;
  const team = isOpen || kept?.teamReads ? await teamUnder(ctx, accountId, verb, isOpen) : [];
  const named = isOpen ? [] : await peopleAmong(ctx, verb, accountId, readers);
  for (const userId of new Set([...named, ...team])) await ctx.announce({ ...event, userId });
}

/** What the timeline says about some records, as far as the reader may read it. */
export async function textsOf(ctx: Ctx, recordIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return loadTexts(ctx, recordIds, openKinds(ctx.scope));
}
