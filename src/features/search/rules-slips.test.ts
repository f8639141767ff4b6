import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slipIn, slipsOf } from './rules-slips.ts';

/** Whether a pattern of LIKE fits: the plain meaning of % and _. */
const fits = (pattern: string, text: string) =>
  new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`).test(text);

const letter = fc.constantFrom(...'abcdefghiklmnoprstuvz');
const word = fc.array(letter, { minLength: 7, maxLength: 20 }).map((letters) => letters.join(''));

/** One slip of the hand in a word: which kind, where, with which letter. */
const slipped = fc
  .tuple(word, fc.constantFrom('wrong', 'more', 'less', 'turned'), fc.nat(), letter)
  .map(([meant, kind, nat, other]) => {
    const at = nat % (meant.length - 1);
    const typed = {
      wrong: meant.slice(0, at) + other + meant.slice(at + 1),
      more: meant.slice(0, at) + other + meant.slice(at),
      less: meant.slice(0, at) + meant.slice(at + 1),
      turned: meant.slice(0, at) + meant[at + 1]! + meant[at]! + meant.slice(at + 2),
    }[kind];
    return { meant, typed };
  })
  .filter(({ meant, typed }) => typed !== meant && typed.length <= 20);

test('property: a word with one slip leads to the word that was meant, by a pattern and by the expression', () => {
  fc.assert(
    fc.property(slipped, ({ meant, typed }) => {
      const slips = slipsOf(typed);
      const key = ` firm ${meant} ltd`;
      expect(slips.some((slip) => fits(slip, key))).toBe(true);
      expect(new RegExp(slipIn(slips)!).test(key)).toBe(true);
    }),
  );
});

test('property: the first letters of a word with one slip are whole, or the last ones (0044 compares only such rows)', () => {
  fc.assert(
    fc.property(slipped, ({ meant, typed }) => {
      const before = Math.floor((typed.length - 2) / 2);
      const after = Math.floor((typed.length - 1) / 2);
      expect(meant.startsWith(typed.slice(0, before)) || meant.includes(typed.slice(-after))).toBe(true);
    }),
  );
});

test('property: patterns and expression say the same of any text', () => {
  fc.assert(
    fc.property(word, word, (typed, other) => {
      const slips = slipsOf(typed);
      const key = ` ${other}`;
      expect(new RegExp(slipIn(slips)!).test(key)).toBe(slips.some((slip) => fits(slip, key)));
    }),
  );
});

test('of short words, numbers and other scripts nothing is guessed', () => {
  for (const typed of ['', 'abcd', 'a1b2c3', '漢字漢字漢字', 'x'.repeat(21)]) expect(slipsOf(typed)).toEqual([]);
  expect(slipIn([])).toBeNull();
  expect(slipsOf('konrblum')).toContain('% kornblum%');
});
