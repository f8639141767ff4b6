import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const guide = new URL('../docs/guide/', import.meta.url);
const languages = ['en', 'ru'] as const;

const namedIn = (language: string) =>
  [
    ...readFileSync(new URL(`${language}.md`, guide), 'utf8').matchAll(
      /!\[([^\]]*)\]\(pictures\/(\w+)\/([\w-]+)\.png\)/g,
    ),
  ].map(([, words, folder, name]) => ({ words, folder, name: name! }));

describe('the guide', () => {
  test.each(languages)(
    'in %s shows each picture of its language once, with words for those who do not see it',
    (language) => {
      const named = namedIn(language);
      const kept = readdirSync(new URL(`pictures/${language}/`, guide)).map((file) => file.replace(/\.png$/, ''));
      expect(named.map(({ name }) => name).sort()).toEqual(kept.sort());
      for (const { words, folder } of named) expect([words !== '', folder]).toEqual([true, language]);
    },
  );

  test('shows the same in both languages', () => {
    const [en, ru] = languages.map((language) => namedIn(language).map(({ name }) => name));
    expect(ru).toEqual(en);
  });
});
