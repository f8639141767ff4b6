import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Found, Searchable, Sought } from '../../kernel/search.ts';
import type { RecordKind } from './contract.ts';
import { loadFields, readsField } from './store.ts';
import { loadValues } from './store-values.ts';

/** How a room's records are reached from their ids, for the search. */
interface Reached {
  kind: RecordKind;
  /** SQL over an id: the reader may see the record, and it fits what was asked for besides words; null: nothing of it can fit. */
  opens(ctx: Ctx, sought: Sought, id: RawBuilder<unknown>): RawBuilder<boolean> | null;
  /** SQL over an id: the account that the record hangs on. */
  accountOf(ctx: Ctx, id: RawBuilder<unknown>): RawBuilder<string | null>;
}

/** The fields of texts that the actor may read. */
async function textFields(ctx: Ctx, kind: RecordKind): Promise<string[]> {
  const all = await loadFields(ctx, kind);
  return all
    .filter((field) => (field.type === 'text' || field.type === 'link') && readsField(ctx, field))
    .map(({ id }) => id);
}

/** A kind of record that is also found by what its fields say, as far as the reader may read them. */
export function withFields(searchable: Searchable, reached: Reached): Searchable {
  return {
    ...searchable,

    async find(ctx, sought): Promise<Found[]> {
      const found = await searchable.find(ctx, sought);
      const id = sql.ref('s.record_id');
      const opens = reached.opens(ctx, sought, id);
      if (opens === null || sought.patterns.length === 0 || sought.whole.length < 2) return found;
      const fields = await textFields(ctx, reached.kind);
      if (fields.length === 0) return found;
      const { rows } = await sql<{ id: string; account_id: string | null }>`
        select s.record_id as id, ${reached.accountOf(ctx, id)} as account_id
          from (select distinct record_id from search_values(${ctx.org.id}, ${fields}::uuid[], ${[...sought.patterns]}::text[], ${[...sought.nots]}::text[])) s
         where ${opens} limit ${sought.most}`.execute(ctx.db);
      const known = new Set(found.map((one) => one.id));
      const more = rows.filter((row) => !known.has(row.id));
      return [...found, ...more.map((row) => ({ id: row.id, title: null, accountId: row.account_id }))];
    },

    async show(ctx, ids, sought) {
      const shown = await searchable.show(ctx, ids, sought);
      const rows = await loadValues(ctx, await textFields(ctx, reached.kind), ids);
      if (rows.length === 0) return shown;
      const texts = (id: string) =>
        rows.flatMap((row) => (row.record_id === id && row.text !== null ? [row.text] : []));
      return shown.map((one) => ({ ...one, texts: [...one.texts, ...texts(one.id)] }));
    },
  };
}
