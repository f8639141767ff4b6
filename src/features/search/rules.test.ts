import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELDS } from './contract.ts';
import { dueOf, kindOf, readQuery, saysMe, suggestions, type Term, tierOf, writeQuery } from './rules.ts';
import { dueBetween } from './rules-due.ts';
import { byPlace, fitOf, placeOf } from './rules-order.ts';

describe('a query', () => {
  test('words, phrases, without, and fields in both languages', () => {
    expect(readQuery('manager:me tier:key -type:task "cold chain" -frozen').terms).toEqual([
      { is: 'field', field: 'manager', value: 'me', not: false },
      { is: 'field', field: 'tier', value: 'key', not: false },
      { is: 'field', field: 'type', value: 'task', not: true },
      { is: 'text', text: 'cold chain', quoted: true, not: false },
      { is: 'text', text: 'frozen', quoted: false, not: true },
    ]);
    expect(readQuery('менеджер:я клиент:«Метро Кэш»').terms).toEqual([
      { is: 'field', field: 'manager', value: 'я', not: false },
      { is: 'field', field: 'account', value: 'Метро Кэш', not: false },
    ]);
  });

  test('a field that there is not is told, and looked for as a word; addresses and times are words', () => {
    expect(readQuery('colour:red')).toEqual({
      terms: [{ is: 'text', text: 'colour:red', quoted: false, not: false }],
      unknown: ['colour'],
    });
    expect(readQuery('https://metro.de 10:30').unknown).toEqual([]);
    expect(readQuery('manager: "open').terms).toEqual([{ is: 'text', text: 'open', quoted: true, not: false }]);
  });

  test('property: written and read again it is the same; and anything can be read', () => {
    const text = fc.string({ unit: fc.constantFrom(...'abcя 12.-é'), minLength: 1 }).map((one) => one.trim());
    const word = fc.stringMatching(/^[a-zа-я0-9][a-zа-я0-9.-]*$/);
    const filled = text.filter((one) => one !== '');
    const not = fc.boolean();
    const term: fc.Arbitrary<Term> = fc.oneof(
      fc.record({ is: fc.constant('text' as const), text: word, quoted: fc.constant(false), not }),
      fc.record({ is: fc.constant('text' as const), text: filled, quoted: fc.constant(true), not }),
      fc.record({ is: fc.constant('field' as const), field: fc.constantFrom(...FIELDS), value: filled, not }),
    );
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        expect(readQuery(writeQuery(terms))).toEqual({ terms, unknown: [] });
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (anything) => {
        const { terms } = readQuery(anything);
        expect(readQuery(writeQuery(terms)).terms).toEqual(terms);
      }),
    );
  });

  test('values in both languages', () => {
    expect([kindOf('задача'), kindOf('Task'), kindOf('boat')]).toEqual(['task', 'task', null]);
    expect([tierOf('ключевой'), tierOf('key'), dueOf('просрочено'), dueOf('today'), saysMe('Я')]).toEqual([
      ...['key', 'key', 'overdue', 'today', true],
    ]);
  });

  test('fields and values are offered while one types, in the language of the reader', () => {
    const adds = (line: string, language = 'en') => suggestions(line, language).map((one) => one.adds);
    expect(adds('cold ma')).toEqual(['manager:']);
    expect(adds('ме', 'ru')).toEqual(['менеджер:']);
    expect(adds('type:ta')).toEqual(['type:task']);
    expect(adds('срок:', 'ru')).toEqual(['срок:просрочено', 'срок:сегодня', 'срок:неделя']);
    expect(suggestions('cold -ty', 'en')[0]!.text).toBe('cold -type:');
    expect(adds('c')).toEqual([]);
    expect(adds('type:task')).toEqual([]);
  });
});

test('what is due: until now, until the end of the day, a week more', () => {
  const now = new Date('2026-03-10T09:00:00Z');
  const until = (due: 'overdue' | 'today' | 'week') =>
    dueBetween(due, now, '2026-03-10', 'Europe/Berlin').to.toISOString();
  expect([until('overdue'), until('today'), until('week')]).toEqual([
    '2026-03-10T09:00:00.000Z',
    '2026-03-10T23:00:00.000Z',
    '2026-03-17T23:00:00.000Z',
  ]);
});

test('the order: number, whole name, beginning, word, inside, text, nearly; one’s own first among equals', () => {
  const titles: [string, string[]?][] = [
    ['Globex'],
    ['Globex Berlin'],
    ['The Globex'],
    ['Interglobex'],
    ['Initech', ['globex']],
    ['Elsewhere'],
  ];
  const fits = titles.map(([title, numbers]) => fitOf({ title, numbers: numbers ?? [] }, 'globeks', ['globeks']));
  expect(fits).toEqual(['name', 'start', 'word', 'inside', 'number', 'text']);
  expect(fitOf({ title: null }, 'globeks', ['globeks'])).toBe('text');
  expect(fitOf({ title: 'Glbx', likeness: 0.7 }, 'globeks', ['globeks'])).toBe('similar');
  const place = (title: string, isMine: boolean) => placeOf({ id: title, title }, 'start', isMine);
  expect([place('A', false), place('B', true), place('C', true)].sort(byPlace).map((one) => one[3])).toEqual([
    ...['B', 'C', 'A'],
  ]);
  const dated = (id: string, day: string) => placeOf({ id, title: null, at: new Date(day) }, 'text', false);
  expect([dated('old', '2020-01-01'), dated('new', '2026-01-01')].sort(byPlace).map((one) => one[3])).toEqual([
    ...['new', 'old'],
  ]);
});
