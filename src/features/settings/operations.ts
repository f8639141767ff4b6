import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor } from '../../kernel/cursor.ts';
import { isTimezone } from '../../kernel/organisations.ts';
import { handle } from '../../kernel/run.ts';
import { isCurrency } from '../../pure/currencies.ts';
import type { OutputOf } from '../../pure/operation.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import * as contract from './contract.ts';
import { checkStillRated, isBaseCurrencyHeld, RESTATE_JOB, REVIEW_JOB } from './public.ts';
import { checkRules, completeRules, defaultRules } from './rules.ts';
import { checkRate, plainRate, rateExpectations, readRates } from './rules-rates.ts';
import {
  addRate,
  changeRate,
  dropRate,
  dropRatesOf,
  hasRates,
  loadCurrencies,
  loadRate,
  loadRatesPage,
  loadSettings,
  lockSettings,
  saveRulesRow,
  saveSettingsRow,
} from './store.ts';
import { mergeRates } from './store-rates.ts';

const MOST_PROBLEMS = 100;

/** Why the base currency can not be changed; null: it can. */
async function baseCurrencyHeld(ctx: Ctx): Promise<'ledger' | 'rates' | null> {
  if (await isBaseCurrencyHeld(ctx)) return 'ledger';
  return (await hasRates(ctx)) ? 'rates' : null;
}

async function settingsNow(ctx: Ctx): Promise<OutputOf<typeof contract.getSettings>> {
  const row = await loadSettings(ctx);
  return {
    slug: row.slug,
    name: row.name,
    isSample: row.is_sample,
    baseCurrency: row.base_currency,
    timezone: row.timezone,
    fiscalYearStart: row.fiscal_year_start,
    language: row.language === 'ru' ? 'ru' : 'en',
    version: row.version,
    // Whether the ledger holds facts is nobody's business who cannot change the currency.
    baseCurrencyHeld: ctx.can('settings.manage') ? await baseCurrencyHeld(ctx) : null,
    can: { manage: ctx.can('settings.manage'), rates: ctx.can('settings.rates') },
  };
}

async function rulesNow(ctx: Ctx): Promise<OutputOf<typeof contract.getRules>> {
  const { rules, version } = await loadSettings(ctx);
  return { rules: completeRules(rules), defaults: defaultRules, version, can: { manage: ctx.can('settings.manage') } };
}

async function refuseBaseCurrency(ctx: Ctx, from: string, to: string): Promise<void> {
  if (!isCurrency(to))
    throw new Invalid([{ field: 'baseCurrency', expected: rateExpectations.currency, found: to, rule: 'currency' }]);
  if (from === to) return;
  const held = await baseCurrencyHeld(ctx);
  if (held === 'ledger')
    throw new Refusal(
      'settings.ledgerInBase',
      `The ledger holds amounts in ${from}. The base currency can only change while the ledger is empty: undo the imports, or make another organisation.`,
      { from, to },
    );
  if (held === 'rates')
    throw new Refusal(
      'settings.ratesInBase',
      `The exchange rates are given in ${from}. Remove them first, then change the base currency.`,
      { from, to },
    );
}

/** Documents of the currency have another base amount from that day on. */
async function restate(ctx: Ctx, currency: string, from: string): Promise<void> {
  await ctx.enqueue(RESTATE_JOB, { currency, from }, { key: `${RESTATE_JOB}:${ctx.org.id}:${currency}:${from}` });
  await ctx.announce({ kind: 'settings' });
}

async function afterRules(ctx: Ctx) {
  await ctx.enqueue(REVIEW_JOB, { cause: 'rules' }, { key: `${REVIEW_JOB}:${ctx.org.id}` });
  await ctx.announce({ kind: 'settings' });
  return rulesNow(ctx);
}

