import { expect, test } from 'vitest';
import type { Cell } from '../../kernel/exchange/table.ts';
import { compileMapping } from './rules-compile.ts';
import type { Fault } from './rules-faults.ts';
import type { Kind } from './rules-kinds.ts';

const dialect = { decimal: '.' as const, thousands: null, dateOrder: 'ymd' as const, dateOrders: {} };

function faultOf(kind: Kind, values: Record<string, Cell>): Fault {
  const headers = Object.keys(values);
  const fields = Object.fromEntries(headers.map((name) => [name, name]));
  const compiled = compileMapping(
    { table: 't', kind, fields, constants: {}, options: {} },
    { headers, name: 't', file: 't.csv', dialect },
    { today: '2026-11-21', baseCurrency: 'EUR' },
  );
  return compiled({ number: 2, cells: Object.values(values) }) as Fault;
}

test('a rejected row names everything that is wrong with it, the first fault first', () => {
  const fault = faultOf('flat_sales', {
    number: 'A1',
    date: '2024-13-45',
    customer: '',
    quantity: 'two',
    price: '3.5',
  });
  expect(fault).toMatchObject({ field: 'date', value: '2024-13-45' });
  const lines = fault.message.split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[0]).toContain('"date"');
  expect(lines[1]).toContain('where a customer must stand');
  expect(lines[2]).toBe('"two" in "quantity" is not a number.');
});

test('a row that is not meant for the table says only that', () => {
  const row = { date: '2024-01-01', customer: 'C', amount: 'much', mark: 'Invoice', number: '1' };
  expect(faultOf('payments', row)).toMatchObject({
    code: 'otherKind',
    message: 'The row is an invoice, not a payment.',
  });
});
