import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { excerpt, fold, marked, onOtherLayout } from './fold.ts';

/** One name in each row, as Cyrillic and as the usual romanisations (simple, ICAO, GOST, scholarly) write it. */
const NAMES = [
  ['Щербаков', 'Shcherbakov', 'Scherbakov', 'Ščerbakov'],
  ['Юрий', 'Yuri', 'Iurii', 'Yury', 'Yuriy', 'Jurij'],
  ['Иванов', 'Ivanov'],
  ['Фёдор', 'Федор', 'Fyodor', 'Fedor', 'Fëdor'],
  ['Дмитрий', 'Dmitry', 'Dmitriy', 'Dmitrii', 'Dmitrij'],
  ['Евгений', 'Yevgeny', 'Evgeny', 'Evgenii'],
  ['Хрущёв', 'Khrushchev', 'Khrushchyov', 'Hruščev'],
  ['Чайковский', 'Chaikovsky', 'Tchaikovsky', 'Čajkovskij'],
  ['Виктор', 'Viktor', 'Victor'],
  ['Наталья', 'Natalya', 'Nataliya', 'Natalia'],
  ['Соловьёв', "Solov'ev", 'Solovyov', 'Solovyev'],
  ['Жуков', 'Zhukov', 'Žukov'],
  ['Софья', 'Sofya', 'Sophia', 'Sofia'],
  ['Цой', 'Tsoi', 'Tsoy'],
  ['Müller', 'Mueller', 'Мюллер'.replace('ю', 'у')],
  ['Пятёрочка', 'Pyaterochka'],
];

describe('one key', () => {
  test.each(NAMES)('%s and its romanisations', (...names) => {
    for (const name of names) expect(fold(name), name).toBe(fold(names[0]!));
  });

  test('different names stay different', () => {
    const keys = NAMES.map((names) => fold(names[0]!));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('property: the key of a key is itself, and neither case nor accents nor signs between words change it', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdefhijkqstuwxyzéñčšžабвгхцчшщъыьэюяёй ẞß-’\'"0129αφ') });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
    fc.assert(
      fc.property(letters, (text) => {
        expect(fold(` ${text.normalize('NFD')},`)).toBe(fold(text));
        const large = text.replaceAll('ß', '').toUpperCase();
        expect(fold(large.toLowerCase())).toBe(fold(large));
      }),
    );
  });
});

test('the other layout, there and back', () => {
  expect(onOtherLayout('bdfyjd')).toBe('иванов');
  expect(onOtherLayout('ьуекщ')).toBe('metro');
  expect(onOtherLayout('Ivanов')).toBeNull();
  expect(onOtherLayout('2026')).toBeNull();
});

describe('what is marked', () => {
  test('the words that fit, in their own writing', () => {
    expect(marked('Пётр Иванов, Metro', ['ivanov'])).toEqual([
      { text: 'Пётр ', hit: false },
      { text: 'Иванов', hit: true },
      { text: ', Metro', hit: false },
    ]);
  });

  test('property: nothing is added or lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (text, words) => {
        const pieces = marked(text, words.map(fold));
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      }),
    );
  });

  test('the part of a long text where it stands; null where it does not', () => {
    const text = `${'before '.repeat(60)}the cold chain broke ${'after '.repeat(60)}`;
    const pieces = excerpt(text, ['kold'])!;
    expect(pieces.filter((piece) => piece.hit)).toEqual([{ text: 'cold', hit: true }]);
    expect(pieces.map((piece) => piece.text).join('').length).toBeLessThan(180);
    expect(excerpt(text, ['warm'])).toBeNull();
    expect(excerpt('cold at once', ['kold'])![0]).toEqual({ text: 'cold', hit: true });
  });
});
