import { describe, expect, test } from 'vitest';
import { accountCompared, contactCompared, phoneKey } from './keys.ts';
import { LEAST, likeness } from './rules.ts';

const account = (id: string, more: object) => accountCompared({ id, name: 'Romashka GmbH', ...more });
const score = (one: object, other: object) => likeness('account', account('1', one), account('2', other)).score;

describe('how likely two accounts are one', () => {
  test('names without legal form, in two scripts, and numbers', () => {
    expect(score({ name: 'ООО «Ромашка»' }, { name: 'Romashka Ltd.' })).toBeGreaterThanOrEqual(LEAST);
    expect(score({ tax_id: '1' }, { name: 'Globex' })).toBe(0);
    expect(score({ tax_id: '7707083893' }, { name: 'Romashka', tax_id: '77 0708 3893' })).toBeGreaterThan(0.9);
  });
  test('the same name elsewhere, and branches of one chain, are two', () => {
    expect(score({ city: 'Berlin' }, { city: 'Hamburg' })).toBeLessThan(LEAST);
    expect(score({ country: 'DE' }, { country: 'FR' })).toBeLessThan(LEAST);
    expect(score({ root_id: 'r', tax_id: '7707083893' }, { root_id: 'r', tax_id: '7707083893' })).toBe(0);
  });
  test('it is the same from either side', () => {
    const [one, other] = [
      { email: 'a@romashka.example.org' },
      { web: 'https://www.romashka.example.org', phone: '+7 495 1234567' },
    ];
    expect(score(one, other)).toBe(score(other, one));
  });
});

test('people: mail tells more than a shared phone of others', () => {
  const person = (id: string, name: string, keys: string[]) => contactCompared({ id, name, keys, account_ids: [] });
  const [ivan, turned] = [
    person('1', 'Иван Петров', ['phone:4951234567']),
    person('2', 'Petrov Ivan', ['phone:4951234567']),
  ];
  expect(likeness('contact', ivan, turned).score).toBeGreaterThan(0.7);
  expect(likeness('contact', ivan, person('3', 'Olga Smirnova', ['phone:4951234567'])).score).toBeLessThan(LEAST);
});

test('a phone is known whichever way its country is written', () => {
  expect(phoneKey('8 (495) 123-45-67')).toBe(phoneKey('+7 495 1234567'));
  expect(phoneKey('112')).toBeNull();
});
