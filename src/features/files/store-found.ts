import { sql } from 'kysely';
import { readerNames, seatedAccounts } from '../../kernel/access.ts';
import type { Searchable } from '../../kernel/search.ts';
import { loadAccountNames } from '../accounts/public.ts';
import { patternsOf } from '../timeline/public.ts';
import { pathOf } from './rules.ts';
import { type FileRow, foundBy } from './store.ts';

type Row = Pick<FileRow, 'id' | 'name' | 'account_id' | 'record_kind' | 'record_id' | 'changed_at'>;

/** So much of a text is shown around the words, or looked through for them. */
const AROUND = 600;
const BEGINNING = 4000;

/** Files by their name and by what is in them. */
export const foundFiles: Searchable = {
  kind: 'file',
  verb: 'files.read',

  async find(ctx, sought) {
    if (sought.patterns.length === 0 && !sought.narrowed) return [];
    const seats = sql`(select coalesce(array_agg(account_id), '{}') from ${seatedAccounts(ctx)} s)`;
    const { patterns, nots, most, within } = sought;
    const words = patternsOf(sought.text);
    const plain = sql`select search_files(${ctx.org.id}, ${sought.open('files.read')}, ${sought.shut}, ${readerNames(ctx)}, ${seats}, ${patterns}::text[], ${nots}::text[],
      ${words}::text[], ${most})`;
    const wanted = { patterns, nots, words, within, kinds: null, before: null, most };
    const { rows } = await sql<Row>`
      select f.id, f.name, f.account_id, f.changed_at from files f where f.org_id = ${ctx.org.id} and ${foundBy(ctx, plain, wanted)}`.execute(
      ctx.db,
    );
    return rows.map((row) => ({ id: row.id, title: row.name, accountId: row.account_id, at: row.changed_at }));
  },

  async show(ctx, ids, sought) {
    // A text may be as long as a book: only the part around the words leaves the database.
    const word = (patternsOf(sought.text)[0] ?? '').slice(1, -1).replaceAll(/\\(.)/g, '$1');
    const at = sql`position(${word} in lower(f.text))`;
    const { rows } = await sql<Row & { author: string | null; part: string | null }>`
      select f.id, f.name, f.account_id, f.record_kind, f.record_id, f.changed_at, p.name as author,
             case when ${at} > ${BEGINNING - AROUND}::int then substring(f.text from ${at} - ${AROUND / 2}::int for ${AROUND}::int) else left(f.text, ${BEGINNING}::int) end as part
        from files f left join colleagues p on p.org_id = f.org_id and p.id = f.author_id
       where f.org_id = ${ctx.org.id} and f.id = any (${ids}::uuid[])`.execute(ctx.db);
    const names = await loadAccountNames(
      ctx,
      rows.flatMap((row) => row.account_id ?? []),
      'files.read',
    );
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      detail: row.author,
      mark: null,
      texts: row.part === null ? [] : [row.part],
      path: pathOf(row),
      account: names.get(row.account_id ?? '') ?? null,
      at: row.changed_at,
    }));
  },
};
