import { sql } from 'kysely';
import { Invalid, Refusal } from '../pure/refusal.ts';
import type { Ctx, Organisation } from './ctx.ts';
import { newId } from './id.ts';
import type { Identity } from './identity.ts';
import type { ConfidentialityClass } from './secrecy.ts';

export interface NewOrganisation {
  slug: string;
  name: string;
  baseCurrency: string;
  timezone: string;
  language: string;
  isSample: boolean;
}

/** True for a zone that this system's tz database knows. */
export function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Makes an organisation with its settings. Refuses a slug that is taken and a time zone or currency that does not exist. */
export async function makeOrganisation(identity: Identity, wanted: NewOrganisation, now: Date): Promise<Organisation> {
  if (!isTimezone(wanted.timezone)) {
    throw new Invalid([
      {
        field: 'timezone',
        expected: 'an IANA time zone such as Europe/Berlin',
        found: wanted.timezone,
        rule: 'timezone',
      },
    ]);
  }
  const id = newId();
  await identity.atGate(id, async (db) => {
    const taken = await db.selectFrom('organisations').select('id').where('slug', '=', wanted.slug).executeTakeFirst();
    if (taken)
      throw new Refusal('people.slugTaken', `There is an organisation "${wanted.slug}" already.`, {
        slug: wanted.slug,
      });
    await db
      .insertInto('organisations')
      .values({ id, slug: wanted.slug, name: wanted.name, is_sample: wanted.isSample, created_at: now })
      .execute();
    await db
      .insertInto('organisation_settings')
      .values({
        org_id: id,
        base_currency: wanted.baseCurrency,
        timezone: wanted.timezone,
        language: wanted.language,
        rules: '{}',
      })
      .execute();
  });
  return {
    id,
    slug: wanted.slug,
    name: wanted.name,
    isSample: wanted.isSample,
    baseCurrency: wanted.baseCurrency,
    timezone: wanted.timezone,
    fiscalYearStart: 1,
    language: wanted.language,
    classes: [],
  };
}

/** The organisation behind a slug, or null. */
export async function organisationBySlug(identity: Identity, slug: string): Promise<Organisation | null> {
  const found = await identity.atGate(null, (db) =>
    db.selectFrom('organisations').selectAll().where('slug', '=', slug).executeTakeFirst(),
  );
  return found ? organisationById(identity, found.id) : null;
}

/** The organisation with its settings, or null. */
export async function organisationById(identity: Identity, id: string): Promise<Organisation | null> {
  const row = await identity.atGate(id, (db) =>
    db
      .selectFrom('organisations as o')
      .innerJoin('organisation_settings as t', 't.org_id', 'o.id')
      .selectAll()
      .where('o.id', '=', id)
      .executeTakeFirst(),
  );
  if (!row) return null;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    isSample: row.is_sample,
    baseCurrency: row.base_currency,
    timezone: row.timezone,
    fiscalYearStart: row.fiscal_year_start,
    language: row.language,
    classes: row.classes as unknown as ConfidentialityClass[],
  };
}

/** Every organisation of the installation, by slug. */
export function allOrganisations(identity: Identity) {
  return identity.atGate(null, (db) => db.selectFrom('organisations').selectAll().orderBy('slug').execute());
}

/** Removes the sample company and the people who belong to nothing else. */
export async function removeSampleOrganisations(identity: Identity): Promise<void> {
  const samples = await identity.atGate(null, (db) =>
    db.selectFrom('organisations').select('id').where('is_sample', '=', true).execute(),
  );
  for (const { id } of samples) await identity.removeOrganisation(id);
}

/** Takes the day that begins for the organisation: true for the first who asks on it. The first day of all needs no work: what is there was computed on it. */
export async function takeDay(ctx: Ctx): Promise<boolean> {
  const found = await sql<{ before: string | null }>`
    update organisation_settings s set figures_on = ${ctx.today}::date
      from (select figures_on as before from organisation_settings where org_id = ${ctx.org.id} for update) old
     where s.org_id = ${ctx.org.id} and old.before is distinct from ${ctx.today}::date returning old.before`.execute(
    ctx.db,
  );
  return found.rows.length > 0 && found.rows[0]!.before !== null;
}
