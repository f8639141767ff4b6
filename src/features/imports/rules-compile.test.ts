import { describe, expect, test } from 'vitest';
import type { Cell } from '../../kernel/exchange/table.ts';
import { STAGES } from '../ledger/rules-staging.ts';
import { compileMapping, isFault } from './rules-compile.ts';
import type { Kind } from './rules-kinds.ts';
import type { Mapping, MappingOptions } from './rules-mapping.ts';
import { hundredth } from './rules-readers.ts';

const context = { today: '2026-11-21', baseCurrency: 'EUR' };
const dialect = { decimal: '.' as const, thousands: null, dateOrder: 'ymd' as const, dateOrders: {} };

/** Compiles a mapping whose columns are named like its fields, and runs it on one row of values by field. */
function run(
  kind: Kind,
  values: Record<string, Cell>,
  options: MappingOptions = {},
  constants: Record<string, string> = {},
  more = {},
) {
  const headers = Object.keys(values);
  const mapping: Mapping = {
    table: 't',
    kind,
    fields: Object.fromEntries(headers.map((name) => [name, name])),
    constants,
    options,
  };
  const compiled = compileMapping(
    mapping,
    { headers, name: 't', file: 't.csv', dialect: { ...dialect, ...more } },
    context,
  );
  const output = compiled({ number: 2, cells: Object.values(values) });
  if (isFault(output)) return output;
  return output.map(({ stage, values: found }) => ({
    stage,
    ...Object.fromEntries(
      Object.keys(STAGES[stage]).flatMap((name, index) => (found[index] === null ? [] : [[name, found[index]]])),
    ),
  }));
}

const flat = { number: 'A1', date: '2024-03-12', customer: 'C1', product: 'P1', quantity: '2', price: '3.5' };

