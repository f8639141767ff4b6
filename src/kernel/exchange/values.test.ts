import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { fromSerial, isDay, parseDate } from './dates.ts';
import { guard, unguard } from './guard.ts';
import { decimalOfNumber, keyOf, normalizeKey, parseDecimal, textOf } from './values.ts';

describe('numbers', () => {
  const point = { decimal: '.' } as const;
  const comma = { decimal: ',' } as const;
  test.each([
    ['1234.50', point, '1234.50'],
    ['1,234.50', point, '1234.50'],
    ['1.234,50', comma, '1234.50'],
    ['1 234 567,8', comma, '1234567.8'],
    ['1\u00a0234\u202f567,8', comma, '1234567.8'],
    ["1'234.50", point, '1234.50'],
    ['1’234.50', point, '1234.50'],
    ['12,34,567.00', point, '1234567.00'],
    ['(1 234.50)', point, '-1234.50'],
    ['1234.50-', point, '-1234.50'],
    ['−5', point, '-5'],
    ['$1,234.50', point, '1234.50'],
    ['-$5', point, '-5'],
    ['($5.00)', point, '-5.00'],
    ['1 234,50 ₽', comma, '1234.50'],
    ['1 234,50 руб.', comma, '1234.50'],
    ['EUR 12.00', point, '12.00'],
    ['12 %', point, '12'],
    ['.5', point, '0.5'],
    ['+7', point, '7'],
    ['007', point, '7'],
    ['-0.00', point, '0.00'],
    ['1e3', point, '1000'],
    ['1.5E-3', point, '0.0015'],
    ['99999999999999999999.99', point, '99999999999999999999.99'],
  ])('%s', (text, style, expected) => expect(parseDecimal(text, style)).toBe(expected));

  test.each(['', '  ', 'NULL', 'null', '\\N', '#N/A', 'n/a', '-', '—'])('nothing: %j', (text) =>
    expect(parseDecimal(text, point)).toBeNull(),
  );
  test.each([
    'abc',
    '1.2.3',
    '1,5',
    '1,234',
    '12-34',
    '1..2',
    '--5',
    '1e99',
    '2024-01-01',
    '0x10',
    'Infinity',
    '1,2,3',
    '.',
    '()',
  ])('no number: %s', (text) => expect(parseDecimal(text, point)).toMatchObject({ problem: expect.any(String) }));
  test('a lone mark between thousands counts when the file uses it', () => {
    expect(parseDecimal('1,234', { decimal: '.', thousands: ',' })).toBe('1234');
    expect(parseDecimal('1.234', { decimal: ',', thousands: '.' })).toBe('1234');
  });
  test('typed numbers', () => {
    expect(parseDecimal(0.1, point)).toBe('0.1');
    expect(decimalOfNumber(1e21)).toBe('1000000000000000000000');
    expect(decimalOfNumber(-1.5e-7)).toBe('-0.00000015');
    expect(decimalOfNumber(-0)).toBe('0');
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (value) => Number(decimalOfNumber(value)) === value,
      ),
    );
  });
  test('whatever is written in a style is read back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }),
        fc.constantFrom('.', ','),
        fc.constantFrom(' ', '\u00a0', "'", 'other'),
        (units, decimal, mark) => {
          const digits = String(units < 0n ? -units : units).padStart(3, '0');
          const thousands = mark === 'other' ? (decimal === '.' ? ',' : '.') : mark;
          const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+(?!\d))/g, thousands);
          const sign = units < 0n ? '-' : '';
          expect(parseDecimal(`${sign}${whole}${decimal}${digits.slice(-2)}`, { decimal: decimal as '.' | ',' })).toBe(
            `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`,
          );
        },
      ),
    );
  });
  test('no text breaks it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."0123456789.,-+()eE %$€'’ руб\u00a0"), maxLength: 20 }),
        (text) => {
          const read = parseDecimal(text, comma);
          if (typeof read === 'string') expect(read).toMatch(/^-?\d+(\.\d+)?$/);
        },
      ),
      { numRuns: runs(2_000) },
    );
  });
});

