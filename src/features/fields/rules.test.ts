import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldType, FieldValue } from './contract.ts';
import { isSafeLink, isWrong, NOTHING, type Ruled, readValue, saidOf, textOf, typedValue } from './rules.ts';
import { problemsOf } from './rules-definitions.ts';
import { conditionOf, OPS, partsOf } from './rules-where.ts';

const choices = ['north', 'south', 'east'].map((id) => ({
  id,
  labels: { en: id.toUpperCase(), ru: `${id}-ру` },
  isRetired: id === 'east',
}));
const field = (type: FieldType): Ruled => ({
  key: 'one',
  type,
  labels: { en: 'One' },
  choices: type.startsWith('choice') ? choices : [],
  currency: type === 'money' ? 'EUR' : null,
});
const read = (type: FieldType, value: FieldValue, was = NOTHING) => readValue(field(type), value, was);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const decimal = (before: number, after: number) =>
  fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** BigInt(before) - 1n }), fc.nat(10 ** after - 1))
    .map(([minus, whole, rest]) => {
      const fraction = String(rest).padStart(after, '0').replace(/0+$/, '');
      const text = `${whole}${fraction === '' ? '' : `.${fraction}`}`;
      return minus && text !== '0' ? `-${text}` : text;
    });
const text = fc
  .string({ unit: 'grapheme', maxLength: 500 })
  .filter((said) => said.trim() !== '' && !said.includes('\0'));

/** Values of each type that are written as the API writes them. */
const values: Record<FieldType, fc.Arbitrary<FieldValue>> = {
  text: text.map((said) => said.trim()).filter((said) => !/\p{Surrogate}/u.test(said) && said !== ''),
  number: decimal(12, 6),
  money: decimal(12, 2).map((amount) => ({ amount: Number(amount).toFixed(2), currency: 'EUR' })),
  date: day,
  choice: fc.constantFrom('north', 'south'),
  choices: fc.constantFrom(['north'], ['south'], ['north', 'south']),
  person: fc.uuid({ version: 7 }),
  link: fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => !/[<>"'\\]/.test(url)),
};
const types = Object.keys(values) as FieldType[];

describe('values', () => {
  for (const type of types) {
    test(`property: ${type} comes back as it went in, and through what people type`, () => {
      fc.assert(
        fc.property(values[type], (value) => {
          const stored = read(type, value);
          if (isWrong(stored)) throw new Error(`${JSON.stringify(value)}: ${stored.expected}`);
          const said = saidOf(field(type), stored)!;
          if (type === 'money')
            expect(Number((said as { amount: string }).amount)).toBe(Number((value as { amount: string }).amount));
          else expect(said).toEqual(value);
          expect(read(type, said)).toEqual(stored);
          if (type === 'person') return;
          expect(read(type, typedValue(field(type), textOf(field(type), stored, 'ru', new Map())))).toEqual(stored);
        }),
      );
    });

    test(`property: ${type} takes anything, and refuses it with words or keeps exactly one value`, () => {
      const anything = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string()),
        fc.record({ amount: fc.string(), currency: fc.constantFrom('EUR', 'USD', '') }),
        ...types.map((other) => values[other]),
      );
      fc.assert(
        fc.property(anything, (value) => {
          const stored = read(type, value);
          if (isWrong(stored)) expect(stored.expected).not.toBe('');
          else {
            const { text_key: _, ...columns } = stored;
            expect(Object.values(columns).filter((column) => column !== null)).toHaveLength(1);
          }
        }),
      );
    });
  }

  test('a retired choice stays where it is, and is not taken anew', () => {
    expect(isWrong(read('choice', 'east'))).toBe(true);
    expect(isWrong(read('choice', 'east', { ...NOTHING, choice: 'east' }))).toBe(false);
    expect(isWrong(read('choices', ['north', 'east'], { ...NOTHING, choices: ['east'] }))).toBe(false);
  });

  test('numbers and amounts that are too long, in another currency, or none', () => {
    for (const wrong of ['1e20', '1.0000001', 'Infinity', '', '1,5', '0x1', '1000000000000'])
      expect([wrong, isWrong(read('number', wrong))]).toEqual([wrong, true]);
    for (const wrong of [{ amount: '1.005', currency: 'EUR' }, { amount: '1', currency: 'USD' }, '1'])
      expect(isWrong(read('money', wrong))).toBe(true);
    expect(read('number', '-0.000001')).toMatchObject({ number: -1n });
  });
});

