import { describe, expect, test } from 'vitest';
import type { TableShape } from './rules-mapping.ts';
import { proposeMapping } from './rules-propose.ts';

/** A flat file of which `broken` of four rows have no readable day and amount. */
function flatFile(broken: number): TableShape {
  const good = ['S-1', 'C1', '2024-01-05', 'P1', '2', '10.50', '21.00'];
  const bad = ['S-2', 'C2', 'yesterday', 'P2', 'two', 'ten', 'twenty'];
  return {
    id: 'sales.csv',
    file: 'sales.csv',
    name: 'sales',
    headers: ['Invoice', 'Customer', 'Date', 'Product', 'Quantity', 'Price', 'Amount'],
    sample: Array.from({ length: 40 }, (_, at) => ({
      number: at + 2,
      cells: [...(at % 4 < broken ? bad : good)].map((cell, column) => (column === 0 ? `S-${at}` : cell)),
    })),
    dialect: { decimal: '.', thousands: null, dateOrder: 'ymd', dateOrders: {} },
  };
}

describe('a flat file with broken rows', () => {
  for (const broken of [0, 1, 2, 3]) {
    test(`${broken} of 4 broken: still sales, so that the broken rows are rejected`, () => {
      const [proposal] = proposeMapping([flatFile(broken)], { today: '2024-06-01', baseCurrency: 'EUR' });
      expect(proposal!.kind).toBe('flat_sales');
      expect(proposal!.fields).toMatchObject({
        number: 'Invoice',
        customer: 'Customer',
        date: 'Date',
        quantity: 'Quantity',
      });
    });
  }

  test('all broken: never customers or products, the user is asked', () => {
    const [proposal] = proposeMapping([flatFile(4)], { today: '2024-06-01', baseCurrency: 'EUR' });
    expect(['customers', 'products', 'salespeople']).not.toContain(proposal!.kind);
  });
});
