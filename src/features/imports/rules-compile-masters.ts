import Big from 'big.js';
import { isCurrency } from '../../pure/currencies.ts';
import { ownReader } from './rules-own.ts';
import { decimalReader, type Reader } from './rules-readers.ts';
import { type Compiling, type Emit, nothing, plain, type StagedRow, shapeOfStage } from './rules-staged.ts';
import { currencyOf } from './rules-words.ts';

const gone = (c: Compiling): ((cells: Parameters<Reader>[0]) => boolean) => {
  const deleted = c.read('deleted');
  if (deleted === null) return () => false;
  return (cells) => {
    if (deleted(cells) !== 'true') return false;
    c.faults.set('deleted', 'true', 'cancelled', 'The row is marked as deleted in the source.');
    return true;
  };
};

/** The first of several readers that gives a value. */
export const firstOf = (c: Compiling, ...names: string[]): Reader => {
  const readers = names.map((name) => c.read(name)).filter((reader) => reader !== null);
  return (cells) => {
    for (const reader of readers) {
      const value = reader(cells);
      if (value !== null) return value;
    }
    return null;
  };
};

// A name in one column, or in two.
const nameOf = (c: Compiling): Reader => {
  const whole = firstOf(c, 'name');
  const first = firstOf(c, 'first_name');
  const last = firstOf(c, 'last_name');
  return (cells) => whole(cells) ?? ([first(cells), last(cells)].filter((part) => part !== null).join(' ') || null);
};

/** The fault of a row that lacks what it is about. */
export const required = (c: Compiling, field: string, what: string): null =>
  c.faults.set(field, '', 'required', `The row has no ${what}.`);

const LEVELS: readonly [RegExp, string][] = [
  [/group|holding|групп|холдинг|konzern|groupe|grupo/i, 'group'],
  [/outlet|shop|store|branch|точка|магазин|филиал|filiale|magasin|tienda|sucursal/i, 'outlet'],
  [/entity|legal|юр|company|компани|firma|société|empresa|unternehmen/i, 'entity'],
];
const CHANNELS: readonly [RegExp, string][] = [
  [/distrib|дистриб|wholesal|опт|großh|grossh|mayorist|grossist/i, 'distributor'],
  [/market ?place|маркетплейс|ozon|wildberries|amazon|zalando/i, 'marketplace'],
  [/retail|розн|einzelh|détail|minorist/i, 'retail'],
  [/direct|прям|direkt/i, 'direct'],
];
const wordOf = (forms: readonly [RegExp, string][], text: string | null): string | null =>
  text === null ? null : (forms.find(([form]) => form.test(text))?.[1] ?? null);

/** Customers. A parent that is the customer itself is none; the key falls back to code, tax id, name. */
export function customersEmit(c: Compiling): Emit {
  const { blank, at } = shapeOfStage('customers');
  const key = firstOf(c, 'key', 'code', 'tax_id');
  const name = nameOf(c);
  const parent = c.read('parent');
  const kind = c.read('kind');
  const channel = c.read('channel');
  const role = c.read('role');
  const address = c.read('address');
  const address2 = c.read('address2');
  const isGone = gone(c);
  const own = ownReader(c);
  const rest = plain(c, 'customers', {
    legal_name: 'legal_name',
    tax_id: 'tax_id',
    category: 'category',
    country: 'country',
    region: 'region',
    city: 'city',
    postal_code: 'postal_code',
    phone: 'phone',
    email: 'email',
    web: 'web',
    manager_name: 'manager',
    currency: 'currency',
    credit_limit: 'credit_limit',
    payment_days: 'payment_days',
  });
  return ({ cells }) => {
    if (isGone(cells)) return null;
    const said = name(cells);
    const id = key(cells) ?? said;
    if (id === null) return required(c, 'key', 'key and no name');
    const part = role?.(cells) ?? null;
    if (part !== null && /продав|поставщ|seller|supplier/i.test(part)) return nothing;
    const values = blank.slice();
    values[at.external_id] = id;
    values[at.name] = said ?? id;
    const above = parent?.(cells) ?? null;
    if (above !== null && above !== id && above !== '0' && !/^[0-]+$/.test(above))
      values[at.parent_external_id] = above;
    values[at.kind] = wordOf(LEVELS, kind?.(cells) ?? null);
    values[at.channel] = wordOf(CHANNELS, channel?.(cells) ?? null);
    const lines = [address?.(cells) ?? null, address2?.(cells) ?? null].filter((line) => line !== null);
    if (lines.length > 0) values[at.address] = lines.join(', ');
    for (let index = 0; index < rest.places.length; index++) values[rest.places[index]!] = rest.readers[index]!(cells);
    values[at.fields] = own(cells);
    return [{ stage: 'customers', values }];
  };
}