describe('links', () => {
  test('go to the web or to a mail box', () => {
    for (const good of [
      'https://example.com',
      'http://a.b:8080/x?y#z',
      'mailto:a@example.com',
      'HTTPS://EXAMPLE.COM/%20',
    ])
      expect([good, isSafeLink(good)]).toEqual([good, true]);
  });

  test('never run, reach into the house, or hide a name', () => {
    const bad = [
      ...[
        'javascript:alert(1)',
        'JaVaScRiPt:alert(1)',
        ' javascript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,<b>',
      ],
      ...['vbscript:x', 'file:///etc/passwd', 'ftp://x', '//example.com', 'https:example.com', 'https://', 'http:///x'],
      ...[
        'https://good.com@evil.com',
        'https://user:pass@evil.com/',
        'https://a"onmouseover=x',
        'https://a b',
        'https://a\\b',
      ],
      ...['mailto:', 'mailto:x', 'blob:https://x', 'https://x/<script>', 'https://x/\u0000', 'https://x/\u200b\n'],
    ];
    for (const link of bad) expect([link, isSafeLink(link)]).toEqual([link, false]);
  });

  test('property: what is kept begins with a scheme that only leads somewhere', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `javascript:${s}`),
        ),
        (said) => {
          const stored = read('link', said);
          if (!isWrong(stored)) expect(stored.text).toMatch(/^(https?:\/\/[^\s@]|mailto:)/i);
        },
      ),
    );
  });
});

describe('conditions', () => {
  test('property: anything is read or refused, never thrown at', () => {
    const said = fc.oneof(
      fc.string(),
      fc.tuple(fc.constantFrom(...OPS), fc.string()).map(([op, value]) => `one:${op}:${value}`),
    );
    fc.assert(
      fc.property(fc.constantFrom(...types), said, (type, words) => {
        const parts = partsOf(words);
        if (parts !== null) conditionOf(field(type), parts.op, parts.value);
      }),
    );
  });

  test('fit their type', () => {
    const is = (type: FieldType, words: string) => {
      const parts = partsOf(words)!;
      return conditionOf(field(type), parts.op, parts.value);
    };
    expect(is('choice', 'one:is:north,east')).toMatchObject({
      is: 'among',
      values: [{ choice: 'north' }, { choice: 'east' }],
    });
    expect(is('number', 'one:from:5')).toMatchObject({ is: 'from', value: { number: 5_000_000n } });
    expect(is('money', 'one:to:5')).toMatchObject({ is: 'to', value: { number: 500n } });
    expect(is('date', 'one:from:2026-02-30')).toContain('date');
    expect(is('text', 'one:from:x')).toContain('one:has:');
    expect(is('text', 'one:has:50%: half')).toEqual({ is: 'has', text: '50%: half' });
    expect(is('person', 'one:set:no')).toEqual({ is: 'set', yes: false });
  });
});

test('definitions: a label, choices where they belong, a preset that fits', () => {
  const whole = { ...field('choice'), preset: null };
  expect(problemsOf(whole)).toEqual([]);
  const fields = (changes: object) => problemsOf({ ...whole, ...changes }).map((problem) => problem.field);
  expect(fields({ labels: { en: ' ' } })).toEqual(['labels']);
  expect(fields({ choices: [] })).toEqual(['choices']);
  expect(fields({ choices: [choices[0], choices[0]] })).toEqual(['choices']);
  expect(fields({ type: 'text' })).toEqual(['choices']);
  expect(fields({ preset: 'west' })).toEqual(['preset']);
  expect(fields({ preset: 'east' })).toEqual(['preset']);
});
