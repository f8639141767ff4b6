import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addressKey,
  checkKinds,
  checkPlace,
  groupName,
  headOf,
  nameStem,
  ownDomain,
  proposalStrength,
  taxKey,
} from './rules.ts';

describe('the stem of a name', () => {
  test.each([
    ['Northwind GmbH', 'northwind'],
    ['Northwind GmbH & Co. KG', 'northwind'],
    ['NORTHWIND, Inc.', 'northwind'],
    ['Northwind Traders Ltd.', 'northwind traders'],
    ['ООО «Ромашка», г. Москва', 'ромашка'],
    ['АО "Ромашка"', 'ромашка'],
    ['Общество с ограниченной ответственностью "Ромашка"', 'ромашка'],
    ['ИП Иванов И.И.', 'иванов ии'],
    ['Polskie Smaki Sp. z o.o.', 'polskie smaki'],
    ['Boulangerie Dupont S.A.R.L.', 'boulangerie dupont'],
    ['Dupont S. A.', 'dupont'],
    ['Tailspin Toys (Head Office)', 'tailspin toys'],
    ['Tailspin Toys (Sylvanite, MT)', 'tailspin toys'],
    ['Magnit № 128', 'magnit'],
    ['Ёлки ООО', 'елки'],
    ['ООО', null],
    ['(Berlin)', null],
    ['12345', null],
  ])('%s -> %s', (name, stem) => expect(nameStem(name)).toBe(stem));

  test('is the same for every legal form and city, and finding it again changes nothing', () => {
    const word = fc.stringMatching(/^[a-zа-я]{5,9}$/);
    const form = fc.constantFrom('GmbH', 'Ltd', 'S.A.', 'Sp. z o.o.', 'SARL', 'B.V.', '');
    fc.assert(
      fc.property(word, word, form, form, (one, two, before, after) => {
        const name = `${one} ${two}`;
        const stem = nameStem(name);
        expect(nameStem(`${name} ${after}`)).toBe(stem);
        expect(nameStem(`${name.toUpperCase()} (Paris) ${before}`)).toBe(stem);
        if (stem !== null) expect(nameStem(stem)).toBe(stem);
      }),
    );
  });

  test('never fails on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (name) => {
        nameStem(name);
        ownDomain(name);
        addressKey(name, name);
        taxKey(name);
      }),
    );
  });
});

test('free mail providers and non-domains prove nothing', () => {
  expect(ownDomain('anna@shop.northwind.co.uk')).toBe('northwind.co.uk');
  expect(ownDomain('https://www.northwind.com/contact?x=1')).toBe('northwind.com');
  expect(ownDomain('www.ромашка.рф')).toBe('ромашка.рф');
  for (const no of ['anna@gmail.com', 'x@mail.ru', 'northwind', '10.0.0.1', '', null]) expect(ownDomain(no)).toBe(null);
});

test('addresses need a code and a street, tax ids more than a placeholder', () => {
  expect(addressKey('10 115', 'Invaliden-Str. 12')).toBe(addressKey('10115', 'invaliden str 12'));
  expect(addressKey('', 'Invalidenstr. 12')).toBe(null);
  expect(taxKey('DE 136.695.976')).toBe('DE136695976');
  expect(taxKey('0000000000')).toBe(null);
});

test('more evidence is never weaker, and nothing is certain', () => {
  const evidence = fc.record({
    kind: fc.constantFrom('tax_id' as const, 'name' as const, 'address' as const, 'mail_domain' as const),
    value: fc.string({ minLength: 1 }),
  });
  fc.assert(
    fc.property(fc.array(evidence, { maxLength: 4 }), evidence, (some, one) => {
      const [less, more] = [proposalStrength(some), proposalStrength([...some, one])];
      expect(more).toBeGreaterThanOrEqual(less);
      expect(more).toBeLessThanOrEqual(1);
    }),
  );
});

test('nothing stands under itself, and only outlets under an outlet', () => {
  expect(() => checkPlace('a', ['b', 'a'])).toThrow('under itself');
  expect(() => checkPlace('a', ['b', 'c'])).not.toThrow();
  expect(() => checkKinds('entity', 'outlet')).toThrow('only outlets');
  expect(() => checkKinds('outlet', 'outlet')).not.toThrow();
});

test('two come together under the group, else under the larger head, else under a new group', () => {
  const group = { id: '1', kind: 'group' as const, below: 0 };
  const head = { id: '2', kind: 'entity' as const, below: 9 };
  const alone = { id: '3', kind: 'entity' as const, below: 0 };
  expect(headOf(head, group)).toBe(group);
  expect(headOf(alone, head)).toBe(head);
  expect(headOf(alone, { ...alone, id: '4' })).toBe(null);
  expect(groupName('Tailspin Toys (Head Office)', 'Tailspin Toys (Absecon, NJ)')).toBe('Tailspin Toys');
  expect(groupName('Northwind GmbH, Berlin', 'Northwind AG')).toBe('Northwind AG');
});
