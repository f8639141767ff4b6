import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import type { Cell, Row } from '../../kernel/exchange/table.ts';
import { STAGES } from '../ledger/rules-staging.ts';
import { compileMapping, isFault } from './rules-compile.ts';
import { KIND_SPECS, KINDS } from './rules-kinds.ts';
import type { Mapping } from './rules-mapping.ts';

const context = { today: '2026-11-21', baseCurrency: 'EUR' };
const dialect = { decimal: '.' as const, thousands: null, dateOrder: 'ymd' as const, dateOrders: {} };
const flat = { number: 'A1', date: '2024-03-12', customer: 'C1', product: 'P1', quantity: '2', price: '3.5' };

describe('properties', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom<Cell>(
      '',
      'NULL',
      '12.03.2024',
      '2024-02-30',
      '-5',
      '1,234.50',
      '12 %',
      'Реализация 00-1 от 12.03.2024',
      'yes',
      'RUB',
      '€',
      { date: '2024-01-01' },
      { dateTime: '2024-01-01T10:00:00' },
      5,
      -0.1,
      1e300,
      true,
      false,
      null,
      '\0',
      '999999999999999999',
      'constructor',
      '__proto__',
      'toString',
    ),
    fc.double(),
  );
  const kinds = fc.constantFrom(...KINDS);

  test('a compiled mapping never throws, and gives whole rows of a stage', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.array(fc.array(cell, { minLength: 40, maxLength: 40 }), { maxLength: 5 }),
        fc.boolean(),
        (kind, rows, comma) => {
          const headers = KIND_SPECS[kind].fields.map((field) => field.name);
          const mapping: Mapping = {
            table: 't',
            kind,
            fields: Object.fromEntries(headers.map((name) => [name, name])),
            constants: {},
            options: { marks: { x: 'credit' }, names: { category: { 1: 'one' } }, prefixes: { C: 'credit' } },
          };
          const compiled = compileMapping(
            mapping,
            { headers, name: 't', file: 't', dialect: { ...dialect, decimal: comma ? ',' : '.' } },
            context,
          );
          rows.forEach((cells, index) => {
            const output = compiled({ number: index, cells } as Row);
            if (isFault(output)) expect(output.message).not.toBe('');
            else
              for (const { stage, values } of output) {
                expect(values).toHaveLength(Object.keys(STAGES[stage]).length);
                for (const value of values) expect(value === null || typeof value === 'string').toBe(true);
              }
          });
        },
      ),
      { numRuns: runs(300) },
    );
  });

  test('a mapping is the same after JSON', () => {
    const headers = Object.keys(flat);
    const mapping: Mapping = {
      table: 't',
      kind: 'flat_sales',
      fields: Object.fromEntries(headers.map((name) => [name, name])),
      constants: { currency: 'USD' },
      options: { discount: 'percent', prefixes: { C: 'credit' } },
    };
    const table = { headers, name: 't', file: 't', dialect };
    const row = { number: 2, cells: Object.values(flat) };
    expect(compileMapping(JSON.parse(JSON.stringify(mapping)), table, context)(row)).toEqual(
      compileMapping(mapping, table, context)(row),
    );
  });
});
