import { sql } from 'kysely';
import { readerNames, seatedAccounts } from '../../kernel/access.ts';
import type { Searchable } from '../../kernel/search.ts';
import { loadAccountNames } from '../accounts/public.ts';

export const foundNotes: Searchable = {
  kind: 'note',
  verb: 'notes.read',

  async find(ctx, sought) {
    if (sought.patterns.length === 0 && !sought.narrowed) return [];
    const seats = sql`(select coalesce(array_agg(account_id), '{}') from ${seatedAccounts(ctx)} s)`;
    const { rows } = await sql<{ id: string; account_id: string; created_at: Date }>`
      select n.id, n.account_id, n.created_at from notes n where n.org_id = ${ctx.org.id} and n.id in (
        select search_notes(${ctx.org.id}, ${sought.open('notes.read')}, ${sought.shut}, ${readerNames(ctx)}, ${seats}, ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}))`.execute(
      ctx.db,
    );
    return rows.map((row) => ({ id: row.id, title: null, accountId: row.account_id, at: row.created_at }));
  },

  async show(ctx, ids) {
    const { rows } = await sql<{
      id: string;
      account_id: string;
      text: string;
      created_at: Date;
      author: string | null;
    }>`
      select n.id, n.account_id, n.text, n.created_at, p.name as author from notes n left join colleagues p on p.org_id = n.org_id and p.id = n.author_id
       where n.org_id = ${ctx.org.id} and n.id = any (${ids}::uuid[])`.execute(ctx.db);
    const names = await loadAccountNames(
      ctx,
      rows.map((row) => row.account_id),
      'notes.read',
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.text.trim().split('\n')[0]!.slice(0, 120),
      detail: row.author,
      mark: null,
      texts: [row.text],
      path: `/accounts/${row.account_id}?tab=timeline&entry=${row.id}`,
      account: names.get(row.account_id) ?? null,
      at: row.created_at,
    }));
  },
};
