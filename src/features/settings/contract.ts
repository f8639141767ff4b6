import Type, { type Static } from 'typebox';
import { operation } from '../../pure/operation.ts';
import {
  CurrencyCode,
  Day,
  Decimal,
  Done,
  Empty,
  FILLED,
  oneOf,
  orNull,
  PageInput,
  page,
  Version,
} from '../../pure/shapes.ts';
import { LANGUAGES } from '../people/contract.ts';

const closed = { additionalProperties: false };

/** The thresholds of who is key. Shares are fractions (0.8 = 80 %), compared to a millionth. */
export const Rules = Type.Object(
  {
    abc: Type.Object({ a: Type.Number(), b: Type.Number() }, closed),
    xyz: Type.Object({ x: Type.Number(), y: Type.Number(), minimumMonths: Type.Integer() }, closed),
    tenPercent: Type.Number(),
    eighty: Type.Number(),
    topFifth: Type.Number(),
    programmeSize: Type.Integer(),
    emerging: Type.Object(
      {
        growth: Type.Number(),
        quartersUp: Type.Integer(),
        quarters: Type.Integer(),
        minimumShare: Type.Number(),
      },
      closed,
    ),
    missedReviews: Type.Integer(),
    active: Type.Object({ days: Type.Integer(), orders: Type.Integer(), dormantTimes: Type.Integer() }, closed),
  },
  closed,
);
/**
 * - `abc`: class A while the cumulative share before the account is below `a`, B below `b`, else C.
 * - `xyz`: X while the coefficient of variation is below `x`, Y below `y`, else Z; none with fewer than `minimumMonths`.
 * - `tenPercent`: an account with at least this share of the base is key (inclusive).
 * - `eighty`: the smallest number of accounts that make at least this share of the base.
 * - `topFifth`: this part of the buying accounts, rounded up.
 * - `programmeSize`: those in the 80 % set must also be among the first so many.
 * - `emerging`: growth of at least `growth`, up in `quartersUp` of the last `quarters`, at least `minimumShare` of the total.
 * - `missedReviews`: a key account steps down when the key rules are missed in so many reviews running.
 * - `active`: at least `orders` orders in the last `days` days; dormant: nothing in `dormantTimes` times those days.
 */
export type SegmentationRules = Static<typeof Rules>;

export const Settings = Type.Object({
  slug: Type.String(),
  name: Type.String(),
  isSample: Type.Boolean(),
  baseCurrency: CurrencyCode,
  timezone: Type.String(),
  fiscalYearStart: Type.Integer({ description: 'The month in which the fiscal year begins, 1 to 12' }),
  language: oneOf(LANGUAGES),
  version: Version,
  baseCurrencyHeld: orNull(oneOf(['ledger', 'rates'])),
  can: Type.Object({ manage: Type.Boolean(), rates: Type.Boolean() }),
});

export const getSettings = operation({
  name: 'getSettings',
  method: 'GET',
  path: '/settings',
  summary: 'The settings of the organisation',
  permission: 'settings.read',
  anchor: 'organisation',
  input: Empty,
  output: Settings,
});

export const saveSettings = operation({
  name: 'saveSettings',
  method: 'PUT',
  path: '/settings',
  summary: 'Change the settings; the base currency only while the ledger and the exchange rates are empty',
  permission: 'settings.manage',
  audit: 'changed the settings',
  anchor: 'organisation',
  input: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 200, pattern: FILLED }),
    baseCurrency: CurrencyCode,
    timezone: Type.String({ maxLength: 60, description: 'IANA name: Europe/Berlin' }),
    fiscalYearStart: Type.Integer({ minimum: 1, maximum: 12 }),
    language: oneOf(LANGUAGES),
    version: Version,
  }),
  output: Settings,
});

const RulesState = Type.Object({
  rules: Rules,
  defaults: Rules,
  version: Version,
  can: Type.Object({ manage: Type.Boolean() }),
});

