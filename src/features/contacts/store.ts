import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { NotFound } from '../../pure/refusal.ts';
import type { Contact, Kept, Reach } from './contract-shapes.ts';
import { folded, keysOf, searchTextOf } from './rules.ts';
import { tellContact } from './store-told.ts';
import { mayRead } from './store-visible.ts';
import { tellMade } from './told.ts';

/** What is known of a person, as the API names it. */
export type ContactFields = Omit<
  Contact,
  'id' | 'version' | 'positions' | 'kept' | 'fields' | 'can' | 'phones' | 'emails' | 'messengers'
> & { phones: Reach[]; emails: Reach[]; messengers: Reach[] };

/** A contact's own row. */
export interface ContactRecord {
  id: string;
  author_id: string | null;
  name: string;
  latin_name: string | null;
  salutation: string | null;
  phones: Reach[];
  emails: Reach[];
  messengers: Reach[];
  languages: string[];
  timezone: string | null;
  birthday: string | null;
  preferred_channel: ContactFields['preferredChannel'];
  dos: string;
  donts: string;
  consent_basis: ContactFields['consentBasis'];
  consent_given_on: string | null;
  consent_withdrawn_on: string | null;
  consent_note: string | null;
  kept: Kept[];
  version: number;
}

const COLUMN_OF: Record<keyof ContactFields, string> = {
  name: 'name',
  latinName: 'latin_name',
  salutation: 'salutation',
  phones: 'phones',
  emails: 'emails',
  messengers: 'messengers',
  languages: 'languages',
  timezone: 'timezone',
  birthday: 'birthday',
  preferredChannel: 'preferred_channel',
  dos: 'dos',
  donts: 'donts',
  consentBasis: 'consent_basis',
  consentGivenOn: 'consent_given_on',
  consentWithdrawnOn: 'consent_withdrawn_on',
  consentNote: 'consent_note',
};
/** All that the audit says of a contact is about a person, and sealed. */
const PERSONAL = [...Object.values(COLUMN_OF), 'kept'];

/** The fields of a row, as the API names them. */
export function fieldsOf(row: ContactRecord): ContactFields {
  const entries = Object.entries(COLUMN_OF).map(([field, column]) => [field, row[column as keyof ContactRecord]]);
  return Object.fromEntries(entries) as ContactFields;
}

/** Throws NotFound unless the contact exists and the reader may see it under the verb. */
export async function loadContact(ctx: Ctx, contactId: string, verb: string): Promise<ContactRecord> {
  const found = await sql<ContactRecord>`
    select c.* from contacts c where c.org_id = ${ctx.org.id} and c.id = ${contactId}::uuid and ${mayRead(ctx, verb)}`.execute(
    ctx.db,
  );
  if (!found.rows[0]) throw new NotFound();
  return found.rows[0];
}

/** Of these contacts those that the reader may see under the verb. */
export async function readableOf(ctx: Ctx, contactIds: readonly string[], verb: string): Promise<ContactRecord[]> {
  if (contactIds.length === 0) return [];
  const found = await sql<ContactRecord>`
    select c.* from contacts c where c.org_id = ${ctx.org.id} and c.id = any (${contactIds}::uuid[]) and ${mayRead(ctx, verb)}
     order by c.name_key, c.id`.execute(ctx.db);
  return found.rows;
}

/** The columns that fields set; lists travel as JSON. */
export function columnsOf(fields: Partial<ContactFields> & { kept?: readonly Kept[] }): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(COLUMN_OF)) {
    const value = fields[field as keyof ContactFields];
    if (value !== undefined)
      columns[column] = ['phones', 'emails', 'messengers'].includes(column) ? json(value) : value;
  }
  if (fields.kept !== undefined) columns.kept = json(fields.kept);
  return columns;
}

/** The columns by which the person is found. */
export function foundBy(fields: Pick<ContactFields, 'name' | 'latinName' | 'phones' | 'emails'>) {
  return { name_key: folded(fields.name), search_text: searchTextOf(fields), keys: keysOf(fields) };
}

/** A row as the audit shows it: without what is computed, and without the contents of pictures. */
function show(row: Record<string, unknown>): Record<string, unknown> {
  const shown = Object.fromEntries(PERSONAL.map((column) => [column, row[column]]));
  return { ...shown, kept: (row.kept as Kept[]).map((one) => (one.binary ? one.name : `${one.name}:${one.value}`)) };
}

/**
 * The account that an entry of the audit about the contact hangs on: that of the first position, which no later one changes for those who cannot see it. Without
 * any it is the contact itself, which is no account: only who reads the whole audit reads it.
 */
export async function anchorOf(ctx: Ctx, contactId: string): Promise<string> {
  const found = await sql<{ account_id: string }>`
    select account_id from contact_positions where org_id = ${ctx.org.id} and contact_id = ${contactId}::uuid order by id limit 1`.execute(
    ctx.db,
  );
  return found.rows[0]?.account_id ?? contactId;
}

const NOTHING: ContactFields = {
  name: '',
  latinName: null,
  salutation: null,
  phones: [],
  emails: [],
  messengers: [],
  languages: [],
  timezone: null,
  birthday: null,
  preferredChannel: null,
  dos: '',
  donts: '',
  consentBasis: null,
  consentGivenOn: null,
  consentWithdrawnOn: null,
  consentNote: null,
};

/** Adds a person. `accountId`: of the first position, on which the entry of the audit hangs. */
export async function insertContact(
  ctx: Ctx,
  fields: Partial<ContactFields> & { name: string; kept?: readonly Kept[] },
  accountId: string | null,
): Promise<string> {
  const id = newId();
  const whole = { ...NOTHING, ...fields };
  const row = {
    id,
    author_id: ctx.actor.userId,
    created_at: ctx.now,
    changed_at: ctx.now,
    ...columnsOf(whole),
    ...foundBy(whole),
  };
  await ctx.db
    .insertInto('contacts')
    .values({ org_id: ctx.org.id, ...row } as never)
    .execute();
  const shown = show({
    ...columnsOf(whole),
    phones: whole.phones,
    emails: whole.emails,
    messengers: whole.messengers,
    kept: whole.kept ?? [],
  });
  const after = Object.fromEntries(Object.entries(shown).filter(([, value]) => !isNothing(value)));
  ctx.note({
    recordKind: 'contact',
    recordId: id,
    accountId: accountId ?? id,
    after,
    person: { id, fields: PERSONAL },
  });
  await tellMade(ctx, id);
  return id;
}

const isNothing = (value: unknown) => value == null || value === '' || (Array.isArray(value) && value.length === 0);

/** Saves fields of a person: version, audit (sealed), what finds the person. Gives the new version. */
export async function updateContact(
  ctx: Ctx,
  now: ContactRecord,
  version: number,
  fields: Partial<ContactFields> & { kept?: readonly Kept[] },
): Promise<number> {
  const next = { ...fieldsOf(now), ...fields };
  const saved = await tracked(
    ctx,
    'contacts',
    { id: now.id },
    version,
    { ...columnsOf(fields), ...foundBy(next), changed_at: ctx.now },
    {
      recordKind: 'contact',
      accountId: await anchorOf(ctx, now.id),
      person: { id: now.id, fields: PERSONAL },
      show,
      changed: (was, is) => tellContact(ctx, now.id, was, is),
    },
  );
  return saved.version as number;
}
