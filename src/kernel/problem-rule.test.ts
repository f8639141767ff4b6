import Type from 'typebox';
import { expect, test } from 'vitest';
import { operation } from '../pure/operation.ts';
import { type Invalid, PROBLEM_RULES } from '../pure/refusal.ts';
import { CurrencyCode, Day, Decimal, EMAIL, FILLED, Id, oneOf, orNull } from '../pure/shapes.ts';
import en from '../ui-kit/en.json' with { type: 'json' };
import ru from '../ui-kit/ru.json' with { type: 'json' };
import { checkInput } from './shape.ts';

const save = operation({
  name: 'save',
  method: 'POST',
  path: '/save',
  summary: 'A form with every kind of field',
  permission: 'people.read',
  anchor: 'person',
  audit: 'saved',
  input: Type.Object({
    name: Type.String({ minLength: 1, maxLength: 5, pattern: FILLED }),
    slug: Type.String({ minLength: 3, pattern: '^[a-z]+$' }),
    email: orNull(Type.String({ pattern: EMAIL })),
    day: Day,
    currency: CurrencyCode,
    amount: Decimal,
    account: Id,
    kind: oneOf(['a', 'b'] as const),
    roles: Type.Array(Type.String(), { minItems: 1, maxItems: 3, uniqueItems: true }),
    both: Type.Array(Type.String(), { minItems: 2 }),
    days: Type.Integer({ minimum: 1, maximum: 90 }),
    share: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
    agreed: Type.Literal(true),
  }),
  output: Type.Object({}),
});
const right = {
  name: 'Ada',
  slug: 'ada',
  email: null,
  day: '2026-03-10',
  currency: 'EUR',
  amount: '1.5',
  account: '0190a0b0-0000-7000-8000-000000000000',
  kind: 'a',
  roles: ['kam'],
  both: ['a', 'b'],
  days: 3,
  share: 0.5,
  agreed: true,
};

test.each([
  ['name', '', { rule: 'required' }],
  ['name', '  ', { rule: 'required' }],
  ['name', undefined, { rule: 'required' }],
  ['name', null, { rule: 'required' }],
  ['name', 'Adalbert', { rule: 'maxLength', limit: 5 }],
  ['slug', 'ab', { rule: 'minLength', limit: 3 }],
  ['slug', 'A B C', { rule: 'wrong' }],
  ['email', 'nobody', { rule: 'email' }],
  ['day', '10.03.2026', { rule: 'day' }],
  ['currency', 'euro', { rule: 'currency' }],
  ['amount', 'much', { rule: 'number' }],
  ['account', 'x', { rule: 'choose' }],
  ['kind', 'c', { rule: 'choose' }],
  ['roles', [], { rule: 'chooseSome' }],
  ['roles', ['a', 'a'], { rule: 'uniqueItems' }],
  ['roles', ['a', 'b', 'c', 'd'], { rule: 'maxItems', limit: 3 }],
  ['both', ['a'], { rule: 'minItems', limit: 2 }],
  ['days', 0, { rule: 'minimum', limit: 1 }],
  ['days', 91, { rule: 'maximum', limit: 90 }],
  ['days', 1.5, { rule: 'whole' }],
  ['share', 0, { rule: 'exclusiveMinimum', limit: 0 }],
  ['share', 1, { rule: 'exclusiveMaximum', limit: 1 }],
  ['share', 'half', { rule: 'number' }],
  ['agreed', false, { rule: 'choose' }],
])('a wrong %s (%j) is told by the rule that it breaks', (field, value, told) => {
  expect(checkInput(save as never, right)).toEqual(right);
  let problems: Invalid['problems'] = [];
  try {
    checkInput(save as never, { ...right, [field]: value });
  } catch (error) {
    problems = (error as Invalid).problems;
  }
  expect(problems).toEqual([
    {
      field,
      expected: expect.any(String),
      ...told,
      ...('found' in (problems[0] ?? {}) ? { found: problems[0]!.found } : {}),
    },
  ]);
});

test.each([
  ['English', en, ['_one', '_other']],
  ['Russian', ru, ['_one', '_few', '_many', '_other']],
])('every rule has its words in %s', (_, words, forms) => {
  const { problem } = words as { problem: Record<string, string> };
  for (const rule of PROBLEM_RULES)
    expect(rule in problem || forms.every((form) => `${rule}${form}` in problem), rule).toBe(true);
});