describe('flat sales', () => {
  test('a row as it stands', () => {
    expect(
      run('flat_sales', { ...flat, customer: ' 17850.0 ', discount: '12.5', tax: '1' }, { discount: 'percent' }),
    ).toEqual([
      {
        stage: 'lines',
        series: 'sale',
        number: 'A1',
        account_external_id: '17850',
        doc_date: '2024-03-12',
        product_external_id: 'P1',
        quantity: '2',
        unit_price: '3.5',
        discount: '0.125',
        tax: '1',
      },
    ]);
  });

  test.each<[string, Record<string, Cell>, MappingOptions, Record<string, string | undefined>]>([
    [
      'a return by quantity keeps its series',
      { quantity: '-2', net: '7' },
      {},
      { series: 'sale', quantity: '-2', net: '-7' },
    ],
    ['a return by amount', { quantity: '2', net: '-7', cost: '5' }, {}, { quantity: '-2', net: '-7', cost: '-5' }],
    [
      'a marked credit note in positive figures',
      { mark: 'Gutschrift', net: '7', tax: '1', profit: '2' },
      {},
      { series: 'credit', quantity: '-2', net: '-7', tax: '-1', profit: '-2' },
    ],
    [
      'a marked credit note in negative figures',
      { mark: 'Credit note', quantity: '-2', net: '-7', profit: '-2' },
      {},
      { series: 'credit', quantity: '-2', net: '-7', profit: '-2' },
    ],
    [
      'a negative price is an allowance',
      { quantity: '2', price: '-3', net: '-6' },
      {},
      { series: 'sale', quantity: '2', unit_price: '-3', net: '-6' },
    ],
    [
      'numbers with C',
      { number: 'C17', quantity: '-2' },
      { prefixes: { C: 'credit' } },
      { series: 'credit', number: 'C17', quantity: '-2' },
    ],
    ['numbers that begin anew every year', {}, { numbers: 'yearly' }, { number: 'A1/2024' }],
    ['cost of a unit', { unit_cost: '1.1', quantity: '3' }, {}, { cost: '3.3' }],
    ['a discount as an amount', { discount: '1.5' }, { discount: 'amount' }, { net: '5.5', discount: undefined }],
    ['a discount with a percent sign', { discount: '5 %' }, { discount: 'fraction' }, { discount: '0.05' }],
    ['an amount with tax', { amount: '12', tax: '2' }, { amount: 'gross' }, { gross: '12', tax: '2', net: undefined }],
    ['exact decimals', { net: '12345678901234.123456789' }, {}, { net: '12345678901234.123456789' }],
    ['currency signs', { currency: 'руб.' }, {}, { currency: 'RUB' }],
    ['an order', { mark: 'Заказ покупателя' }, {}, { series: 'order' }],
  ])('%s', (_, change, options, expected) => {
    const output = run('flat_sales', { ...flat, ...change }, options);
    expect(isFault(output as never)).toBe(false);
    for (const [name, value] of Object.entries(expected))
      expect((output as Record<string, unknown>[])[0]![name]).toBe(value);
  });

  test.each<[string, Record<string, Cell>, string, string]>([
    ['a day that does not exist', { date: '2024-02-30' }, 'date', 'date'],
    ['a date that is none', { date: 'soon' }, 'date', 'date'],
    ['a date too far', { date: '2124-01-01' }, 'date', 'range'],
    ['a date too old', { date: '1899-12-31' }, 'date', 'range'],
    ['a number that is none', { quantity: 'two' }, 'quantity', 'number'],
    ['a number too long', { net: '1234567890123456' }, 'net', 'range'],
    ['no customer', { customer: '' }, 'customer', 'required'],
    ['no date', { date: 'NULL' }, 'date', 'required'],
    ['neither amount nor price', { price: '' }, 'net', 'required'],
    ['a name too long', { customer_name: 'x'.repeat(501) }, 'customer_name', 'tooLong'],
    ['a currency that is none', { currency: 'XYZ1' }, 'currency', 'currency'],
    ['a discount above the price', { discount: '150' }, 'discount', 'range'],
    ['a payment', { mark: 'Payment' }, 'mark', 'otherKind'],
    ['a cancelled row', { cancelled: 'Да' }, 'cancelled', 'cancelled'],
    ['a void status', { status: 'Voided' }, 'status', 'cancelled'],
    ['not posted', { posted: 'Нет' }, 'posted', 'cancelled'],
  ])('%s is rejected', (_, change, field, code) => {
    const output = run('flat_sales', { ...flat, ...change }, { discount: 'percent' });
    expect(output).toMatchObject({ field, code });
    expect((output as { message: string }).message).toMatch(/^["A-Z].+\.$/);
  });

  test('a wholly empty row is left out, a broken one rejected as it is', () => {
    expect(
      run('flat_sales', { ...flat, number: '', date: ' ', customer: null, product: 'NULL', quantity: '', price: '-' }),
    ).toEqual([]);
    const compiled = compileMapping(
      {
        table: 't',
        kind: 'flat_sales',
        fields: { customer: 'customer', date: 'date', net: 'net' },
        constants: {},
        options: {},
      },
      { headers: ['customer', 'date', 'net'], name: 't', file: 't', dialect },
      context,
    );
    const problem = { code: 'columns' as const, message: 'Line 8 has 4 values, the header has 3.' };
    expect(compiled({ number: 8, cells: ['a', 'b', 'c', 'd'], problem })).toEqual({
      field: 'row',
      value: 'a | b | c | d',
      ...problem,
    });
  });

  test('without a number one is made per customer and day', () => {
    const { number: _, ...rest } = flat;
    expect(run('flat_sales', rest)).toMatchObject([{ number: 'sales:2024-03-12:C1' }]);
    const { date: __, ...undated } = rest;
    expect(run('flat_sales', undated, {}, { date: '2024-03-31' })).toMatchObject([
      { number: 'report:2024-03:C1', doc_date: '2024-03-31' },
    ]);
    expect(run('flat_sales', { ...undated, period: 'март 2024' })).toMatchObject([
      { number: 'report:2024-03:C1', doc_date: '2024-03-31' },
    ]);
  });
});

describe('other kinds', () => {
  test('customers: a parent that is the customer itself is none', () => {
    expect(
      run('customers', {
        key: '1',
        name: 'Head',
        parent: '1.0',
        credit_limit: '',
        payment_days: '30 days',
        kind: 'legal entity',
      }),
    ).toEqual([{ stage: 'customers', external_id: '1', name: 'Head', payment_days: '30', kind: 'entity' }]);
    expect(run('customers', { key: '2', name: 'Shop', parent: '1' })).toMatchObject([{ parent_external_id: '1' }]);
    expect(run('customers', { name: 'Only a name' })).toMatchObject([{ external_id: 'Only a name' }]);
    expect(run('customers', { key: '3', name: 'Gone', deleted: 'true' })).toMatchObject({ code: 'cancelled' });
  });

  test('salespeople: two names, and only those who are', () => {
    expect(run('salespeople', { key: '1', first_name: 'Nancy', last_name: 'Davolio' })).toMatchObject([
      { external_id: '1', name: 'Nancy Davolio' },
    ]);
    expect(run('salespeople', { key: '1', name: 'A', only_if: 'false' })).toEqual([]);
  });

  test('invoices: due day from days, settled, disputed', () => {
    expect(
      run('invoices', {
        number: '7.0',
        date: '2024-01-31',
        customer: 'C1',
        amount: '10',
        payment_days: '30',
        disputed: 'No',
        settled_on: '2024-02-01',
      }),
    ).toEqual([
      {
        stage: 'documents',
        series: 'sale',
        number: '7',
        account_external_id: 'C1',
        doc_date: '2024-01-31',
        due_date: '2024-03-01',
        gross: '10',
        disputed: 'false',
        settled_on: '2024-02-01',
      },
    ]);
    expect(
      run('credit_notes', { number: 'G1', date: '2024-01-31', customer: 'C1', net: '10', tax: '2' }),
    ).toMatchObject([{ series: 'credit', net: '-10', tax: '-2' }]);
  });

  test('transactions are told apart by mark, by number, by debit and credit', () => {
    const row = { payment_number: '231', date: '2013-01-02', customer: '1', gross: '-95.49' };
    const pay = { stage: 'payments', number: '231', account_external_id: '1', paid_on: '2013-01-02', amount: '95.49' };
    expect(
      run('transactions', { ...row, mark: '3', number: '' }, { payments: 'negative', marks: { 3: 'payment' } }),
    ).toEqual([pay]);
    expect(run('transactions', { ...row, mark: '9', number: '' }, { payments: 'negative' })).toEqual([pay]);
    expect(run('transactions', { ...row, mark: '9', number: '5', gross: '10' })).toMatchObject([
      { stage: 'documents', series: 'sale', number: '5' },
    ]);
    const taken = (gross: string) =>
      run('transactions', { ...row, mark: '9', number: '5', gross, cancelled: 'yes' }) as { withdraws?: object };
    expect(taken('10').withdraws).toEqual({ series: 'sale', number: '5' });
    expect(taken('-10').withdraws).toEqual({ series: 'credit', number: '5' });
    expect(run('transactions', { ...row, mark: '9', number: '5' })).toMatchObject([
      { stage: 'documents', series: 'credit', gross: '-95.49' },
    ]);
    const ledger = { number: 'D1', date: '2024-01-01', customer: 'C' };
    expect(run('transactions', { ...ledger, debit: '10', credit: '' })).toMatchObject([
      { stage: 'documents', gross: '10' },
    ]);
    expect(run('transactions', { ...ledger, debit: '0.00', credit: '10' })).toMatchObject([
      { stage: 'payments', amount: '10' },
    ]);
  });

  test('payments and refunds', () => {
    const row = { date: '2024-01-01', customer: 'C', amount: '10' };
    expect(run('payments', { ...row, number: 'P1', mark: 'Refund payment' })).toMatchObject([{ amount: '-10' }]);
    expect(run('payments', row)).toMatchObject([{ number: 'payment:2024-01-01:C:10' }]);
  });

  test('rates are turned round where the file tells them so', () => {
    expect(run('rates', { date: '2024-01-01', currency: 'USD', base_currency: 'EUR', rate: '0.92' })).toMatchObject([
      { currency: 'USD', rate: '0.92' },
    ]);
    expect(run('rates', { date: '2024-01-01', currency: 'EUR', base_currency: 'USD', rate: '1.25' })).toMatchObject([
      { currency: 'USD', rate: '0.8' },
    ]);
    expect(run('rates', { date: '2024-01-01', currency: 'EUR', rate: '1' })).toEqual([]);
    expect(run('rates', { date: '2024-01-01', currency: 'USD', rate: '0' })).toMatchObject({ code: 'range' });
  });

  test('open items', () => {
    expect(
      run(
        'open_items',
        { number: '1', date: '2024-01-01', customer: 'C', open_amount: '5' },
        {},
        { as_of: '2024-02-01' },
      ),
    ).toMatchObject([{ open_amount: '5', open_as_of: '2024-02-01' }]);
  });
});

test('a percent becomes a fraction exactly', () => {
  for (const [given, expected] of [
    ['12.5', '0.125'],
    ['5', '0.05'],
    ['100', '1'],
    ['0.1', '0.001'],
    ['-7', '-0.07'],
    ['0', '0'],
  ])
    expect(hundredth(given!)).toBe(expected);
});
