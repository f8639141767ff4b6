import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlace, writePlace } from './rules.ts';

test('a place is read as it was written', () => {
  fc.assert(
    fc.property(fc.string(), fc.uuid(), (name, id) => {
      expect(readPlace(writePlace({ name, id }))).toEqual({ name, id });
    }),
  );
});

test('anything else is refused', () => {
  for (const text of ['', 'x', '[1,2]', '%', '["a","not an id"]']) {
    expect(() => readPlace(text)).toThrow('not valid');
  }
});
