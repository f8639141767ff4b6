import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { Filter, Sort } from './contract-shapes.ts';
import type { ViewColumn } from './contract-views.ts';

/** A saved view of the accounts list. */
export interface ViewRow {
  id: string;
  name: string;
  isShared: boolean;
  ownerId: string;
  ownerName: string;
  filter: Filter;
  sort: Sort;
  direction: 'asc' | 'desc';
  columns: ViewColumn[];
  version: number;
}

/** What a view keeps. */
export type Look = Pick<ViewRow, 'name' | 'isShared' | 'filter' | 'sort' | 'direction' | 'columns'>;

const MOST = 500;

/** The person's own views and the shared ones, by name; with an id, that one. */
export async function loadViews(ctx: Ctx, id: string | null = null): Promise<ViewRow[]> {
  const found = await sql<ViewRow>`
    select v.id, v.name, v.is_shared as "isShared", v.owner_id as "ownerId", u.name as "ownerName", v.filter, v.sort, v.direction, v.columns, v.version
      from account_views v join users u on u.id = v.owner_id
     where v.org_id = ${ctx.org.id} and (v.owner_id = ${ctx.actor.userId} or v.is_shared) and (${id}::uuid is null or v.id = ${id}::uuid)
     order by lower(v.name), v.id limit ${MOST}`.execute(ctx.db);
  return found.rows;
}

/** One view that the person may see; NotFound for any other. */
export async function loadView(ctx: Ctx, id: string): Promise<ViewRow> {
  const [found] = await loadViews(ctx, id);
  if (!found) throw new NotFound();
  return found;
}

const columnsOf = (look: Look) => ({
  name: look.name.trim(),
  is_shared: look.isShared,
  filter: json(look.filter),
  sort: look.sort,
  direction: look.direction,
  columns: look.columns,
});

/** Keeps a view for the person; gives its id. */
export async function insertView(ctx: Ctx, look: Look): Promise<string> {
  const id = newId(ctx.now.getTime());
  const row = { ...columnsOf(look), owner_id: ctx.actor.userId! };
  await ctx.db
    .insertInto('account_views')
    .values({ org_id: ctx.org.id, id, ...row, columns: [...row.columns] })
    .execute();
  ctx.note({ recordKind: 'accountView', recordId: id, after: { name: row.name, isShared: row.is_shared } });
  return id;
}

/** Changes a view; refuses a stale version. */
export async function updateView(ctx: Ctx, id: string, version: number, look: Look): Promise<void> {
  await tracked(ctx, 'account_views', { id }, version, columnsOf(look), {
    recordKind: 'accountView',
    always: ['name'],
    show: ({ name, is_shared: isShared, filter, sort, direction, columns }) => {
      // What of a view is about fields may be confidential.
      const { where: _, ...rest } = filter as Filter;
      const isOwn = (word: string) => word.startsWith('field:');
      const plain = (columns as string[]).filter((column) => !isOwn(column));
      return { name, isShared, ...(isOwn(sort as string) ? {} : { sort }), direction, columns: plain, ...rest };
    },
  });
}

/** Deletes a view; refuses a stale version. */
export async function deleteView(ctx: Ctx, view: ViewRow, version: number): Promise<void> {
  if (view.version !== version) throw new StaleVersion(view, { ...view, version });
  const readers = [...new Set([view.ownerId, ctx.actor.userId!])];
  await discard(ctx, 'accountView', { recordId: view.id, accountId: null, title: view.name, readers });
  ctx.note({ recordKind: 'accountView', recordId: view.id, before: { name: view.name, isShared: view.isShared } });
}
