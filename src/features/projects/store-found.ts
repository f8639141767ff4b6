import { sql } from 'kysely';
import type { Searchable } from '../../kernel/search.ts';
import { loadAccountNames } from '../accounts/public.ts';

/** Projects, by name and goal. */
export const foundProjects: Searchable = {
  kind: 'project',
  verb: 'projects.read',

  async find(ctx, sought) {
    if (sought.patterns.length === 0 && !sought.narrowed) return [];
    const { rows } = await sql<{ id: string; name: string; account_id: string; changed_at: Date }>`
      select p.id, p.name, p.account_id, p.changed_at from projects p where p.org_id = ${ctx.org.id} and p.id in (
        select search_projects(${ctx.org.id}, ${sought.open('projects.read')}, ${sought.shut}, ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}))`.execute(
      ctx.db,
    );
    return rows.map((row) => ({ id: row.id, title: row.name, accountId: row.account_id, at: row.changed_at }));
  },

  async show(ctx, ids) {
    const { rows } = await sql<{
      id: string;
      name: string;
      goal: string;
      state: string;
      account_id: string;
      due_on: string | null;
    }>`
      select p.id, p.name, p.goal, p.state, p.account_id, p.due_on from projects p where p.org_id = ${ctx.org.id} and p.id = any (${ids}::uuid[])`.execute(
      ctx.db,
    );
    const names = await loadAccountNames(
      ctx,
      rows.map((row) => row.account_id),
      'projects.read',
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      detail: null,
      mark: `project.${row.state}`,
      texts: [row.goal],
      path: `/projects/${row.id}`,
      account: names.get(row.account_id) ?? null,
      at: row.due_on === null ? null : new Date(`${row.due_on}T12:00:00Z`),
    }));
  },
};
