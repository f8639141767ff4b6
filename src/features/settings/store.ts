import { sql } from 'kysely';
import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { pageOf } from '../../kernel/cursor.ts';
import { json } from '../../kernel/db.ts';
import { atTheGate } from '../../kernel/identity-links.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { SegmentationRules } from './contract.ts';
import { completeRules, flatRules } from './rules.ts';

/** Settings as they are stored now (the session may carry an older state). */
export async function loadSettings(ctx: Ctx) {
  return ctx.db
    .selectFrom('organisation_settings as t')
    .innerJoin('organisations as o', 'o.id', 't.org_id')
    .select(['o.slug', 'o.name', 'o.is_sample', 't.base_currency', 't.timezone', 't.fiscal_year_start', 't.language'])
    .select(['t.rules', 't.version'])
    .where('t.org_id', '=', ctx.org.id)
    .executeTakeFirstOrThrow();
}

/** Waits for imports that are writing amounts in the base currency, and keeps new ones waiting. */
export async function lockSettings(ctx: Ctx): Promise<void> {
  await ctx.db
    .selectFrom('organisation_settings')
    .select('version')
    .where('org_id', '=', ctx.org.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

interface SettingsChange {
  name: string;
  base_currency: string;
  timezone: string;
  fiscal_year_start: number;
  language: string;
}

/** Saves settings and name as one change. Throws StaleVersion. */
export async function saveSettingsRow(ctx: Ctx, version: number, change: SettingsChange): Promise<void> {
  const { name, ...columns } = change;
  const before = await loadSettings(ctx);
  await tracked(ctx, 'organisation_settings', {}, version, columns, {
    recordKind: 'settings',
    show: (row) => ({ ...row, rules: null, name: row.version === before.version ? before.name : name }),
  });
  if (name !== before.name) {
    await atTheGate(ctx.db, () =>
      ctx.db.updateTable('organisations').set({ name }).where('id', '=', ctx.org.id).execute(),
    );
  }
}

/** Saves the thresholds; null goes back to the defaults. Throws StaleVersion. */
export async function saveRulesRow(ctx: Ctx, version: number, rules: SegmentationRules | null): Promise<void> {
  await tracked(
    ctx,
    'organisation_settings',
    {},
    version,
    { rules: json(rules ?? {}) },
    {
      recordKind: 'rules',
      show: (row) => flatRules(completeRules(row.rules)),
    },
  );
}

/** True when the organisation has any exchange rate. */
export async function hasRates(ctx: Ctx): Promise<boolean> {
  const row = await ctx.db.selectFrom('exchange_rates').select('currency').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** The first day for which a currency has a rate, or null. */
export async function loadFirstRateDay(ctx: Ctx, currency: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('exchange_rates')
    .select((of) => of.fn.min('valid_from').as('day'))
    .where('org_id', '=', ctx.org.id)
    .where('currency', '=', currency)
    .executeTakeFirstOrThrow();
  return row.day;
}

/** Currencies with rates: the one in force on a day, and how many there are. */
export async function loadCurrencies(ctx: Ctx, day: string) {
  const found = await sql<{ currency: string; rates: number; rate: string | null; validFrom: string | null }>`
    select c.currency, c.rates, r.rate::text as rate, r.valid_from as "validFrom"
      from (select currency, count(*)::int as rates from exchange_rates where org_id = ${ctx.org.id} group by currency) c
      left join lateral (select rate, valid_from from exchange_rates x
             where x.org_id = ${ctx.org.id} and x.currency = c.currency and x.valid_from <= ${day}::date
             order by x.valid_from desc limit 1) r on true
     order by c.currency`.execute(ctx.db);
  return found.rows;
}

const rateColumns = [
  'currency',
  'valid_from as validFrom',
  'rate',
  sql<'hand' | 'file' | 'import'>`source`.as('source'),
  'version',
] as const;

/** One page of rates: by currency, newest first. */
export async function loadRatesPage(
  ctx: Ctx,
  filter: { currency?: string; limit: number; from: (string | number | null)[] | null },
) {
  let query = ctx.db.selectFrom('exchange_rates').select(rateColumns).where('org_id', '=', ctx.org.id);
  if (filter.currency) query = query.where('currency', '=', filter.currency);
  if (filter.from) {
    const [currency, day] = filter.from;
    query = query.where(
      sql<boolean>`(currency > ${currency} or (currency = ${currency} and valid_from < ${day}::date))`,
    );
  }
  const rows = await query
    .orderBy('currency')
    .orderBy('valid_from', 'desc')
    .limit(filter.limit + 1)
    .execute();
  return pageOf(rows, filter.limit, (row) => [row.currency, row.validFrom]);
}

/** One rate, or null. */
export async function loadRate(ctx: Ctx, currency: string, validFrom: string) {
  const row = await ctx.db
    .selectFrom('exchange_rates')
    .select(rateColumns)
    .where('org_id', '=', ctx.org.id)
    .where('currency', '=', currency)
    .where('valid_from', '=', validFrom)
    .executeTakeFirst();
  return row ?? null;
}

/** Adds a rate by hand. A duplicate is the database's unique violation. */
export async function addRate(ctx: Ctx, rate: { currency: string; validFrom: string; rate: string }): Promise<void> {
  await ctx.db
    .insertInto('exchange_rates')
    .values({
      org_id: ctx.org.id,
      currency: rate.currency,
      valid_from: rate.validFrom,
      rate: rate.rate,
      source: 'hand',
      import_id: null,
    })
    .execute();
  ctx.note({
    recordKind: 'rate',
    recordId: null,
    after: { currency: rate.currency, valid_from: rate.validFrom, rate: rate.rate },
  });
}

/** Replaces a rate that was read. Throws NotFound, StaleVersion. */
export async function changeRate(
  ctx: Ctx,
  rate: { currency: string; validFrom: string; rate: string },
  version: number,
): Promise<void> {
  const key = { currency: rate.currency, valid_from: rate.validFrom };
  await tracked(
    ctx,
    'exchange_rates',
    key,
    version,
    { rate: rate.rate, source: 'hand', import_id: null },
    {
      recordKind: 'rate',
      always: ['currency', 'valid_from'],
    },
  );
}

/** Removes a rate that was read. Throws NotFound, StaleVersion. */
export async function dropRate(ctx: Ctx, currency: string, validFrom: string, version: number): Promise<void> {
  const before = await loadRate(ctx, currency, validFrom);
  if (!before) throw new NotFound();
  const gone = await ctx.db
    .deleteFrom('exchange_rates')
    .where('org_id', '=', ctx.org.id)
    .where('currency', '=', currency)
    .where('valid_from', '=', validFrom)
    .where('version', '=', version)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new StaleVersion(before, { ...before, version });
  ctx.note({ recordKind: 'rate', recordId: null, before: { currency, valid_from: validFrom, rate: before.rate } });
}

/** Removes every rate of a currency; how many, and since when. Throws NotFound when there is none. */
export async function dropRatesOf(ctx: Ctx, currency: string): Promise<{ removed: number; from: string }> {
  const gone = await sql<{ valid_from: string }>`
    delete from exchange_rates where org_id = ${ctx.org.id} and currency = ${currency} returning valid_from`.execute(
    ctx.db,
  );
  if (gone.rows.length === 0) throw new NotFound();
  const days = gone.rows.map((row) => row.valid_from).sort();
  ctx.note({
    recordKind: 'rate',
    recordId: null,
    before: { currency, rates: days.length, from: days[0], to: days.at(-1) },
  });
  return { removed: days.length, from: days[0]! };
}
