import { sql } from 'kysely';
import type { Searchable } from '../../kernel/search.ts';
import { loadAccountNames } from '../accounts/public.ts';
import { openClasses } from './store.ts';

/** Sections of dossiers; the id names the account, the section and the class of the text. */
export const foundSections: Searchable = {
  kind: 'section',
  verb: 'dossiers.read',

  async find(ctx, sought) {
    if (sought.patterns.length === 0 && !sought.narrowed) return [];
    const { rows } = await sql<{ account: string; part: string; kept: string; saved_at: Date }>`
      select f.account, f.part, f.kept, s.saved_at from search_sections(${ctx.org.id}, ${sought.open('dossiers.read')}, ${sought.shut}, ${openClasses(ctx)}::uuid[], ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}) f
        join dossier_sections s on s.org_id = ${ctx.org.id} and s.account_id = f.account and s.section = f.part and s.class = f.kept`.execute(
      ctx.db,
    );
    return rows.map((row) => ({
      id: `${row.account}:${row.part}:${row.kept}`,
      title: null,
      accountId: row.account,
      at: row.saved_at,
    }));
  },

  async show(ctx, ids) {
    const [accounts, sections, classes] = [0, 1, 2].map((at) => ids.map((id) => id.split(':')[at]!));
    const { rows } = await sql<{ account_id: string; section: string; class: string; text: string; saved_at: Date }>`
      select s.account_id, s.section, s.class, s.text, s.saved_at from unnest(${accounts}::uuid[], ${sections}::text[], ${classes}::uuid[]) w (account_id, section, class)
        join dossier_sections s on s.org_id = ${ctx.org.id} and s.account_id = w.account_id and s.section = w.section and s.class = w.class
       where s.class = any (${openClasses(ctx)}::uuid[])`.execute(ctx.db);
    const names = await loadAccountNames(
      ctx,
      rows.map((row) => row.account_id),
      'dossiers.read',
    );
    return rows.map((row) => ({
      id: `${row.account_id}:${row.section}:${row.class}`,
      title: names.get(row.account_id)?.name ?? '',
      detail: null,
      mark: `section.${row.section}`,
      texts: [row.text],
      path: `/accounts/${row.account_id}?tab=dossier`,
      account: null,
      at: row.saved_at,
    }));
  },
};

/** Changes in the customers' business. */
export const foundChanges: Searchable = {
  kind: 'change',
  verb: 'dossiers.read',

  async find(ctx, sought) {
    if (sought.patterns.length === 0 && !sought.narrowed) return [];
    const { rows } = await sql<{ id: string; account_id: string; happened_on: string }>`
      select c.id, c.account_id, c.happened_on from dossier_changes c where c.org_id = ${ctx.org.id} and c.id in (
        select search_changes(${ctx.org.id}, ${sought.open('dossiers.read')}, ${sought.shut}, ${sought.patterns}::text[], ${sought.nots}::text[], ${sought.most}))`.execute(
      ctx.db,
    );
    return rows.map((row) => ({ id: row.id, title: null, accountId: row.account_id, at: new Date(row.happened_on) }));
  },

  async show(ctx, ids) {
    const { rows } = await sql<{ id: string; account_id: string; kind: string; text: string; happened_on: string }>`
      select c.id, c.account_id, c.kind, c.text, c.happened_on from dossier_changes c where c.org_id = ${ctx.org.id} and c.id = any (${ids}::uuid[])`.execute(
      ctx.db,
    );
    const names = await loadAccountNames(
      ctx,
      rows.map((row) => row.account_id),
      'dossiers.read',
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.text.trim().split('\n')[0]!.slice(0, 120),
      detail: null,
      mark: `change.${row.kind}`,
      texts: [row.text],
      path: `/accounts/${row.account_id}?tab=dossier`,
      account: names.get(row.account_id) ?? null,
      at: new Date(`${row.happened_on}T12:00:00Z`),
    }));
  },
};
