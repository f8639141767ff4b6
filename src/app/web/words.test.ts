import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { namespaceOf } from './words/namespace.ts';

const src = join(import.meta.dirname, '../..');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'));

type Words = Map<string, string>;

function flat(value: unknown, path: string[] = [], into: Words = new Map()): Words {
  if (typeof value === 'string') into.set(path.join('.'), value);
  else for (const [key, inner] of Object.entries(value as object)) flat(inner, [...path, key], into);
  return into;
}

const wordFiles = (language: string) =>
  new Map(
    files
      .filter((file) =>
        new RegExp(`^(features/[^/]+/ui|ui-kit|app/[^/]+|app/web/gallery)/${language}\\.json$`).test(file),
      )
      .map((file) => [namespaceOf(file), flat(JSON.parse(readFileSync(join(src, file), 'utf8')))]),
  );
const en = wordFiles('en');
const ru = wordFiles('ru');

const PLURAL = /_(zero|one|two|few|many|other)$/;
const bases = (words: Words | undefined) =>
  [...new Set([...(words?.keys() ?? [])].map((key) => key.replace(PLURAL, '')))].sort();
const filled = (text: string) => [...new Set(text.match(/\{\{\s*[\w.]+/g) ?? [])].sort();

describe('words', () => {
  test('every room has both languages', () => {
    expect([...ru.keys()].sort()).toEqual([...en.keys()].sort());
  });

  test.each([...en.keys()])('%s: the same keys in both languages', (room) => {
    expect(bases(ru.get(room))).toEqual(bases(en.get(room)));
  });

  test.each([...en.keys()])('%s: nothing is empty, plural forms are whole', (room) => {
    for (const [words, forms] of [
      [en.get(room), ['one', 'other']],
      [ru.get(room), ['one', 'few', 'many', 'other']],
    ] as const) {
      for (const [key, text] of words ?? []) {
        expect(text.trim(), `${room}:${key}`).not.toBe('');
        const base = key.replace(PLURAL, '');
        if (base !== key)
          for (const form of forms) expect(words?.has(`${base}_${form}`), `${room}:${base}_${form}`).toBe(true);
      }
    }
  });

  test.each([...en.keys()])('%s: what is filled in is the same in both languages', (room) => {
    for (const [key, text] of en.get(room) ?? []) {
      const other = ru.get(room)?.get(key);
      if (other !== undefined && !PLURAL.test(key)) expect(filled(other), `${room}:${key}`).toEqual(filled(text));
    }
  });

  test('every page names the rooms whose words it says, and each of its tabs what it says besides', () => {
    const always = new Set(['kit', 'shell']);
    const tabs = /lazyTab\(\s*\[([^\]]*)\],\s*\(\) =>\s*import\('([^']+)'\),?\s*\)/g;
    const namesIn = (list: string) => [...list.matchAll(/'([\w-]+)'/g)].map((match) => match[1]!);
    const said = (file: string, seen: Set<string>, rooms: Set<string>) => {
      if (seen.has(file)) return rooms;
      seen.add(file);
      const code = readFileSync(file, 'utf8')
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replaceAll(tabs, '');
      for (const [, room] of code.matchAll(/(?:useWords|useTranslation)\(\s*'([\w-]+)'/g)) rooms.add(room!);
      for (const [, room] of code.matchAll(/\bt\(\s*'([\w-]+):/g)) rooms.add(room!);
      const isPublic = (to: string) => to.endsWith('/public.tsx');
      for (const [, to] of code.matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g))
        if (!isPublic(to!)) said(join(file, '..', to!), seen, rooms);
      // Of what another room shows, only what is asked for.
      for (const [, names, to] of code.matchAll(/import \{([^}]*)\} from '([^']+)'/g)) {
        if (!isPublic(to!)) continue;
        const other = join(file, '..', to!);
        for (const offer of readFileSync(other, 'utf8').split(/^(?=export )/m))
          if (
            names!
              .split(',')
              .some((name) => new RegExp(`\\b${name.trim()}\\b`).test(offer.split(/ from |import\(/)[0]!))
          )
            for (const [, from] of offer.matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g))
              said(join(other, '..', from!), seen, rooms);
      }
      return rooms;
    };
    let pages = 0;
    for (const file of files.filter((one) => /^(features|app)\/.*routes\.tsx$/.test(one) && !/gallery/.test(one))) {
      const code = readFileSync(join(src, file), 'utf8');
      const own = /room: '([\w-]+)'/.exec(code)![1]!;
      for (const [, page, words = ''] of code.matchAll(
        /load: \(\) => import\('([^']+)'\),(?:\s*permission: [^\n]+)?(?:\s*words: \[([^\]]*)\])?/g,
      )) {
        pages += 1;
        const named = [own, ...namesIn(words)].sort();
        const rooms = said(join(src, file, '..', page!), new Set(), new Set([own]));
        expect(named, `${file}: ${page}`).toEqual([...rooms].filter((room) => !always.has(room)).sort());
        for (const [, besides, tab] of readFileSync(join(src, file, '..', page!), 'utf8').matchAll(tabs)) {
          const known = new Set([...always, ...named]);
          const inTab = said(join(src, file, '..', page!, '..', tab!), new Set(), new Set());
          expect(namesIn(besides!), `${page}: ${tab}`).toEqual([...inTab].filter((room) => !known.has(room)).sort());
        }
      }
    }
    expect(pages).toBeGreaterThan(10);
  });

  test('every key that is used exists', () => {
    const has = (room: string, key: string) => {
      const words = en.get(room);
      return words !== undefined && (words.has(key) || words.has(`${key}_other`));
    };
    const missing: string[] = [];
    for (const file of files.filter((one) => /\.tsx?$/.test(one) && !/\.test\.tsx?$/.test(one))) {
      const code = readFileSync(join(src, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
      const own = /(?:useWords|useTranslation)\(\s*'([\w-]+)'/.exec(code)?.[1];
      if (own === undefined && !/routes\.tsx$/.test(file)) continue;
      const keys = [...code.matchAll(/\bt\(\s*'([^']+)'/g), ...code.matchAll(/\btitle: '([\w-]+:[^']+)'/g)].map(
        (match) => match[1]!,
      );
      for (const key of keys) {
        const [room, word] = key.includes(':') ? key.split(/:(.*)/) : [own, key];
        if (room === undefined || word === undefined || !has(room, word)) missing.push(`${file}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
