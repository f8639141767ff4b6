import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { newlyMentioned } from './rules.ts';
import { bodyOf, checkBody, isSafeHref, mentionsIn, plainText } from './rules-body.ts';

const ANNA = '01900000-0000-7000-8000-000000000001';
const BORIS = '01900000-0000-7000-8000-000000000002';
const text = (words: string, marks?: unknown[]) => ({ type: 'text', text: words, ...(marks ? { marks } : {}) });
const doc = (...content: unknown[]) => ({ type: 'doc', content });
const line = (...content: unknown[]) => ({ type: 'paragraph', content });
const mention = (id: unknown) => ({ type: 'mention', attrs: { id, label: 'Anna', mentionSuggestionChar: '@' } });
const linked = (href: unknown) => doc(line(text('here', [{ type: 'link', attrs: { href, target: '_blank' } }])));

describe('the body of a note', () => {
  test('is made anew of what is known: names, targets, classes and the like do not come along', () => {
    const given = doc(
      {
        type: 'heading',
        attrs: { level: 9, style: 'x' },
        content: [text('Visit', [{ type: 'bold', attrs: { x: 1 } }])],
      },
      line(mention(ANNA), text(' asks', [{ type: 'link', attrs: { href: 'https://a.example', class: 'x' } }])),
      { type: 'orderedList', attrs: { start: -4 }, content: [{ type: 'listItem', content: [line(text('one'))] }] },
      { type: 'codeBlock', attrs: { language: '<x>' }, content: [text('a < b', [{ type: 'bold' }])] },
    );
    expect(checkBody(given)).toEqual(
      doc(
        { type: 'heading', attrs: { level: 3 }, content: [text('Visit', [{ type: 'bold' }])] },
        line(
          { type: 'mention', attrs: { id: ANNA } },
          text(' asks', [{ type: 'link', attrs: { href: 'https://a.example' } }]),
        ),
        { type: 'orderedList', attrs: { start: 1 }, content: [{ type: 'listItem', content: [line(text('one'))] }] },
        { type: 'codeBlock', content: [text('a < b')] },
      ),
    );
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' https://a.example',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//a.example',
    '/accounts',
    'https://a.example/"onclick="x',
    `https://a.example/${'x'.repeat(3000)}`,
    '',
    null,
    { toString: () => 'https://a.example' },
  ])('refuses a link to %j', (href) => {
    expect(isSafeHref(href)).toBe(false);
    expect(() => checkBody(linked(href))).toThrow();
  });

  test.each(['https://a.example/x?y=1#z', 'http://a.example', 'mailto:anna@a.example'])(
    'lets a link to %s be',
    (href) => {
      expect(checkBody(linked(href))).toEqual(doc(line(text('here', [{ type: 'link', attrs: { href } }]))));
    },
  );

  test.each([
    ['a script', doc({ type: 'script', content: [text('x')] })],
    ['an image', doc({ type: 'image', attrs: { src: 'x', onerror: 'x' } })],
    ['HTML', '<p onclick="x">x</p>'],
    ['a text at the top', doc(text('x'))],
    ['a list item without a list', doc({ type: 'listItem', content: [line(text('x'))] })],
    ['an unknown mark', doc(line(text('x', [{ type: 'textStyle', attrs: { style: 'x' } }])))],
    ['a mention of nobody', doc(line(mention('<img>')))],
    ['a part that is a list', doc([line(text('x'))])],
    ['a type that every object has', doc({ type: 'constructor' })],
    ['nothing', doc(line(text('  ')), { type: 'paragraph' })],
    ['too many letters', doc(line(text('x'.repeat(50_001))))],
    ['too many parts', doc(...Array.from({ length: 10_001 }, () => line(text('x'))))],
    ['null', null],
  ])('refuses %s', (_what, body) => {
    expect(() => checkBody(body)).toThrow();
  });

  test('refuses what is too deep, and does not fall over it', () => {
    let inner: unknown = line(text('x'));
    for (let depth = 0; depth < 50_000; depth++) inner = { type: 'blockquote', content: [inner] };
    expect(() => checkBody(doc(inner))).toThrow('not valid');
  });

  test('property: what is let through once is let through again as it is, and its text has every line', () => {
    const words = fc.string({ minLength: 1, maxLength: 20 }).filter((one) => /[a-z]/.test(one) && !/[\n\0]/.test(one));
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 8 }), (lines) => {
        const body = checkBody(bodyOf(lines.join('\n')));
        expect(checkBody(JSON.parse(JSON.stringify(body)))).toEqual(body);
        expect(plainText(body)).toBe(lines.join('\n').trim());
      }),
      { numRuns: runs(100) },
    );
  });

  test('says in plain text what it says, names only where they are asked for', () => {
    const body = checkBody(
      doc(line(mention(ANNA), text(' calls')), {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [line(text('on Monday'), { type: 'hardBreak' }, text('at nine'))] }],
      }),
    );
    expect(plainText(body)).toBe('calls\non Monday\nat nine');
    expect(plainText(body, () => '@Anna')).toBe('@Anna calls\non Monday\nat nine');
  });

  test('mentions: everybody once, and who was not there before', () => {
    const before = checkBody(doc(line(mention(ANNA), mention(ANNA))));
    const now = checkBody(doc({ type: 'blockquote', content: [line(mention(BORIS), mention(ANNA))] }));
    expect(mentionsIn(before)).toEqual([ANNA]);
    expect(newlyMentioned(now, before)).toEqual([BORIS]);
    expect(newlyMentioned(now, null)).toEqual([BORIS, ANNA]);
  });
});
