import { sql } from 'kysely';
import { isOfClasses } from './account-classes.ts';
import type { Ctx } from './ctx.ts';
import { loadClassOf } from './secrecy.ts';
import { markOf } from './sheet-answer.ts';

/**
 * What a document about a record is marked with; null where no class asks for it: neither that of its account nor one among its readers. `account` left out: about no one account, or
 * about one that the reader may not see; then it is marked as soon as any class asks, so that the mark tells nothing.
 */
export async function markFor(
  ctx: Ctx,
  record: { account?: string | null; readers?: readonly string[] | null },
): Promise<string | null> {
  const marking = ctx.org.classes.filter(({ mark }) => mark).map(({ id }) => id);
  if (marking.length === 0) return null;
  const { account, readers } = record;
  const own = account === undefined ? marking[0]! : account === null ? null : await loadClassOf(ctx, account);
  const asks = [...(own === null ? [] : [own]), ...(readers ?? [])].some((id) => marking.includes(id));
  return asks ? markOf(ctx) : null;
}

/** Those of some accounts that are in a class that asks for a mark. */
export async function markedAmong(ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlySet<string>> {
  const marking = ctx.org.classes.filter(({ mark }) => mark).map(({ id }) => id);
  if (marking.length === 0 || accountIds.length === 0) return new Set();
  const found = await sql<{ id: string }>`
    select v.id from unnest(${[...new Set(accountIds)]}::uuid[]) v (id) where ${isOfClasses(ctx, sql`v.id`, marking)}`.execute(
    ctx.db,
  );
  return new Set(found.rows.map(({ id }) => id));
}

/** A file's name with the mark in it, for what cannot be stamped. */
export function markedName(name: string, mark: string): string {
  const clean = mark.replaceAll(/[\p{C}\\/:*?"<>|]/gu, '.').slice(0, 120);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? `${name} (${clean})` : `${name.slice(0, dot)} (${clean})${name.slice(dot)}`;
}
