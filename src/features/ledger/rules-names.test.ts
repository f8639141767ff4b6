import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NamesOnce } from './rules-names.ts';
import { STAGES } from './rules-staging.ts';

const COLUMNS = Object.keys(STAGES.lines);

function line(row: Partial<Record<keyof (typeof STAGES)['lines'], string>>): (string | null)[] {
  return COLUMNS.map((name) => row[name as keyof typeof row] ?? null);
}

test('names are told once, again when they change, and leave the lines', () => {
  const names = new NamesOnce();
  const first = line({
    account_external_id: 'C1',
    account_name: 'Acme',
    product_external_id: 'P1',
    product_group: 'Jam',
  });
  expect(names.takeFrom(first)).toEqual([
    ['customers', 'C1', 'Acme', null],
    ['products', 'P1', null, 'Jam'],
  ]);
  expect(first).toEqual(line({ account_external_id: 'C1', product_external_id: 'P1' }));
  expect(names.takeFrom(line({ account_external_id: 'C1', account_name: 'Acme' }))).toEqual([]);
  expect(names.takeFrom(line({ account_external_id: 'C1', account_name: 'Acme Ltd' }))).toEqual([
    ['customers', 'C1', 'Acme Ltd', null],
  ]);
  expect(names.takeFrom(line({ account_name: 'without a key' }))).toEqual([]);
});

test('whatever comes, every pair of key and name is told', () => {
  const rows = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z')));
  fc.assert(
    fc.property(rows, (pairs) => {
      const names = new NamesOnce();
      const told = pairs.flatMap(([key, name]) =>
        names
          .takeFrom(line({ salesperson_external_id: key, salesperson_name: name }))
          .map((row) => `${row[1]} ${row[2]}`),
      );
      expect(new Set(told)).toEqual(new Set(pairs.map(([key, name]) => `${key} ${name}`)));
    }),
  );
});
