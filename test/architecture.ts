import type { Module } from './source.ts';

/** Something that is not as docs/architecture.md says. */
export interface Offence {
  rule: string;
  file: string;
  words: string;
}

type Rule = (modules: readonly Module[], rooms: readonly string[]) => Offence[];

const isTest = (module: Module) => /\.test\.tsx?$/.test(module.file) || !module.file.startsWith('src/');
const source = (modules: readonly Module[]) => modules.filter((module) => !isTest(module));
const roomOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null;
const within = (file: string) => file.replace(/^src\/features\/[^/]+\//, '');
const isPure = (file: string) =>
  file.startsWith('src/pure/') || (roomOf(file) !== null && /^(rules|contract)(-[^/]*)?\.ts$/.test(within(file)));
const isScreen = (file: string) =>
  file.startsWith('src/app/web/') || (roomOf(file) !== null && within(file).startsWith('ui/'));

/** For tests and the sample company only: may take anything of rooms before its own. */
const isMake = (file: string) => roomOf(file) !== null && within(file) === 'make.ts';

/** Packages that pure code may use: no I/O, no clock. */
const PURE_PACKAGES = /^(typebox|big\.js|stdnum|temporal-polyfill)(\/|$)/;
/** What a room shows to rooms after it. */
const DOORS = ['public.ts', 'contract.ts', 'ui/public.tsx'];

/** Tells whether a module, with everything that it imports in turn, touches nothing outside: no node, no database, no clock service. */
function reachesNothing(modules: readonly Module[]): (target: string) => boolean {
  const byFile = new Map(modules.map((module) => [module.file, module]));
  const known = new Map<string, boolean>();
  const isClean = (target: string): boolean => {
    const module = byFile.get(target);
    if (!module) return PURE_PACKAGES.test(target);
    if (!known.has(target)) {
      known.set(target, true);
      known.set(
        target,
        module.imports.every((each) => isClean(each.target)),
      );
    }
    return known.get(target)!;
  };
  return isClean;
}

/** An offence for each import that `wrong` explains. */
function imports(
  rule: string,
  modules: readonly Module[],
  wrong: (from: string, to: string) => string | null,
): Offence[] {
  return modules.flatMap((module) =>
    module.imports.flatMap(({ target }) => {
      const words = wrong(module.file, target);
      return words ? [{ rule, file: module.file, words: `${words}: ${target}` }] : [];
    }),
  );
}

/** The rules, by name. */
export const rules: Readonly<Record<string, Rule>> = {
  'room order': (modules, rooms) => [
    ...[...new Set(source(modules).map(({ file }) => roomOf(file)))]
      .filter((room) => room !== null && !rooms.includes(room))
      .map((room) => ({
        rule: 'room order',
        file: `src/features/${room}/`,
        words: 'the room is not in the list of app/features.ts',
      })),
    ...imports('room order', source(modules), (from, to) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      if (here === null) return null;
      if (to.startsWith('src/app/')) return 'a room does not know the application';
      if (there === null || there === here) return null;
      if (rooms.includes(here) && rooms.indexOf(there) > rooms.indexOf(here)) return 'a later room';
      if (isMake(from)) return null;
      // public.ts reaches the database, which pure code may not: there, rules may stand on rules.
      return DOORS.includes(within(to)) || (isPure(from) && isPure(to)) ? null : 'not a door of that room';
    }),
  ],

  purity: (modules) => {
    const isClean = reachesNothing(modules);
    return imports(
      'purity',
      source(modules).filter(({ file }) => isPure(file)),
      (_from, to) => (isClean(to) ? null : 'pure code uses pure things only'),
    );
  },

  make: (modules) =>
    imports('make', source(modules), (from, to) =>
      isMake(to) && !isMake(from) && !from.startsWith('src/app/sample/')
        ? 'make.ts is for tests and the sample company'
        : null,
    ),

  kernel: (modules) =>
    imports('kernel', source(modules), (from, to) =>
      from.startsWith('src/kernel/') && /^src\/(features|app|ui-kit)\//.test(to)
        ? 'the kernel knows no room and no application'
        : null,
    ),

  'ui-kit': (modules) =>
    imports('ui-kit', source(modules), (from, to) =>
      from.startsWith('src/ui-kit/') && /^src\/(features|app|kernel)\//.test(to)
        ? 'the ui-kit knows no room, no application and no kernel'
        : null,
    ),

  screens: (modules) =>
    imports('screens', source(modules), (from, to) => {
      if (!isScreen(from)) return null;
      if (to.startsWith('src/kernel/') || to.startsWith('node:')) return 'a screen runs in the browser';
      if (roomOf(to) === null || isPure(to) || within(to).startsWith('ui/')) return null;
      return 'a screen speaks to the server over HTTP only';
    }),

  cycles: (modules) => cycles(source(modules)),

  'export *': (modules) => find('export *', modules, /\bexport\s*\*/, 'name what is exported'),

  names: (modules) =>
    modules
      .filter(({ file }) => /(^|\/)(index|utils?|helpers?|manager|service|common)\.tsx?$/.test(file))
      .map(({ file }) => ({ rule: 'names', file, words: 'name it after what it does' })),

  sql: (modules) =>
    find(
      'sql',
      source(modules).filter(
        ({ file }) =>
          /^src\/(features|app|pure|ui-kit)\//.test(file) && !/^(store[^/]*|public|make)\.ts$/.test(within(file)),
      ),
      /\bsql\s*(<|`)|\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\b(client|pool)\.query\(|\bcopy(From|To)\(/,
      'SQL stands in store.ts, public.ts and the kernel',
    ),

  clock: (modules) =>
    find(
      'clock',
      source(modules).filter(({ file }) => isPure(file) || /^operations[^/]*\.ts$/.test(within(file))),
      /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bTemporal\.Now\b|\bperformance\.now\(/,
      'time and chance come in through ctx or arguments',
    ),

  length: (modules) =>
    modules
      .filter(({ text, lines }) => lines > 300 && !text.startsWith('// Written by '))
      .map(({ file, lines }) => ({ rule: 'length', file, words: `${lines} lines, 300 are enough` })),
};

function find(rule: string, modules: readonly Module[], pattern: RegExp, words: string): Offence[] {
  return modules.flatMap(({ file, bare }) => {
    const hit = pattern.exec(bare);
    if (!hit) return [];
    const line = bare.slice(0, hit.index).split('\n').length;
    return [{ rule, file, words: `${words} (near line ${line}: ${hit[0]})` }];
  });
}

/** Circles of imports that remain when the program runs; each is told once. */
function cycles(modules: readonly Module[]): Offence[] {
  const next = new Map(
    modules.map((module) => [
      module.file,
      module.imports.filter((each) => each.isRelative && !each.typeOnly).map((each) => each.target),
    ]),
  );
  const offences: Offence[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const start = path.indexOf(file);
    if (start !== -1) {
      offences.push({ rule: 'cycles', file, words: [...path.slice(start), file].join(' -> ') });
      return;
    }
    if (done.has(file) || !next.has(file)) return;
    path.push(file);
    for (const target of next.get(file)!) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of next.keys()) visit(file);
  return offences;
}

/** The rooms in order, as app/features.ts lists them. */
export function roomsIn(modules: readonly Module[]): string[] {
  const features = modules.find((module) => module.file === 'src/app/features.ts');
  const list = /\brooms\s*=\s*\[([^\]]*)\]/.exec(features?.text ?? '')?.[1] ?? '';
  return [...list.matchAll(/['"]([\w-]+)['"]/g)].map((match) => match[1]!);
}

/** Every offence in the source. Throws when there was nothing to read: a test that looks at nothing proves nothing. */
export function offences(modules: readonly Module[]): Offence[] {
  const rooms = roomsIn(modules);
  if (modules.length === 0 || rooms.length === 0) throw new Error('no modules or no rooms were read');
  return Object.values(rules).flatMap((rule) => rule(modules, rooms));
}