describe('dates', () => {
  test.each([
    ['2024-02-29', 'dmy', '2024-02-29'],
    ['2024-02-29T23:59:59Z', 'dmy', '2024-02-29'],
    ['1996-07-04 00:00:00.000', 'dmy', '1996-07-04'],
    ['2024/1/5', 'dmy', '2024-01-05'],
    ['13.02.2024', 'dmy', '2024-02-13'],
    ['13.02.2024 12:30:00', 'dmy', '2024-02-13'],
    ['13.02.2024 г.', 'dmy', '2024-02-13'],
    ['7/4/1996', 'mdy', '1996-07-04'],
    ['7/4/96', 'mdy', '1996-07-04'],
    ['7/4/24 1:05 PM', 'mdy', '2024-07-04'],
    ['24-01-05', 'ymd', '2024-01-05'],
    ['20240131', 'dmy', '2024-01-31'],
    ['5 Jan 2024', 'dmy', '2024-01-05'],
    ['Jan 5, 2024', 'dmy', '2024-01-05'],
    ['05-Mar-24', 'dmy', '2024-03-05'],
    ['5 января 2024 г.', 'dmy', '2024-01-05'],
    ['5 мая 2024', 'dmy', '2024-05-05'],
    ['1er mars 2024', 'dmy', '2024-03-01'],
    ['3 août 2024', 'dmy', '2024-08-03'],
    ['3. Dezember 2024', 'dmy', '2024-12-03'],
    ['5 de enero de 2024', 'dmy', '2024-01-05'],
    ['15 juillet 2024', 'dmy', '2024-07-15'],
    ['15 juin 2024', 'dmy', '2024-06-15'],
  ] as const)('%s %s', (text, order, expected) => expect(parseDate(text, order)).toBe(expected));
  test.each([
    ['30.02.2024', 'dmy', 'no-such-day'],
    ['2023-02-29', 'dmy', 'no-such-day'],
    ['13/13/2024', 'dmy', 'no-such-day'],
    ['25/03/2024', 'mdy', 'no-such-day'],
    ['hello', 'dmy', 'date'],
    ['45000', 'dmy', 'date'],
    ['5 Foo 2024', 'dmy', 'date'],
    ['2024-01-05 nonsense', 'dmy', 'date'],
  ] as const)('%s is refused', (text, order, problem) => expect(parseDate(text, order)).toEqual({ problem }));
  test('nothing and typed cells', () => {
    expect(parseDate('NULL', 'dmy')).toBeNull();
    expect(parseDate('0000-00-00 00:00:00', 'dmy')).toBeNull();
    expect(parseDate({ date: '2024-02-29' }, 'dmy')).toBe('2024-02-29');
    expect(parseDate({ dateTime: '2024-02-29T12:00:00' }, 'dmy')).toBe('2024-02-29');
    expect(parseDate(45000, 'dmy')).toEqual({ problem: 'date' });
  });
  test('every day in every order', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }),
        (date) => {
          const text = date.toISOString().slice(0, 10);
          const [y, m, d] = text.split('-') as [string, string, string];
          expect(parseDate(text, 'dmy')).toBe(text);
          expect(parseDate(`${Number(d)}.${Number(m)}.${y}`, 'dmy')).toBe(text);
          expect(parseDate(`${Number(m)}/${Number(d)}/${y.slice(2)}`, 'mdy')).toBe(text);
          expect(isDay(Number(y), Number(m), Number(d))).toBe(true);
        },
      ),
    );
  });
  test('serial numbers in both epochs', () => {
    expect(fromSerial(1, false, true)).toEqual({ date: '1900-01-01' });
    expect(fromSerial(59, false, true)).toEqual({ date: '1900-02-28' });
    expect(fromSerial(60, false, true)).toBeNull();
    expect(fromSerial(61, false, true)).toEqual({ date: '1900-03-01' });
    expect(fromSerial(45000.999999999, false, true)).toEqual({ date: '2023-03-16' });
    expect(fromSerial(45000.5, false, false)).toEqual({ dateTime: '2023-03-15T12:00:00' });
    expect(fromSerial(0, true, true)).toEqual({ date: '1904-01-01' });
    expect(fromSerial(-1, false, true)).toBeNull();
    expect(fromSerial(1e9, false, true)).toBeNull();
  });
});

test('keys', () => {
  expect(['1.0', '0012', '1.50', ' A-1 ', '10.00', '1.05', '-3.0'].map(normalizeKey)).toEqual([
    '1',
    '0012',
    '1.50',
    'A-1',
    '10',
    '1.05',
    '-3',
  ]);
  expect([keyOf(832), keyOf('NULL'), keyOf('1.0'), textOf('  x ')]).toEqual(['832', null, '1', 'x']);
});

test('guarding against formulas and back is the identity', () => {
  expect(['=1+1', '+7', '-5.00', '@x', '-cmd', "'=x", 'plain', '\tx'].map(guard)).toEqual([
    "'=1+1",
    '+7',
    '-5.00',
    "'@x",
    "'-cmd",
    "''=x",
    'plain',
    "'\tx",
  ]);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '=', '-', '1', 'a', '\t', '\n', '@', '+'), maxLength: 6 }),
      (text) => unguard(guard(text)) === text,
    ),
  );
});
