import { type RawBuilder, sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { RecordKind } from '../fields/contract.ts';
import type { Look } from './contract.ts';

/** What a view keeps. */
export interface Kept extends Look {
  name: string;
  isShared: boolean;
}

/** A saved view of a list. */
export interface ViewRow extends Kept {
  id: string;
  ownerId: string;
  ownerName: string;
  version: number;
}

const MOST = 500;

/** How audit and trash call the views of a kind of record. */
export const recordKindOf = (kind: RecordKind) => `${kind}View`;

/** The person's own views of a list and the shared ones, by name; with an id, that one. */
export async function loadViews(ctx: Ctx, kind: RecordKind, id: string | null = null): Promise<ViewRow[]> {
  const found = await sql<ViewRow>`
    select v.id, v.name, v.is_shared as "isShared", v.owner_id as "ownerId", u.name as "ownerName", v.filter, v.sort, v.direction, v.columns, v.version
      from list_views v join users u on u.id = v.owner_id
     where v.org_id = ${ctx.org.id} and v.record_kind = ${kind} and (v.owner_id = ${ctx.actor.userId} or v.is_shared)
       and (${id}::uuid is null or v.id = ${id}::uuid)
     order by lower(v.name), v.id limit ${MOST}`.execute(ctx.db);
  return found.rows;
}

/** One view that the person may see; NotFound for any other. */
export async function loadView(ctx: Ctx, kind: RecordKind, id: string): Promise<ViewRow> {
  const [found] = await loadViews(ctx, kind, id);
  if (!found) throw new NotFound();
  return found;
}

const columnsOf = (look: Kept) => ({
  name: look.name.trim(),
  is_shared: look.isShared,
  filter: json(look.filter),
  sort: look.sort,
  direction: look.direction,
  columns: look.columns,
});

/** Keeps a view for the person; gives its id. */
export async function insertView(ctx: Ctx, kind: RecordKind, look: Kept): Promise<string> {
  const id = newId(ctx.now.getTime());
  const row = { ...columnsOf(look), owner_id: ctx.actor.userId!, record_kind: kind };
  await ctx.db
    .insertInto('list_views')
    .values({ org_id: ctx.org.id, id, ...row, columns: [...row.columns] })
    .execute();
  const after = { name: row.name, isShared: row.is_shared };
  ctx.note({ recordKind: recordKindOf(kind), recordId: id, after });
  return id;
}

/** SQL over a row of audit_entries about a view: true for whoever wrote it, and for those who read the whole audit. */
export const mayReadEntry = (ctx: Ctx): RawBuilder<boolean> =>
  ctx.scope('audit.read') === 'all'
    ? sql<boolean>`true`
    : sql<boolean>`audit_entries.user_id is not distinct from ${ctx.actor.userId}::uuid`;

/** Changes a view; refuses a stale version. */
export async function updateView(ctx: Ctx, kind: RecordKind, id: string, version: number, look: Kept): Promise<void> {
  await tracked(ctx, 'list_views', { id }, version, columnsOf(look), {
    recordKind: recordKindOf(kind),
    always: ['name'],
    show: ({ name, is_shared: isShared, filter, sort, direction, columns }) => {
      // What of a view is about fields may be confidential.
      const { where: _, ...rest } = filter as { where?: unknown };
      const isOwn = (word: string) => word.startsWith('field:');
      const plain = (columns as string[]).filter((column) => !isOwn(column));
      return { name, isShared, ...(isOwn(sort as string) ? {} : { sort }), direction, columns: plain, ...rest };
    },
  });
}

/** Deletes a view; refuses a stale version. */
export async function deleteView(ctx: Ctx, kind: RecordKind, view: ViewRow, version: number): Promise<void> {
  if (view.version !== version) throw new StaleVersion(view, { ...view, version });
  const readers = [...new Set([view.ownerId, ctx.actor.userId!])];
  const recordKind = recordKindOf(kind);
  await discard(ctx, recordKind, { recordId: view.id, accountId: null, title: view.name, readers });
  ctx.note({ recordKind, recordId: view.id, before: { name: view.name, isShared: view.isShared } });
}
