import { expect, test } from 'vitest';
import { Invalid } from '../../pure/refusal.ts';
import { compileMapping } from './rules-compile.ts';
import { checkMapping } from './rules-mapping.ts';

const context = { today: '2026-11-21', baseCurrency: 'EUR' };
const dialect = { decimal: '.' as const, thousands: null, dateOrder: 'ymd' as const, dateOrders: {} };

test('names of the language itself are no options and no fields', () => {
  const problems = checkMapping(
    { kind: 'products', fields: { constructor: 'a', key: 'a' }, options: { constructor: 'x', toString: 1 } },
    { headers: ['a'] },
  );
  expect(problems.map((problem) => problem.field)).toEqual([
    'fields.constructor',
    'options.constructor',
    'options.toString',
  ]);
});

test('a mapping that does not fit is refused in words', () => {
  expect(checkMapping(null, { headers: [] })).toMatchObject([{ field: 'mapping' }]);
  expect(checkMapping({ kind: 'cars' }, { headers: [] })).toMatchObject([{ field: 'kind', found: 'cars' }]);
  const problems = checkMapping(
    {
      kind: 'invoices',
      fields: { number: 'nowhere', wheel: 'a' },
      constants: { currency: 'zz', date: '31.12.2024' },
      options: { amount: 'maybe', other: 1 },
    },
    { headers: ['a'] },
  );
  expect(problems.map((problem) => problem.field)).toEqual([
    'fields.number',
    'fields.wheel',
    'constants.currency',
    'constants.date',
    'options.amount',
    'options.other',
    'number',
    'customer',
    'date',
  ]);
  expect(() =>
    compileMapping(
      { table: 't', kind: 'invoices', fields: {}, constants: {}, options: {} },
      { headers: [], name: '', file: '', dialect },
      context,
    ),
  ).toThrow(Invalid);
});
