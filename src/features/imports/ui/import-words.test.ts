import { describe, expect, test } from 'vitest';
import { KIND_SPECS, KINDS } from '../rules-kinds.ts';
import en from './en.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };

describe.each([
  ['en', en],
  ['ru', ru],
])('words of %s', (_, words) => {
  test('every kind of table has a name and says what it holds', () => {
    expect(KINDS.filter((kind) => !(kind in words.kind && kind in words.kindHelp))).toEqual([]);
  });

  test('every field of every kind has a name', () => {
    const names = new Set(KINDS.flatMap((kind) => KIND_SPECS[kind].fields.map((field) => field.name)));
    expect([...names].filter((name) => !(name in words.field))).toEqual([]);
  });
});
