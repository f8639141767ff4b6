import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TFunction } from 'i18next';
import { describe, expect, test } from 'vitest';
import { KIND_SPECS, KINDS } from '../rules-kinds.ts';
import en from './en.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import { translate } from './said.ts';

const src = join(import.meta.dirname, '../../..');
/** Where sentences about files, tables and rows are made; what rules-set refuses, the command line alone says. */
const SOURCES = [
  ['features/imports', /^(?:rules-(?!fields|kinds|vocabulary|phrases|mapping|set)|perform|store-collisions)/],
  ['kernel/exchange', /^(?!unreadable|sniff|writers|testing)/],
  ['features/ledger', /^store-(?:merge|staging)/],
  ['features/accounts', /^store-merge/],
  ['features/products', /^store-merge/],
] as const;

/** Parts that a sentence is put together of; the whole ones are {@link WHOLE}. */
const PARTS = [
  'the number of the document',
  'the date of the document',
  'the date of the payment',
  'key and no name',
  'could be read in two ways: say which sign stands between thousands and which before decimals.',
  'is not a number.',
  'is a day that does not exist (read as 7)',
  'is not a date',
  'documents that are there change their customer or their date',
  'customers that are there change their name',
  'Values stand to the right of the last named column',
  'Some characters are not valid UTF-8, or were lost before',
  'Cells with an error of a formula are read as empty',
  'Some cells are formatted as dates but hold no day of the calendar',
  '7 (first: 7 in row 7).',
  '7 (first: 7 in row 7); they are read as text.',
  '7 (first in row 7); they are not read.',
  '77; they are shown as \\ufffd. Check the encoding.',
  '7 7 (7), and no file with these columns came in under "7" before. If it is from another system, import it under a source of its own.',
  'The row has no 7.',
  'The row is 7, not a payment.',
  'warehouses or stock',
  // Layouts of reports are described to people who read JSON only.
  'groups in one column, by 7',
  'every level in a column of its own',
  'lines of their own',
  'groups on 7',
  'groups named on their first row only',
  'The mapping does not fit the table.',
];
const WHOLE = [
  'The row has no key and no name.',
  'The row has no salesperson.',
  '"x" in "Net" could be read in two ways: say which sign stands between thousands and which before decimals.',
  '"x" in "Net" is not a number.',
  '"x" in "Date" is a day that does not exist (read as day, month, year).',
  '"x" in "Date" is not a date.',
  '"x" in "Date" is outside 1970-01-01 to 2036-01-01.',
  '6 documents that are there change their customer or their date (1, 2 ...), and no file with these columns came in under "ledger" before. If it is from another system, import it under a source of its own.',
  '6 customers that are there change their name (1, 2 ...), and no file with these columns came in under "ledger" before. If it is from another system, import it under a source of its own.',
  'Values stand to the right of the last named column (first in row 7); they are not read.',
  'Some characters are not valid UTF-8, or were lost before (first in line 7); they are shown as \ufffd. Check the encoding.',
  'Cells with an error of a formula are read as empty (first: #REF! in row 7).',
  'Some cells are formatted as dates but hold no day of the calendar (first: 60 in row 7); they are read as text.',
  'Row 7 "Total" prints 5; its rows add up to 6.',
  'The row is a payment, not a document.',
  'The row is no payment, not a payment.',
  '"Кол-во" is quantity',
  '"Клиент" is customer name',
];

/** Names of fields stand where a code may. */
const FIELDS = new Set(KINDS.flatMap((kind) => KIND_SPECS[kind].fields.map((field) => field.name)));

