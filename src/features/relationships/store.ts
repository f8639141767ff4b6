import { type RawBuilder, sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import type { BuyingRole } from '../contacts/contract.ts';
import type { Influence, Level, Orientation, Support } from './contract-shapes.ts';

/** What stands on a card of the map. */
export interface CardFields {
  roles: BuyingRole[];
  influence: Influence | null;
  support: Support | null;
  orientation: Orientation | null;
  coverage: Level;
}

/** A card with what the contacts say of the person. */
export interface CardRow extends CardFields {
  id: string;
  account_id: string;
  contact_id: string | null;
  wanted: string | null;
  department: string | null;
  version: number;
  name: string | null;
  latin_name: string | null;
  title: string | null;
  is_now: boolean;
  x: number | null;
  y: number | null;
  place_version: number | null;
}

/** More people on one map nobody can read; how many are beyond is said. */
export const MOST_PEOPLE = 500;

/**
 * True for cards (`c`) that stand on their map: placeholders, and contacts who have or had a position at the account or below it. Whoever sees the account sees all below it, and with it
 * these contacts: a card says nothing to anybody who may not see the person. A contact whose last position there was taken out stands on the map no more, for nobody.
 */
const onMap = (): RawBuilder<boolean> => sql<boolean>`(c.contact_id is null or exists (
  select from contact_positions p join account_ancestors d on d.org_id = p.org_id and d.account_id = p.account_id
   where p.org_id = c.org_id and p.contact_id = c.contact_id and d.ancestor_id = c.account_id))`;

const selected = (ctx: Ctx, where: RawBuilder<unknown>) => sql<CardRow>`
  select c.id, c.account_id, c.contact_id, c.wanted, coalesce(c.department, q.department) as department, c.roles, c.influence, c.support, c.orientation, c.coverage, c.version,
         nullif(k.name, '') as name, k.latin_name, q.title, coalesce(q.is_now and k.erased_at is null, false) as is_now, l.x, l.y, l.version as place_version
    from relationship_people c
    left join contacts k on k.org_id = c.org_id and k.id = c.contact_id
    left join lateral (
      select p.title, p.department, (p.until is null or p.until >= ${ctx.today}::date) as is_now from contact_positions p
        join account_ancestors d on d.org_id = p.org_id and d.account_id = p.account_id
       where p.org_id = c.org_id and p.contact_id = c.contact_id and d.ancestor_id = c.account_id
       order by (p.until is null or p.until >= ${ctx.today}::date) desc, (p.account_id = c.account_id) desc, p.is_main desc, p.since desc nulls last, p.id limit 1) q on true
    left join relationship_places l on l.org_id = c.org_id and l.person_id = c.id
   where c.org_id = ${ctx.org.id} and ${onMap()} and ${where}`;

const belowOf = (ctx: Ctx, accountId: string) =>
  sql`(select d.account_id from account_ancestors d where d.org_id = ${ctx.org.id} and d.ancestor_id = ${accountId}::uuid)`;

/** Everybody on the map of an account, with `group` on those of all below it too, in the order in which they were put there. */
export async function loadCards(ctx: Ctx, accountId: string, group: boolean): Promise<CardRow[]> {
  const of = group ? sql`c.account_id in ${belowOf(ctx, accountId)}` : sql`c.account_id = ${accountId}::uuid`;
  const found = await sql<CardRow>`${selected(ctx, of)} order by c.added_at, c.id`.execute(ctx.db);
  return found.rows;
}

/** One card of the map of an account; NotFound where there is none. */
export async function loadCard(ctx: Ctx, accountId: string, personId: string): Promise<CardRow> {
  const of = sql`c.account_id = ${accountId}::uuid and c.id = ${personId}::uuid`;
  const found = await selected(ctx, of).execute(ctx.db);
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** What the maps that the reader may see say of a contact, for the complete export of the person's data. */
export async function loadCardsOf(ctx: Ctx, contactId: string): Promise<unknown[]> {
  const found = await sql`
    select c.account_id as "accountId", c.roles, c.influence, c.support, c.orientation, c.coverage,
           coalesce((select jsonb_agg(jsonb_build_object('userId', t.user_id, 'level', t.level, 'wanted', t.wanted, 'lastMet', t.last_met) order by t.user_id)
                       from relationship_ties t where t.org_id = c.org_id and t.person_id = c.id), '[]') as "knownBy"
      from relationship_people c
     where c.org_id = ${ctx.org.id} and c.contact_id = ${contactId}::uuid and ${mayReadAccount(ctx, 'contacts.erase', 'c.account_id')}
     order by c.added_at, c.id`.execute(ctx.db);
  return found.rows;
}

/** Holds the map of an account, so that two lines drawn at once cannot make a circle. */
export async function lockMap(ctx: Ctx, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`relationships:${ctx.org.id}:${accountId}`}, 0))`.execute(
    ctx.db,
  );
}

/** A contact who may be put on the map of an account: has or had a position there or below. NotFound else. */
export async function checkBelongs(ctx: Ctx, accountId: string, contactId: string): Promise<void> {
  const found = await sql<{ id: string; taken: boolean }>`
    select k.id, exists (select from relationship_people c where c.org_id = k.org_id and c.account_id = ${accountId}::uuid and c.contact_id = k.id) as taken
      from contacts k where k.org_id = ${ctx.org.id} and k.id = ${contactId}::uuid and k.erased_at is null and exists (
        select from contact_positions p where p.org_id = k.org_id and p.contact_id = k.id and p.account_id in ${belowOf(ctx, accountId)})`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  if (found.rows[0].taken)
    throw new Refusal('relationships.onMap', 'The person stands on this map already.', { contactId });
}

const about = (accountId: string, personId: string) => ({
  recordKind: 'mapPerson',
  recordId: personId,
  accountId,
  always: ['contact_id', 'wanted'],
});

/** A card as the audit shows it. */
const shown = ({
  contact_id,
  wanted,
  department,
  roles,
  influence,
  support,
  orientation,
  coverage,
}: Record<string, unknown>) => ({
  contact_id,
  wanted,
  department,
  roles,
  influence,
  support,
  orientation,
  coverage,
});

export type CardChanges = Partial<CardFields> & {
  contact_id?: string | null;
  wanted?: string | null;
  department?: string | null;
};

/** Puts a card on the map; its id. */
export async function insertCard(ctx: Ctx, accountId: string, fields: CardChanges): Promise<string> {
  const id = newId(ctx.now.getTime());
  await ctx.db
    .insertInto('relationship_people')
    .values({ org_id: ctx.org.id, id, account_id: accountId, added_at: ctx.now, ...fields })
    .execute();
  const after = Object.fromEntries(Object.entries(shown(fields)).filter(([, value]) => value != null));
  ctx.note({ ...about(accountId, id), after });
  return id;
}

/** Saves a card that was read; its new version. */
export async function updateCard(ctx: Ctx, now: CardRow, version: number, changes: CardChanges): Promise<number> {
  const key = { account_id: now.account_id, id: now.id };
  const saved = await tracked(ctx, 'relationship_people', key, version, changes, {
    ...about(now.account_id, now.id),
    show: shown,
  });
  return saved.version as number;
}

/** Takes a card that was read off the map, with its lines, ties and place. */
export async function deleteCard(ctx: Ctx, now: CardRow, version: number): Promise<void> {
  if (now.version !== version) throw new StaleVersion(shown({ ...now }), null);
  const title = now.name ?? now.wanted ?? now.department ?? '';
  await discard(ctx, 'mapPerson', { recordId: now.id, accountId: now.account_id, title, personIds: [now.contact_id] });
  ctx.note({ ...about(now.account_id, now.id), before: shown({ ...now }) });
}

/** Says where a card stands; `version` 0 where it stood nowhere yet. */
export async function savePlace(
  ctx: Ctx,
  accountId: string,
  personId: string,
  version: number,
  place: { x: number; y: number },
): Promise<number> {
  const note = { recordKind: 'mapPlace', recordId: personId, accountId };
  if (version > 0) {
    const key = { account_id: accountId, person_id: personId };
    // Somebody laid the map out anew in the meantime.
    if (!(await placeOf(ctx, personId))) throw new StaleVersion(null, { ...place, version });
    const saved = await tracked(ctx, 'relationship_places', key, version, place, note);
    return saved.version as number;
  }
  const row = { org_id: ctx.org.id, account_id: accountId, person_id: personId, ...place };
  const added = await ctx.db
    .insertInto('relationship_places')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst();
  if (!added) throw new StaleVersion(await placeOf(ctx, personId), { ...place, version });
  ctx.note({ ...note, after: place });
  return added.version;
}

const placeOf = (ctx: Ctx, personId: string) =>
  ctx.db
    .selectFrom('relationship_places')
    .select(['x', 'y', 'version'])
    .where('org_id', '=', ctx.org.id)
    .where('person_id', '=', personId)
    .executeTakeFirst();

/** Forgets where the cards of a map stand. */
export async function clearPlaces(ctx: Ctx, accountId: string): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('relationship_places')
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  ctx.note({ recordKind: 'mapPlace', recordId: accountId, accountId, before: { places: Number(gone.numDeletedRows) } });
}
