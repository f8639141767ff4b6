import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const read = (language: string) => {
  const text = readFileSync(new URL(`../docs/guide/numbers.${language}.md`, import.meta.url), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...body] = section.split('\n');
      const [key = '', title = ''] = heading.split(' | ');
      return { key, title, body: body.join('\n').trim() };
    });
};

describe('the help on numbers', () => {
  test('has the same sections in every language, each with a title and a text', () => {
    const [en, ru] = [read('en'), read('ru')];
    expect(ru.map((section) => section.key)).toEqual(en.map((section) => section.key));
    expect(new Set(en.map((section) => section.key)).size).toBe(en.length);
    for (const { key, title, body } of [...en, ...ru]) {
      expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length, key).toBeGreaterThan(1);
      expect(body.length, key).toBeGreaterThan(60);
    }
    for (const { key, title } of ru) if (!['rfm', 'cr-n'].includes(key)) expect(title, key).toMatch(/[а-я]/);
  });
});
