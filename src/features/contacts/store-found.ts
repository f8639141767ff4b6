import { sql } from 'kysely';
import { isWide } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Found, Searchable, Sought } from '../../kernel/search.ts';
import type { withFields } from '../fields/public.ts';
import type { Reach } from './contract-shapes.ts';
import { firstOf, soughtOf } from './rules.ts';
import { mayRead, mayReadPosition } from './store-visible.ts';

/** Patterns for what may be a phone: its digits, whichever way the country was written. */
function patternsOf(sought: Sought): readonly string[] {
  const digits = soughtOf(sought.text);
  return /^\d{6,}$/.test(digits) && sought.keys.every((key) => /^[\d ]+$/.test(key))
    ? [`%${digits}%`]
    : sought.patterns;
}

/** Whose contacts without any position the reader may see; where accounts were asked for they do not fit. */
const author = (ctx: Ctx, sought: Sought) => sql`${sought.narrowed ? null : ctx.actor.userId}::uuid`;
const seesLoose = (ctx: Ctx, sought: Sought) => !sought.narrowed && isWide(ctx.scope('contacts.erase'));

/** Contacts are found by their fields too. */
export const foundByFields: Parameters<typeof withFields>[1] = {
  kind: 'contact',
  opens: (ctx, sought, id) => {
    const open = sought.open('contacts.read');
    const here = sql`exists (select from contact_positions p where p.org_id = ${ctx.org.id} and p.contact_id = ${id} and p.account_id = any (${open}))`;
    const seen = sql`${id} in (select c.id from contacts c where c.org_id = ${ctx.org.id} and ${mayRead(ctx, 'contacts.read')})`;
    return sought.narrowed ? sql<boolean>`(${seen} and ${here})` : sql<boolean>`${seen}`;
  },
  accountOf: (ctx, id) => sql<string | null>`
    (select p.account_id from contact_positions p where p.org_id = ${ctx.org.id} and p.contact_id = ${id} and ${mayReadPosition(ctx, 'contacts.read')} order by p.is_main desc, p.id limit 1)`,
};

export const foundContacts: Searchable = {
  kind: 'contact',
  verb: 'contacts.read',

  async find(ctx, sought): Promise<Found[]> {
    if (sought.patterns.length === 0 && !sought.narrowed) return [];
    const { rows } = await sql<{ id: string; name: string; latin_name: string | null; account_id: string | null }>`
      with o as materialized (select ${sought.open('contacts.read')} as ids)
      select c.id, c.name, c.latin_name,
             (select p.account_id from contact_positions p where p.org_id = c.org_id and p.contact_id = c.id and ${mayReadPosition(ctx, 'contacts.read')} order by p.is_main desc, p.id limit 1) as account_id
        from contacts c where c.org_id = ${ctx.org.id} and c.id in (
          select search_contacts(${ctx.org.id}, o.ids, ${sought.shut}, ${author(ctx, sought)}, ${seesLoose(ctx, sought)}, ${sought.starts}, ${patternsOf(sought)}::text[], ${sought.nots}::text[], ${sought.most}) from o)`.execute(
      ctx.db,
    );
    return rows.map((row) => ({ id: row.id, title: row.name, accountId: row.account_id }));
  },

  async similar(ctx, sought): Promise<Found[]> {
    const { rows } = await sql<{ id: string; name: string; likeness: number }>`
      select c.id, c.name, s.likeness
        from search_similar_contacts(${ctx.org.id}, ${sought.open('contacts.read')}, ${sought.shut}, ${author(ctx, sought)}, ${seesLoose(ctx, sought)}, ${sought.near}, ${sought.slips}::text[], ${sought.slip}, ${sought.rest}::text[],
          ${sought.whole}, ${sought.most}) s
        join contacts c on c.org_id = ${ctx.org.id} and c.id = s.id`.execute(ctx.db);
    return rows.map(({ id, name, likeness }) => ({ id, title: name, accountId: null, likeness }));
  },

  async show(ctx, ids) {
    const { rows } = await sql<{
      id: string;
      name: string;
      latin_name: string | null;
      emails: Reach[];
      phones: Reach[];
      posts: string[];
      account_id: string | null;
      account_name: string | null;
    }>`
      select c.id, c.name, c.latin_name, c.emails, c.phones, w.posts, w.account_id, w.account_name from contacts c
        cross join lateral (
          select array_remove(array_agg(concat_ws(', ', p.title, p.department) order by p.is_main desc, p.id), '') as posts,
                 (array_agg(p.account_id order by p.until is null desc, p.is_main desc, p.id))[1] as account_id,
                 (array_agg(a.name order by p.until is null desc, p.is_main desc, p.id))[1] as account_name
            from contact_positions p join accounts a on a.org_id = p.org_id and a.id = p.account_id
           where p.org_id = c.org_id and p.contact_id = c.id and ${mayReadPosition(ctx, 'contacts.read')}) w
       where c.org_id = ${ctx.org.id} and c.id = any (${ids}::uuid[])`.execute(ctx.db);
    return rows.map((row) => ({
      id: row.id,
      title: row.name,
      detail: row.posts?.[0] ?? firstOf(row.emails),
      mark: null,
      texts: [
        ...(row.latin_name === null ? [] : [row.latin_name]),
        ...[...row.emails, ...row.phones].map((each) => each.value),
        ...(row.posts ?? []),
      ],
      path: `/contacts/${row.id}`,
      account: row.account_id === null ? null : { id: row.account_id, name: row.account_name! },
      at: null,
    }));
  },
};