/** Products. The key falls back to code and name. */
export function productsEmit(c: Compiling): Emit {
  const { blank, at } = shapeOfStage('products');
  const key = firstOf(c, 'key', 'code');
  const name = firstOf(c, 'name');
  const isGone = gone(c);
  const rest = plain(c, 'products', {
    code: 'code',
    group_name: 'group',
    unit: 'unit',
    barcode: 'barcode',
    cost: 'cost',
    price: 'price',
    currency: 'currency',
  });
  return ({ cells }) => {
    if (isGone(cells)) return null;
    const said = name(cells);
    const id = key(cells) ?? said;
    if (id === null) return required(c, 'key', 'key and no name');
    const values = blank.slice();
    values[at.external_id] = id;
    values[at.name] = said ?? id;
    for (let index = 0; index < rest.places.length; index++) values[rest.places[index]!] = rest.readers[index]!(cells);
    return [{ stage: 'products', values }];
  };
}

export function pricesEmit(c: Compiling): Emit {
  const product = c.need('product');
  const type = c.read('price_type');
  const currency = c.read('currency');
  const price = c.need('price');
  return ({ cells }) => [
    { stage: 'prices', values: [product(cells), type?.(cells) ?? null, currency?.(cells) ?? null, price(cells)] },
  ];
}

/** Salespeople; rows that a yes/no column says are none are left out. */
export function salespeopleEmit(c: Compiling): Emit {
  const key = firstOf(c, 'key');
  const name = nameOf(c);
  const email = c.read('email');
  const phone = c.read('phone');
  const only = c.read('only_if');
  return ({ cells }) => {
    if (only !== null && only(cells) !== 'true') return c.faults.first === null ? nothing : null;
    const said = name(cells);
    const id = key(cells) ?? said;
    if (id === null) return required(c, 'key', 'key and no name');
    return [{ stage: 'salespeople', values: [id, said ?? id, email?.(cells) ?? null, phone?.(cells) ?? null] }];
  };
}

/** Rates: units of the base currency for one of the currency, whichever way the file tells it. Rates of the base currency itself fall out. */
export function ratesEmit(c: Compiling): Emit {
  const { baseCurrency } = c.context;
  const date = c.need('date');
  const nominal = c.read('nominal');
  const base = c.read('base_currency');
  const inverse = c.mapping.options.rate === 'ofBase';
  const rated = (
    currency: string,
    other: string,
    text: string,
    units: string | null,
    day: string | null,
  ): StagedRow[] | null => {
    let value = new Exact(text);
    if (value.lte(0)) return c.faults.set('rate', text, 'range', `The rate ${text} must be above zero.`);
    if (units !== null && Number(units) > 0) value = value.div(units);
    // Told as `other` for one of `currency`; turned round when the base currency stands on the other side.
    let foreign = currency;
    let turned = inverse;
    if (currency === baseCurrency && other !== baseCurrency) {
      foreign = other;
      turned = !inverse;
    } else if (other !== baseCurrency) return nothing;
    if (foreign === baseCurrency) return nothing;
    const rate = turned ? one.div(value) : value;
    return [{ stage: 'rates', values: [foreign, day, rate.round(12).toFixed()] }];
  };
  if (c.mapping.options.wide) {
    const columns = c.table.headers
      .map((header, column) => ({ currency: wideCurrency(header), column, header }))
      .filter(
        (each): each is { currency: string; column: number; header: string } =>
          each.currency !== null && each.column !== c.column('date'),
      )
      .map((each) => ({
        ...each,
        read: decimalReader(
          { field: 'rate', column: each.column, header: each.header, faults: c.faults },
          c.table.dialect,
        ),
      }));
    return ({ cells }) => {
      const day = date(cells);
      const rows: StagedRow[] = [];
      for (const each of columns) {
        const text = each.read(cells);
        if (text === null) continue;
        const made = rated(each.currency, base?.(cells) ?? baseCurrency, text, null, day);
        if (made === null) return null;
        rows.push(...made);
      }
      return rows;
    };
  }
  const currency = c.need('currency');
  const rate = c.need('rate');
  return ({ cells }) => {
    const day = date(cells);
    const code = currency(cells);
    const text = rate(cells);
    if (day === null || code === null || text === null) return null;
    return rated(code, base?.(cells) ?? baseCurrency, text, nominal?.(cells) ?? null, day);
  };
}

// Twenty digits behind the point, without changing the precision of everybody else.
const Exact = Big();
Exact.DP = 20;
const one = new Exact(1);

/** The currency that a column of a wide table of rates is named by: "USD", "USD/EUR", "EUR/USD" (the one that is quoted). */
export function wideCurrency(header: string): string | null {
  const text = header.trim().toUpperCase();
  if (isCurrency(text)) return text;
  const pair = /^(?:EUR|RUB)[/ _-]?([A-Z]{3})$/.exec(text);
  if (pair && isCurrency(pair[1]!)) return pair[1]!;
  return text.length > 3 && text.length < 30 ? currencyOf(/\(([^)]+)\)$/.exec(text)?.[1] ?? '') : null;
}
