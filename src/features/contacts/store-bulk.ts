import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Filter } from './contract-shapes.ts';
import type { ContactFields, ContactRecord } from './store.ts';
import { whereMatching } from './store-list.ts';
import { mayRead } from './store-visible.ts';

/** The chosen contacts, or those that a filter matches. */
export interface Target {
  ids?: readonly string[] | undefined;
  filter?: Filter | undefined;
}

/** What they shall be: a language that they speak too, else the channel. */
export interface Asked {
  channel: ContactFields['preferredChannel'];
  language: string | undefined;
}

/** SQL over `c`: whether the contact is not like that yet. */
const differs = ({ channel, language }: Asked): RawBuilder<boolean> =>
  language === undefined
    ? sql<boolean>`c.preferred_channel is distinct from ${channel}`
    : sql<boolean>`not ${language} = any (c.languages)`;

async function chosen(ctx: Ctx, verb: string, { ids, filter }: Target): Promise<RawBuilder<unknown>> {
  if (ids === undefined) return whereMatching(ctx, verb, filter ?? {});
  return sql`c.org_id = ${ctx.org.id} and c.id = any (${[...ids]}::uuid[]) and ${mayRead(ctx, verb)}`;
}

/** How many there are that the actor may reach under the verb, how many would change, and from what. */
export async function countBulk(ctx: Ctx, verb: string, target: Target, asked: Asked) {
  const found = await sql<{ value: ContactFields['preferredChannel']; changing: number; matching: number }>`
    select c.preferred_channel as value, count(*) filter (where ${differs(asked)})::int as changing, count(*)::int as matching
      from contacts c where ${await chosen(ctx, verb, target)} group by 1 order by 2 desc, 1`.execute(ctx.db);
  const sum = (what: 'changing' | 'matching') => found.rows.reduce((total, row) => total + row[what], 0);
  const was = asked.language === undefined ? found.rows.filter((row) => row.changing > 0) : [];
  return {
    matching: sum('matching'),
    changing: sum('changing'),
    was: was.map(({ value, changing }) => ({ value, count: changing })),
  };
}

/** Those that would change, locked in the order of their ids; at most so many. */
export async function loadBulk(
  ctx: Ctx,
  verb: string,
  target: Target,
  asked: Asked,
  limit: number,
): Promise<ContactRecord[]> {
  const found = await sql<ContactRecord>`
    select c.* from contacts c where ${await chosen(ctx, verb, target)} and ${differs(asked)}
     order by c.id limit ${limit} for update of c`.execute(ctx.db);
  return found.rows;
}

/** Of these contacts those that the actor may reach under the verb, locked in the order of their ids. */
export async function lockContacts(ctx: Ctx, verb: string, ids: readonly string[]): Promise<ContactRecord[]> {
  const found = await sql<ContactRecord>`
    select c.* from contacts c where ${await chosen(ctx, verb, { ids })} order by c.id for update of c`.execute(ctx.db);
  return found.rows;
}