const LITERAL = /`(?:[^`\\$]|\\.|\$\{(?:[^{}`]|`[^`]*`|\{[^}]*\})*\}|\$)*`|'(?:[^'\\\n]|\\.)*'/g;

/** The texts of a source file that are sentences, each value in them being 7. */
function sentencesOf(source: string): string[] {
  const bare = source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '')
    // What cannot be read at all has codes with words of their own.
    .replace(/new Unreadable\(\s*'[^']*',\s*(?:`(?:[^`\\]|\\.)*`|'[^']*'|[\w.]+\s*\?)/g, '');
  const found: string[] = [];
  for (const [literal] of bare.matchAll(LITERAL)) {
    let text = literal.slice(1, -1).replaceAll("\\'", "'");
    // SQL puts sentences together with bars.
    if (/^'.*'$/s.test(text)) text = text.slice(1, -1).replace(/'\s*\|\|[\s\S]*?\|\|\s*'/g, '7');
    text = text.replace(/\$\{(?:[^{}`]|`[^`]*`|\{[^}]*\})*\}/g, '7');
    const isSql =
      /<>|\bis (?:not )?(?:null|distinct)\b|\(select\b|\barray_agg\(|[={}|$\n]|^(?:select|insert|update|delete|create|drop|with|set|copy|rollback|s\.)\b/.test(
        text,
      );
    const isSentence = /\p{L}+ \p{L}+ \p{L}+/u.test(text) && !isSql && !/;(?! )/.test(text);
    if (isSentence) found.push(text);
  }
  return found;
}

const sources = SOURCES.flatMap(([folder, names]) =>
  readdirSync(join(src, folder))
    .filter((name) => /\.ts$/.test(name) && !/test|fixtures|checks/.test(name) && names.test(name))
    .map((name) => readFileSync(join(src, folder, name), 'utf8')),
);
const all = sources.flatMap(sentencesOf);
const whole = [...new Set([...all.filter((text) => !PARTS.includes(text)), ...WHOLE])];

describe.each([
  ['en', en],
  ['ru', ru],
] as const)('sentences of the server in %s', (_, words) => {
  const t = ((key: string, values: Record<string, string | undefined> = {}) => {
    const found = key
      .split('.')
      .reduce((at: unknown, name) => (at as Record<string, unknown> | undefined)?.[name], words);
    if (typeof found !== 'string') throw new Error(`${key} has no words`);
    return found.replace(/\{\{(\w)\}\}/g, (_all, name: string) => values[name] ?? `{{${name}}}`);
  }) as unknown as TFunction;

  test('are found', () => {
    expect(all.length).toBeGreaterThan(60);
    expect(all).toContain('its columns fit no kind of table; say what it is');
    expect(all).toContain('No customer has this key.');
  });

  test('carry no names of options', () => {
    expect(all.filter((text) => /\bnumbers=|\byearly\b/.test(text))).toEqual([]);
  });

  test('of a document with two customers say what to do', () => {
    const text = 'Document 7 names another customer in row 2. If numbers begin anew every year, say so at the table.';
    expect(translate(t, text)).toMatch(words === ru ? /год начинается заново/ : /begin anew every year/);
  });

  test.each(whole)('%s', (text) => {
    const said = translate(t, text);
    expect(said).not.toBeNull();
    expect(said).not.toContain('{{');
    if (words === ru) expect(said).toMatch(/[а-я]/i);
  });
});

test('every reason to reject a row has words', () => {
  const codes = new Set(['columns', 'quote', 'field-too-long']);
  for (const source of sources) {
    for (const [call] of source.matchAll(/faults\.set\([\s\S]*?\);/g))
      for (const [, code] of call.matchAll(/'(\w+)',\s*(?=[`'"])/g)) codes.add(code!);
    for (const [, code] of source.matchAll(/\{\s*code: '(\w+)',\s*field:/g)) codes.add(code!);
    for (const [, code] of source.matchAll(/'(circle|duplicate)',/g)) codes.add(code!);
  }
  expect(codes.size).toBeGreaterThan(20);
  for (const words of [en, ru])
    expect([...codes].filter((code) => !(code in words.reject) && !FIELDS.has(code) && code !== 'true')).toEqual([]);
});
