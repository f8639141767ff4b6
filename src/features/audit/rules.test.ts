import { describe, expect, test } from 'vitest';
import { redacted, shown, verbOfField } from './rules.ts';

const none = () => false;
const all = () => true;
const closed = () => undefined;

describe('what a reader sees of a change', () => {
  test('costs and margins need their verb, whatever the writer marked', () => {
    for (const field of ['cost', 'cost_currency', 'unit_cost', 'unitCost'])
      expect(verbOfField(field)).toBe('products.seeCost');
    for (const field of ['margin', 'base_cost', 'margin_share', 'grossMargin'])
      expect(verbOfField(field)).toBe('ledger.seeMargin');
    for (const field of ['costume', 'name', 'roles', 'accost']) expect(verbOfField(field)).toBeNull();
    const change = { field: 'cost', before: '1.00', after: '2.00' };
    expect(shown(change, none, closed)).toEqual({ field: 'cost', before: null, after: null, withheld: 'confidential' });
    expect(shown(change, all, closed)).toEqual({ ...change, withheld: null });
  });

  test('a verb that the writer marked is asked for', () => {
    const change = { field: 'price', before: 1, after: 2, verb: 'products.seeCost' };
    expect(shown(change, none, closed).withheld).toBe('confidential');
    expect(shown(change, all, closed).after).toBe(2);
  });

  test('confidential fields inside of values are left out', () => {
    const value = { name: 'x', cost: 3, lines: [{ margin: 1, net: 2 }] };
    expect(redacted(value, none)).toEqual({ name: 'x', lines: [{ net: 2 }] });
    expect(redacted(value, all)).toEqual(value);
  });

  test('erased values say so', () => {
    const change = { field: 'name', before: 'sealed', after: 'sealed', person: 'p' };
    expect(shown(change, all, closed).withheld).toBe('erased');
    expect(shown(change, all, () => ({ before: 'A', after: 'B' }))).toEqual({
      field: 'name',
      before: 'A',
      after: 'B',
      withheld: null,
    });
  });
});
