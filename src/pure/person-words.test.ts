import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../test/runs.ts';
import { foundIn, hidden, hiddenIn, MASK, type Named, names, namingsOf } from './person-words.ts';

const anna: Named = {
  name: 'Анна Сергеевна Петрова',
  latinName: 'Anna Petrova',
  reaches: ['+7 (912) 345-67-89', 'anna.petrova@north.example', '@anna_p'],
  words: [],
};
const namings = namingsOf(anna);

describe('a person is found in texts', () => {
  test.each([
    ['Говорил с Анной Петровой о складе', `Говорил с ${MASK} о складе`],
    ['Спросить Петрову А. С. завтра', `Спросить ${MASK} завтра`],
    ['А. Петрова против', `${MASK} против`],
    ['Петрова Анна Сергеевна', MASK],
    ['call PETROVA, Anna now', `call ${MASK} now`],
    ['8 912 345 67 89 or +79123456789', `${MASK} or ${MASK}`],
    ['write to Anna.Petrova@north.example.', `write to ${MASK}.`],
    ['tg @anna_p', `tg ${MASK}`],
    ['Анна из бухгалтерии', 'Анна из бухгалтерии'],
    ['joanna.petrova@north.example', 'joanna.petrova@north.example'],
    ['invoice 99123456789012', 'invoice 99123456789012'],
  ])('%s', (text, left) => expect(hidden(text, namings)).toBe(left));

  test('a word that a human added is found by itself', () => {
    const more = namingsOf({ ...anna, words: ['Петрова', 'Аннушка'] });
    expect(hidden('Петровой и Аннушке: нет; петровский', more)).toBe(`${MASK} и ${MASK}: нет; петровский`);
  });

  test('a name that is half bold is one name', () => {
    const line = [
      { type: 'text', text: 'with Anna ' },
      { type: 'text', text: 'Petrova', marks: [{ type: 'bold' }] },
      { type: 'text', text: ' today' },
    ];
    const body = { type: 'doc', content: [{ type: 'paragraph', content: line }] };
    const done = hiddenIn(body, namings);
    expect(JSON.stringify(done)).not.toMatch(/Petrova|Anna/);
    expect(JSON.stringify(done)).toContain('with […]');
  });
});

const word = fc.stringMatching(/^[A-ZА-Я][a-zа-я]{3,9}$/);
const text = fc.string({ unit: 'grapheme', maxLength: 40 });

describe('of any name and text', () => {
  test('nothing of the name stays, and every text that is hidden is found by what the database is asked', () => {
    fc.assert(
      fc.property(word, word, text, text, fc.constantFrom(' ', ', ', '\n', '-'), (one, two, before, after, gap) => {
        const all = namingsOf({ name: `${one} ${two}`, latinName: null, reaches: [], words: [] });
        const whole = `${before} ${one}${gap}${two} ${after}`;
        expect(foundIn(hidden(whole, all), all)).toEqual([]);
        expect(hidden(whole, all)).not.toContain(`${one}${gap}${two}`);
        const small = whole.toLowerCase();
        expect(all.some(({ like }) => like !== null && small.includes(like.slice(1, -1)))).toBe(true);
      }),
      { numRuns: runs(30) },
    );
  });

  test('what does not name the person stays as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        if (names(value, namings)) return;
        expect(hiddenIn(value, namings)).toEqual(value);
      }),
    );
  });
});
