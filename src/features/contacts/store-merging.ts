import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { checkNothingLeft, type Merging, quoted, setRows, takeRows } from '../../kernel/merge-rows.ts';
import { Refusal } from '../../pure/refusal.ts';
import { tidied } from './rules.ts';
import { type ContactFields, type ContactRecord, columnsOf, fieldsOf, foundBy } from './store.ts';

/** The fields of a contact of which a merge chooses a value. */
export const MERGED_FIELDS = [
  'name',
  'latinName',
  'salutation',
  'phones',
  'emails',
  'messengers',
  'languages',
  'timezone',
  'birthday',
  'preferredChannel',
  'dos',
  'donts',
  'consentBasis',
  'consentGivenOn',
  'consentWithdrawnOn',
  'consentNote',
] as const satisfies readonly (keyof ContactFields)[];
export type MergedField = (typeof MERGED_FIELDS)[number];

const rowOf = async (ctx: Ctx, id: string, lock = false) =>
  (
    await sql<ContactRecord>`select * from contacts where org_id = ${ctx.org.id} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(
      ctx.db,
    )
  ).rows[0];

/** The rows of two contacts, locked until the end of the transaction; fewer where one is not there. */
export async function lockContacts(ctx: Ctx, ids: readonly string[]): Promise<ContactRecord[]> {
  const found: ContactRecord[] = [];
  for (const id of [...ids].sort()) {
    const row = await rowOf(ctx, id, true);
    if (row) found.push(row);
  }
  return found;
}

/** Both values in one: lists without what is the same, texts below one another. */
function joined(own: unknown, theirs: unknown): unknown {
  if (Array.isArray(own) && Array.isArray(theirs)) {
    const isText = [...own, ...theirs].every((each) => typeof each === 'string');
    return isText ? [...new Set([...own, ...theirs])] : tidied([...own, ...theirs]);
  }
  return [own, theirs].filter(Boolean).join('\n');
}

/** Gives the survivor the values that were chosen, and brings along what finds the person. */
export async function chooseFields(
  ctx: Ctx,
  merging: Merging,
  wish: Readonly<Partial<Record<MergedField, 'absorbed' | 'both'>>>,
): Promise<void> {
  const [own, theirs] = [await rowOf(ctx, merging.to), await rowOf(ctx, merging.from)];
  if (!own || !theirs) throw new Error('both contacts are locked');
  const [mine, other] = [fieldsOf(own), fieldsOf(theirs)];
  const fields: Record<string, unknown> = {};
  for (const [field, which] of Object.entries(wish) as [MergedField, 'absorbed' | 'both'][])
    fields[field] = which === 'absorbed' ? other[field] : joined(mine[field], other[field]);
  const next = { ...mine, ...fields } as ContactFields;
  const kept = [...own.kept, ...theirs.kept.filter((line) => !own.kept.some((same) => json(same) === json(line)))];
  const columns = { ...columnsOf({ ...fields, kept }), ...foundBy(next) };
  await merging.client.query(
    `create temp table if not exists merged_contact on commit drop as select * from contacts where false`,
  );
  await merging.client.query('delete from merged_contact');
  const names = Object.keys(columns);
  await merging.client.query(
    `insert into merged_contact (org_id, id, name, created_at) select org_id, id, name, created_at from contacts where org_id = current_org() and id = ${quoted(merging.to)}`,
  );
  await sql`update merged_contact set ${sql.join(names.map((name) => sql`${sql.ref(name)} = ${columns[name as keyof typeof columns]}`))}`.execute(
    ctx.db,
  );
  await setRows(
    merging,
    { table: 'contacts', key: ['id'] },
    Object.fromEntries(names.map((name) => [name, `(select c.${name} from merged_contact c)`])),
    `t.id = ${quoted(merging.to)}`,
  );
  await grow(merging, merging.to);
}

const grow = ({ client }: Merging, id: string) =>
  client.query('update contacts set version = version + 1 where org_id = current_org() and id = $1', [id]);

/** Once everything has moved: takes the merged contact away and keeps where it went. */
export async function absorbContact(merging: Merging): Promise<void> {
  await checkNothingLeft(merging, 'contacts', []);
  await takeRows(merging, { table: 'contacts', key: ['id'] }, `t.id = ${quoted(merging.from)}`);
  await merging.client.query(
    'insert into contact_redirects (org_id, id, contact_id, merge_id) values (current_org(), $1, $2, $3)',
    [merging.from, merging.to, merging.mergeId],
  );
}

export async function beforeContactReturns(merging: Merging): Promise<void> {
  await merging.client.query('delete from contact_redirects where org_id = current_org() and id = $1', [merging.from]);
  await grow(merging, merging.to);
}

/** After an undo: both find themselves again by what they say now. */
export async function afterContactReturned(ctx: Ctx, merging: Merging): Promise<void> {
  const theirs = await rowOf(ctx, merging.from);
  if (!theirs) throw new Refusal('duplicates.gone', 'What the merged contact hung on is gone: it cannot come back.');
  const own = await rowOf(ctx, merging.to);
  if (own) {
    const found = foundBy(fieldsOf(own));
    await sql`update contacts set name_key = ${found.name_key}, search_text = ${found.search_text}, keys = ${found.keys}::text[]
      where org_id = ${ctx.org.id} and id = ${merging.to}::uuid`.execute(ctx.db);
  }
  await grow(merging, merging.from);
}

/** Where a contact is now that may have been merged: its own id, or the survivor's. */
export async function whereContactNow(ctx: Ctx, contactId: string): Promise<string> {
  const found = await sql<{ contact_id: string }>`
    select contact_id from contact_redirects where org_id = ${ctx.org.id} and id = ${contactId}::uuid`.execute(ctx.db);
  return found.rows[0]?.contact_id ?? contactId;
}
