import { type RawBuilder, sql } from 'kysely';
import { selfAndBelow } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Searchable } from '../../kernel/search.ts';
import { loadAccountNames } from '../accounts/public.ts';
import type { withFields } from '../fields/public.ts';
import { mayReadTaskOf } from './store-visible.ts';

const accountOf = (ctx: Ctx, id: RawBuilder<unknown>) =>
  sql<string | null>`(select t.account_id from tasks t where t.org_id = ${ctx.org.id} and t.id = ${id})`;

/** Tasks are found by their fields too; not where an owner or a deadline is asked for besides. */
export const foundByFields: Parameters<typeof withFields>[1] = {
  kind: 'task',
  opens: (ctx, sought, id) => {
    if (sought.owners !== null || sought.due !== null) return null;
    const open = mayReadTaskOf(ctx, id);
    if (!sought.narrowed) return open;
    return sql<boolean>`(${open} and ${accountOf(ctx, id)} = any (${sought.within}))`;
  },
  accountOf,
};

export const foundTasks: Searchable = {
  kind: 'task',
  verb: 'tasks.read',

  async find(ctx, sought) {
    const { owners, due } = sought;
    if (sought.patterns.length === 0 && !sought.narrowed && owners === null && due === null) return [];
    // The accounts that open tasks are those under accounts.read, whatever else was asked for (store-visible.ts has the rule).
    const open = sought.all('accounts.read');
    const team =
      ctx.scope('tasks.read') === 'own'
        ? sql`'{}'::uuid[]`
        : sql`(select coalesce(array_agg(user_id), '{}') from ${selfAndBelow(ctx)} b)`;
    const { rows } = await sql<{ id: string; title: string; account_id: string | null }>`
      select t.id, t.title, t.account_id from tasks t where t.org_id = ${ctx.org.id} and t.id in (
        select search_tasks(${ctx.org.id}, ${open}, ${sought.shut}, ${ctx.actor.userId}::uuid, ${team}, ${[...ctx.actor.roles]}::text[], ${ctx.can('tasks.decide')}, ${sought.within},
          ${owners}::uuid[], ${due?.from ?? null}::timestamptz, ${due?.to ?? null}::timestamptz, ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}))`.execute(
      ctx.db,
    );
    return rows.map((row) => ({ id: row.id, title: row.title, accountId: row.account_id }));
  },

  async show(ctx, ids) {
    const { rows } = await sql<{
      id: string;
      title: string;
      text: string;
      state: string;
      account_id: string | null;
      due_on: string | null;
    }>`
      select t.id, t.title, t.text, t.state, t.account_id, t.due_on from tasks t where t.org_id = ${ctx.org.id} and t.id = any (${ids}::uuid[])`.execute(
      ctx.db,
    );
    const names = await loadAccountNames(
      ctx,
      rows.flatMap((row) => row.account_id ?? []),
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.title,
      detail: null,
      mark: `task.${row.state}`,
      texts: [row.text],
      path: `/tasks/${row.id}`,
      account: names.get(row.account_id ?? '') ?? null,
      at: row.due_on === null ? null : new Date(`${row.due_on}T12:00:00Z`),
    }));
  },
};
