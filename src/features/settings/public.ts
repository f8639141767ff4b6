import { type RawBuilder, sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import type { SegmentationRules } from './contract.ts';
import { completeRules } from './rules.ts';
import { checkRate, type NewRate, plainRate, rateExpectations } from './rules-rates.ts';
import { loadFirstRateDay, loadSettings } from './store.ts';
import { loadAllRates, mergeRates, type RatesSaved } from './store-rates.ts';

export { checkRules, defaultRules } from './rules.ts';
export type { NewRate } from './rules-rates.ts';
export type { RatesSaved } from './store-rates.ts';

/** Queued with `{ currency, from }` after a rate changed by hand or file: documents of that currency from that day on have another base amount. */
export const RESTATE_JOB = 'ledger.restate';
/** Queued with `{ cause: 'rules' }` after the thresholds changed: the company-wide review is no longer what the rules say. */
export const REVIEW_JOB = 'segmentation.review';

/** Says whether a room holds facts in the base currency, so that it can not be changed. */
type Holder = (ctx: Ctx) => Promise<boolean>;
const holders: Holder[] = [];

/** A later room says here that it holds facts in the base currency (ledger: any document or payment). Call it once, when the module loads. */
export function holdsBaseCurrency(holder: Holder): void {
  holders.push(holder);
}

/** True when some room holds facts in the base currency. */
export async function isBaseCurrencyHeld(ctx: Ctx): Promise<boolean> {
  for (const holder of holders) if (await holder(ctx)) return true;
  return false;
}

/** The first day in [from, to) with a fact that was converted from the currency; `to` null: without end. */
type ConvertedFrom = (ctx: Ctx, currency: string, from: string, to: string | null) => Promise<string | null>;
const converted: ConvertedFrom[] = [];

/** A later room says here that it holds facts in foreign currencies (ledger: documents and payments). Call it once, when the module loads. */
export function holdsConverted(holder: ConvertedFrom): void {
  converted.push(holder);
}

/**
 * Refuses (`settings.rateHeld`) when facts are left without a rate after those of a currency from a day on were removed: every converted amount can be opened to
 * the rate that made it. Call it after the removal.
 */
export async function checkStillRated(ctx: Ctx, currency: string, from: string): Promise<void> {
  const first = await loadFirstRateDay(ctx, currency);
  if (first !== null && first <= from) return;
  for (const holder of converted) {
    const day = await holder(ctx, currency, from, first);
    if (day !== null) {
      throw new Refusal(
        'settings.rateHeld',
        `Documents or payments in ${currency} are converted with it, the first of ${day}. Set another rate for that day or an earlier one first.`,
        { currency, day },
      );
    }
  }
}

/**
 * Keeps the base currency as it is until the end of the transaction: call it before writing facts in it. Throws a Refusal when it is no
 * longer the one that the transaction began with.
 */
export async function keepBaseCurrency(ctx: Ctx): Promise<void> {
  const row = await ctx.db
    .selectFrom('organisation_settings')
    .select('base_currency')
    .where('org_id', '=', ctx.org.id)
    .forShare()
    .executeTakeFirstOrThrow();
  if (row.base_currency !== ctx.org.baseCurrency) {
    throw new Refusal('settings.baseCurrencyChanged', 'The base currency was changed in the meantime. Start again.');
  }
}

/** The thresholds in force. */
export async function loadRules(ctx: Ctx): Promise<SegmentationRules> {
  return completeRules((await loadSettings(ctx)).rules);
}

/** Every rate of the organisation in memory, for readers that convert row by row. */
export interface RateBook {
  /** Units of the base currency for one unit of `currency` on that day; '1' for the base currency, null when there is none. */
  at(currency: string, day: string): string | null;
  /** The currencies that have a rate, without the base currency. */
  currencies: readonly string[];
}

/** Loads the rates. */
export async function loadRates(ctx: Ctx): Promise<RateBook> {
  const byCurrency = new Map<string, NewRate[]>();
  for (const rate of await loadAllRates(ctx)) {
    const known = byCurrency.get(rate.currency);
    if (known) known.push(rate);
    else byCurrency.set(rate.currency, [rate]);
  }
  return {
    currencies: [...byCurrency.keys()],
    at(currency, day) {
      if (currency === ctx.org.baseCurrency) return '1';
      const rates = byCurrency.get(currency) ?? [];
      let [low, high] = [0, rates.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (rates[middle]!.validFrom <= day) low = middle + 1;
        else high = middle;
      }
      return low === 0 ? null : rates[low - 1]!.rate;
    },
  };
}

/** The rate in force on a day: '1' for the base currency, null when there is none. */
export async function rateAt(ctx: Ctx, currency: string, day: string): Promise<string | null> {
  if (currency === ctx.org.baseCurrency) return '1';
  const row = await ctx.db
    .selectFrom('exchange_rates')
    .select('rate')
    .where('org_id', '=', ctx.org.id)
    .where('currency', '=', currency)
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.rate ?? null;
}

/**
 * For set-based statements: every rate with the days on which it is in force, `(currency, valid_from, valid_to, rate)`, the base currency
 * with rate 1 included; `valid_to` is exclusive. Join on `currency` and `day >= valid_from and day < valid_to`; a left join gives null
 * where there is no rate.
 */
export function ratePeriods(
  ctx: Ctx,
): RawBuilder<{ currency: string; valid_from: string; valid_to: string; rate: string }> {
  return sql`(select currency::text as currency, valid_from, rate,
      lead(valid_from, 1, 'infinity'::date) over (partition by currency order by valid_from) as valid_to
      from exchange_rates where org_id = ${ctx.org.id}::uuid and currency <> ${ctx.org.baseCurrency}
     union all select ${ctx.org.baseCurrency}, '-infinity'::date, 1::numeric, 'infinity'::date)`;
}

/**
 * Saves rates that an import brings, each checked (Invalid names the wrong ones); the same value again changes nothing. Does not queue
 * RESTATE_JOB: `changed` names the currencies and days, for the caller to restate in its own transaction.
 */
export async function saveRates(ctx: Ctx, rates: readonly NewRate[], importId: string | null): Promise<RatesSaved> {
  const problems = rates.flatMap((rate, index) => {
    const wrong = checkRate(rate, ctx.org.baseCurrency);
    return wrong ? [{ field: `rates.${index}.${wrong.field}`, expected: rateExpectations[wrong.word] }] : [];
  });
  if (problems.length > 0) throw new Invalid(problems.slice(0, 100));
  const saved = await mergeRates(
    ctx,
    rates.map((rate) => ({ ...rate, rate: plainRate(rate.rate) })),
    { source: 'import', importId },
  );
  ctx.note({ recordKind: 'rates', recordId: importId, after: { ...saved, changed: undefined } });
  return saved;
}
