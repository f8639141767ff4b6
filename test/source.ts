import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** One import of a module. `target`: the file below the root for relative ones, else the package as written. */
export interface Import {
  target: string;
  isRelative: boolean;
  typeOnly: boolean;
}

/** A source file as the architecture test sees it. Paths are relative to the root, with slashes. */
export interface Module {
  file: string;
  text: string;
  /** The text without comments and without what stands in strings. */
  bare: string;
  lines: number;
  imports: Import[];
}

/** Reads every .ts and .tsx below the folders of `root`. */
export function readModules(root: string, folders: readonly string[]): Module[] {
  const modules: Module[] = [];
  for (const folder of folders) {
    for (const file of filesBelow(join(root, folder))) {
      const text = readFileSync(file, 'utf8');
      modules.push(moduleOf(relative(root, file).replaceAll('\\', '/'), text));
    }
  }
  return modules;
}

function filesBelow(folder: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(folder, { recursive: true }) as string[];
  } catch {
    return [];
  }
  return entries
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
    .map((name) => join(folder, name))
    .sort();
}

/** What a module is made of, by its name and text. */
export function moduleOf(file: string, text: string): Module {
  const { code, bare } = strip(text);
  return {
    file,
    text,
    bare,
    lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    imports: importsOf(file, code),
  };
}

const FROM = /^[ \t]*(import|export)\s+(type\s+)?([\w$*{},\s]*?)\s*from\s*(['"])([^'"\n]+)\4/gm;
const PLAIN = /(?:^[ \t]*import\s*|\bimport\(\s*)(['"])([^'"\n]+)\1/gm;

function importsOf(file: string, code: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean) => {
    const isRelative = specifier.startsWith('.');
    const target = isRelative ? join(dirname(file), specifier).replaceAll('\\', '/') : specifier;
    found.push({ target, isRelative, typeOnly });
  };
  for (const [, , type, names = '', , specifier] of code.matchAll(FROM)) {
    const inBraces =
      /^\{(.*)\}$/s
        .exec(names.trim())?.[1]
        ?.split(',')
        .map((name) => name.trim()) ?? [];
    const words = inBraces.filter((name) => name !== '');
    add(specifier!, type !== undefined || (words.length > 0 && words.every((name) => name.startsWith('type '))));
  }
  for (const [, , specifier] of code.matchAll(PLAIN)) add(specifier!, false);
  return found;
}

const BEFORE_PATTERN = /(^|[(,=:[!&|?{};+\n]|\breturn|\btypeof|\bcase|=>)\s*$/;

/** `code`: without comments and patterns; `bare`: also without the contents of strings. Code within templates stays. */
export function strip(text: string): { code: string; bare: string } {
  let code = '';
  let bare = '';
  const templates: number[] = [];
  let at = 0;
  const both = (part: string) => {
    code += part;
    bare += part;
  };
  /** Reads a template's words up to its end or to the code within. */
  const template = () => {
    while (at < text.length) {
      if (text[at] === '\\') at += 2;
      else if (text[at] === '`') {
        at += 1;
        both('`');
        return;
      } else if (text.startsWith('${', at)) {
        at += 2;
        templates.push(0);
        both('${');
        return;
      } else at += 1;
    }
  };
  while (at < text.length) {
    const char = text[at]!;
    if (text.startsWith('//', at)) {
      while (at < text.length && text[at] !== '\n') at += 1;
    } else if (text.startsWith('/*', at)) {
      const end = text.indexOf('*/', at + 2);
      at = end === -1 ? text.length : end + 2;
      both(' ');
    } else if (char === "'" || char === '"') {
      let stop = at + 1;
      while (stop < text.length && text[stop] !== char && text[stop] !== '\n') stop += text[stop] === '\\' ? 2 : 1;
      code += text.slice(at, stop + 1);
      bare += char + char;
      at = stop + 1;
    } else if (char === '`') {
      at += 1;
      both('`');
      template();
    } else if (char === '/' && BEFORE_PATTERN.test(bare.slice(-40))) {
      at += 1;
      for (let inClass = false; at < text.length && text[at] !== '\n' && (inClass || text[at] !== '/'); at += 1) {
        if (text[at] === '\\') at += 1;
        else if (text[at] === '[') inClass = true;
        else if (text[at] === ']') inClass = false;
      }
      at += 1;
      both('/ /');
    } else {
      both(char);
      at += 1;
      if (templates.length === 0) continue;
      if (char === '{') templates[templates.length - 1]! += 1;
      else if (char === '}') {
        if (templates.at(-1) === 0) {
          templates.pop();
          template();
        } else templates[templates.length - 1]! -= 1;
      }
    }
  }
  return { code, bare };
}