export const getRules = operation({
  name: 'getRules',
  method: 'GET',
  path: '/settings/rules',
  summary: 'The thresholds by which key accounts are found, and their defaults',
  permission: 'settings.read',
  anchor: 'organisation',
  input: Empty,
  output: RulesState,
});

export const saveRules = operation({
  name: 'saveRules',
  method: 'PUT',
  path: '/settings/rules',
  summary: 'Change the thresholds; the next review uses them',
  permission: 'settings.manage',
  audit: 'changed the rules',
  anchor: 'organisation',
  input: Type.Object({ rules: Rules, version: Version }),
  output: RulesState,
});

export const resetRules = operation({
  name: 'resetRules',
  method: 'DELETE',
  path: '/settings/rules',
  summary: 'Go back to the default thresholds',
  permission: 'settings.manage',
  audit: 'reset the rules',
  anchor: 'organisation',
  input: Type.Object({ version: Version }),
  output: RulesState,
});

export const Rate = Type.Object({
  currency: CurrencyCode,
  validFrom: Day,
  rate: { ...Decimal, description: 'Units of the base currency for one unit of this currency' } as typeof Decimal,
  source: oneOf(['hand', 'file', 'import']),
  version: Version,
});

export const listCurrencies = operation({
  name: 'listCurrencies',
  method: 'GET',
  path: '/currencies',
  summary: 'The base currency, and every currency with rates: the rate in force today and how many there are',
  permission: 'settings.read',
  anchor: 'organisation',
  input: Empty,
  output: Type.Object({
    base: CurrencyCode,
    currencies: Type.Array(
      Type.Object({
        currency: CurrencyCode,
        rate: orNull(Decimal),
        validFrom: orNull(Day),
        rates: Type.Integer(),
      }),
    ),
    can: Type.Object({ rates: Type.Boolean() }),
  }),
});

export const listRates = operation({
  name: 'listRates',
  method: 'GET',
  path: '/exchange-rates',
  summary: 'Exchange rates by currency, newest first',
  permission: 'settings.read',
  anchor: 'organisation',
  input: Type.Object({ currency: Type.Optional(CurrencyCode), ...PageInput }),
  output: page(Rate),
});

export const saveRate = operation({
  name: 'saveRate',
  method: 'PUT',
  path: '/exchange-rates/{currency}/{validFrom}',
  summary:
    'Set the rate that holds from a date until the next one. Without `version` it must be new; with it, it replaces the one that was read',
  permission: 'settings.rates',
  audit: 'set an exchange rate',
  anchor: 'organisation',
  input: Type.Object({ currency: CurrencyCode, validFrom: Day, rate: Decimal, version: Type.Optional(Version) }),
  output: Rate,
});

export const removeRate = operation({
  name: 'removeRate',
  method: 'DELETE',
  path: '/exchange-rates/{currency}/{validFrom}',
  summary: 'Remove one exchange rate: the one before it holds again',
  permission: 'settings.rates',
  audit: 'removed an exchange rate',
  anchor: 'organisation',
  input: Type.Object({ currency: CurrencyCode, validFrom: Day, version: Version }),
  output: Done,
});

export const removeRatesOf = operation({
  name: 'removeRatesOf',
  method: 'DELETE',
  path: '/exchange-rates/{currency}',
  summary: 'Remove every exchange rate of a currency',
  permission: 'settings.rates',
  audit: 'removed the exchange rates of a currency',
  anchor: 'organisation',
  input: Type.Object({ currency: CurrencyCode }),
  output: Type.Object({ removed: Type.Integer() }),
});

export const importRates = operation({
  name: 'importRates',
  method: 'POST',
  path: '/exchange-rates/file',
  summary:
    'Set many rates from CSV text: currency, date, rate (comma, semicolon or tab; a header row may name and order them). All or nothing; 400 names each wrong row',
  permission: 'settings.rates',
  audit: 'imported exchange rates',
  anchor: 'organisation',
  input: Type.Object({ text: Type.String({ minLength: 1, maxLength: 1_500_000 }) }),
  output: Type.Object({ inserted: Type.Integer(), updated: Type.Integer(), unchanged: Type.Integer() }),
});