export const handlers = [
  handle(contract.getSettings, (ctx) => settingsNow(ctx)),

  handle(contract.saveSettings, async (ctx, input) => {
    if (!isTimezone(input.timezone)) {
      const expected = 'an IANA time zone such as Europe/Berlin';
      throw new Invalid([{ field: 'timezone', expected, found: input.timezone, rule: 'timezone' }]);
    }
    await lockSettings(ctx);
    const before = await loadSettings(ctx);
    await refuseBaseCurrency(ctx, before.base_currency, input.baseCurrency);
    await saveSettingsRow(ctx, input.version, {
      name: input.name,
      base_currency: input.baseCurrency,
      timezone: input.timezone,
      fiscal_year_start: input.fiscalYearStart,
      language: input.language,
    });
    await ctx.announce({ kind: 'identity' });
    return settingsNow(ctx);
  }),

  handle(contract.getRules, (ctx) => rulesNow(ctx)),

  handle(contract.saveRules, async (ctx, input) => {
    const problems = checkRules(input.rules);
    if (problems.length > 0) {
      throw new Invalid(problems.map((problem) => ({ ...problem, field: `rules.${problem.field}` })));
    }
    await saveRulesRow(ctx, input.version, input.rules);
    return afterRules(ctx);
  }),

  handle(contract.resetRules, async (ctx, input) => {
    await saveRulesRow(ctx, input.version, null);
    return afterRules(ctx);
  }),

  handle(contract.listCurrencies, async (ctx) => ({
    base: ctx.org.baseCurrency,
    currencies: await loadCurrencies(ctx, ctx.today),
    can: { rates: ctx.can('settings.rates') },
  })),

  handle(contract.listRates, (ctx, input) =>
    loadRatesPage(ctx, {
      currency: input.currency,
      limit: input.limit ?? 50,
      from: fromCursor(input.after, ['text', 'day']),
    }),
  ),

  handle(contract.saveRate, async (ctx, input) => {
    const { version, ...given } = input;
    const wrong = checkRate(given, ctx.org.baseCurrency);
    if (wrong) {
      const field = wrong.field === 'date' ? 'validFrom' : wrong.field;
      throw new Invalid([{ field, expected: rateExpectations[wrong.word], found: given[field] }]);
    }
    const rate = { ...given, rate: plainRate(given.rate) };
    const there = await loadRate(ctx, rate.currency, rate.validFrom);
    if (version !== undefined) await changeRate(ctx, rate, version);
    else if (there) {
      throw new Refusal(
        'settings.rateExists',
        `There is a rate of ${there.rate} for ${there.currency} from ${there.validFrom} already.`,
        there,
      );
    } else await addRate(ctx, rate);
    if (there?.rate !== rate.rate) await restate(ctx, rate.currency, rate.validFrom);
    return (await loadRate(ctx, rate.currency, rate.validFrom))!;
  }),

  handle(contract.removeRate, async (ctx, input) => {
    await dropRate(ctx, input.currency, input.validFrom, input.version);
    await checkStillRated(ctx, input.currency, input.validFrom);
    await restate(ctx, input.currency, input.validFrom);
    return { done: true as const };
  }),

  handle(contract.removeRatesOf, async (ctx, input) => {
    const { removed, from } = await dropRatesOf(ctx, input.currency);
    await checkStillRated(ctx, input.currency, from);
    await restate(ctx, input.currency, from);
    return { removed };
  }),

  handle(contract.importRates, async (ctx, input) => {
    const { rates, problems } = readRates(input.text, ctx.org.baseCurrency);
    if (problems.length > 0) {
      throw new Invalid(
        problems.slice(0, MOST_PROBLEMS).map(({ row, field, word, found }) => ({
          field: `rows.${row}.${field}`,
          expected: rateExpectations[word],
          found,
        })),
        `Nothing was saved: ${problems.length} rows are wrong.`,
      );
    }
    const { changed, ...counts } = await mergeRates(ctx, rates, { source: 'file', importId: null });
    ctx.note({ recordKind: 'rates', recordId: null, after: counts });
    for (const { currency, from } of changed) await restate(ctx, currency, from);
    return counts;
  }),
] as const;
