import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rooms } from '../src/app/features.ts';
import { checkoutDir } from '../src/kernel/config.ts';
import { offences, roomsIn, rules } from './architecture.ts';
import { readModules } from './source.ts';

const folders = ['src', 'test', 'bench', 'scripts'];

describe('the house', () => {
  const modules = readModules(checkoutDir(), folders);

  test('is as docs/architecture.md says', () => {
    expect(modules.length).toBeGreaterThan(100);
    expect(roomsIn(modules)).toEqual(rooms);
    expect(offences(modules).map(({ rule, file, words }) => `${rule}: ${file}: ${words}`)).toEqual([]);
  });

  test('every import leads to a file', () => {
    const files = new Set(modules.map((module) => module.file));
    const lost = modules.flatMap(({ file, imports }) =>
      imports
        .filter(({ isRelative, target }) => isRelative && /^(src|test)\/.*\.tsx?$/.test(target) && !files.has(target))
        .map(({ target }) => `${file}: ${target}`),
    );
    expect(lost).toEqual([]);
  });
});

/** A house in which nothing is wrong. */
const sound: Readonly<Record<string, string>> = {
  'src/app/features.ts': "export const rooms = ['people', 'accounts'] as const;\n",
  'src/pure/money.ts': "import Big from 'big.js';\nexport const money = Big;\n",
  'src/kernel/run.ts': "import { sql } from 'kysely';\nexport const one = sql`select 1`;\n",
  'src/kernel/db.ts': "import type { one } from './run.ts';\nexport type One = typeof one;\n",
  'src/features/people/public.ts': 'export const person = 1;\n',
  'src/features/people/store.ts': "import { sql } from 'kysely';\nexport const load = sql`select now()`;\n",
  'src/features/accounts/contract.ts': "import { money } from '../../pure/money.ts';\nexport const contract = money;\n",
  'src/features/accounts/operations.ts': `import { person } from '../people/public.ts';\n// new Date() in a comment, export * too\nexport const said = \`Date.now()\` + person;\n`,
  'src/features/accounts/ui/AccountList.tsx':
    "import { contract } from '../contract.ts';\nexport const List = () => <p>don't {String(contract)}</p>;\n",
};

/** Code within a template. */
const inTemplate = (code: string) => ['`$', `{${code}}`, '`'].join('');

/** For each rule: files that break it, and nothing else. */
const planted: Readonly<Record<string, Readonly<Record<string, string>>[]>> = {
  'room order': [
    {
      'src/features/people/jobs.ts':
        "import { contract } from '../accounts/contract.ts';\nexport const a = contract;\n",
    },
    {
      'src/features/accounts/jobs.ts':
        "import type { load } from '../people/store.ts';\nexport type A = typeof load;\n",
    },
    { 'src/features/accounts/jobs.ts': "export { rooms } from '../../app/features.ts';\n" },
    { 'src/features/strange/public.ts': 'export const a = 1;\n' },
  ],
  purity: [
    { 'src/pure/file.ts': "import { readFileSync } from 'node:fs';\nexport const a = readFileSync;\n" },
    { 'src/features/people/rules-more.ts': "import { load } from './store.ts';\nexport const a = load;\n" },
    {
      'src/features/people/contract.ts':
        "import type { one } from '../../kernel/run.ts';\nexport type A = typeof one;\n",
    },
  ],
  make: [
    {
      'src/features/people/jobs.ts': "import { made } from './make.ts';\nexport const a = made;\n",
      'src/features/people/make.ts': 'export const made = 1;\n',
    },
  ],
  kernel: [
    { 'src/kernel/a.ts': "import { person } from '../features/people/public.ts';\nexport const a = person;\n" },
    { 'src/kernel/a.ts': "export const a = () => import('../app/features.ts');\n" },
  ],
  'ui-kit': [{ 'src/ui-kit/a.ts': "import { one } from '../kernel/run.ts';\nexport const a = one;\n" }],
  screens: [
    { 'src/features/accounts/ui/A.tsx': "import { said } from '../operations.ts';\nexport const a = said;\n" },
    { 'src/app/web/a.ts': "import { one } from '../../kernel/run.ts';\nexport const a = one;\n" },
    {
      'src/features/accounts/ui/A.tsx': "import { person } from '../../people/public.ts';\nexport const a = person;\n",
    },
  ],
  cycles: [
    {
      'src/kernel/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'src/kernel/b.ts': "import { type C, a } from './a.ts';\nexport const b = () => a as C;\n",
    },
  ],
  'export *': [{ 'src/kernel/a.ts': "export * from './run.ts';\n" }],
  names: [
    { 'src/kernel/utils.ts': 'export const a = 1;\n' },
    { 'src/features/people/index.ts': 'export const a = 1;\n' },
  ],
  sql: [
    {
      'src/features/people/operations.ts':
        "import { sql } from 'kysely';\nexport const a = sql<{ n: number }>`select 1`;\n",
    },
    { 'src/features/people/jobs.ts': "export const a = (ctx: Ctx) => ctx.db.selectFrom('users');\n" },
    { 'src/app/pages.ts': `export const a = (pool: Pool) => ${inTemplate("pool.query('select 1')")};\n` },
  ],
  clock: [
    { 'src/pure/a.ts': `export const a = () => ${inTemplate('Date.now()')};\n` },
    { 'src/features/people/operations.ts': 'export const a = () => new Date();\n' },
    { 'src/features/people/rules.ts': 'export const a = /"/.test(String(Math.random()));\n' },
  ],
  length: [{ 'src/kernel/a.ts': 'export const a = 1;\n'.repeat(301) }],
};

function offencesOf(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'vitalfew-planted-'));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    return offences(readModules(root, folders));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe('the test of the house itself', () => {
  test('finds nothing in a sound house', () => expect(offencesOf(sound)).toEqual([]));

  test('has a planted offence for every rule', () =>
    expect(Object.keys(planted).sort()).toEqual(Object.keys(rules).sort()));

  const cases = Object.entries(planted).flatMap(([rule, trees]) =>
    trees.map((tree) => [rule, Object.keys(tree)[0]!, tree] as const),
  );
  test.each(cases)('finds an offence against %s in %s', (rule, file, tree) => {
    const found = offencesOf({ ...sound, ...tree });
    expect(found.map((each) => each.rule)).toContain(rule);
    expect(new Set(found.map((each) => each.rule))).toEqual(new Set([rule]));
    expect(Object.keys(tree).some((name) => name.startsWith(found[0]!.file))).toBe(true);
    expect(file).toBeTruthy();
  });

  test('does not pass on nothing', () => expect(() => offencesOf({})).toThrow('no modules'));
});
