import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { FILE_KINDS, type FileKind } from './contract-words.ts';
import { mediaType, shows } from './rules.ts';
import { contentKind, kindOf, type Seen } from './rules-kind.ts';
import { cleanName, ENDINGS_TAKEN, kindByEnding, nameFor } from './rules-name.ts';

const codeOf = (work: () => unknown): string => {
  try {
    return String(work());
  } catch (error) {
    return (error as { code: string }).code;
  }
};

const nothing: Seen = { size: 10, signature: null, parts: null, text: null };
const zip = (...names: string[]): Seen => ({ ...nothing, signature: 'zip', parts: { names, mimetype: null } });
const text = (words: string): Seen => ({ ...nothing, text: words });
const open = (kind: string): Seen => ({
  ...nothing,
  signature: 'zip',
  parts: { names: ['mimetype'], mimetype: `application/vnd.oasis.opendocument.${kind}` },
});

/** A file of each kind, as it is seen. */
const examples: Record<FileKind, Seen> = {
  pdf: { ...nothing, signature: 'pdf' },
  png: { ...nothing, signature: 'png' },
  jpeg: { ...nothing, signature: 'jpg' },
  gif: { ...nothing, signature: 'gif' },
  webp: { ...nothing, signature: 'webp' },
  svg: text('<?xml version="1.0"?>\n<!-- made by hand --><svg onload="alert(1)">'),
  docx: zip('[Content_Types].xml', 'word/document.xml'),
  xlsx: zip('[Content_Types].xml', 'xl/workbook.xml'),
  pptx: zip('[Content_Types].xml', 'ppt/presentation.xml'),
  odt: open('text'),
  ods: open('spreadsheet'),
  text: text('Dear colleagues'),
  csv: text('a;b;c'),
  html: text('\n<!DOCTYPE html><script>alert(1)</script>'),
  eml: text('From: somebody'),
  zip: zip('a.txt'),
};

describe('a name', () => {
  test.each([
    ['../../etc/passwd', 'files.namePath'],
    ['C:\\temp\\a.pdf', 'files.namePath'],
    ['..', 'files.namePath'],
    ['.pdf', 'files.nameEmpty'],
    ['\u202e.pdf', 'files.nameEmpty'],
    [`${'x'.repeat(250)}.pdf`, 'files.nameLong'],
    [' a\u0000b\r\n.pdf ', 'ab.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['Договор поставки.docx', 'Договор поставки.docx'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
  ])('%j: %s', (name, result) => expect(codeOf(() => cleanName(name))).toBe(result));

  test('property: what is kept holds no path and nothing unseen, and is clean when it is cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const kept = codeOf(() => cleanName(name));
        if (kept.startsWith('files.')) return;
        expect(kept).not.toMatch(/[\\/\p{Cc}\p{Cf}]/u);
        expect(kept).toBe(kept.trim());
        expect(cleanName(kept)).toBe(kept);
      }),
      { numRuns: runs(500) },
    );
  });

  test('keeps an ending of its kind', () => {
    expect(nameFor('Photo.JPEG', 'jpeg')).toBe('Photo.JPEG');
    expect(codeOf(() => nameFor('Photo.png', 'jpeg'))).toBe('files.ending');
    expect(codeOf(() => nameFor('Photo', 'jpeg'))).toBe('files.ending');
  });
});

describe('what a file is', () => {
  test.each(FILE_KINDS)('%s is taken under its own ending', (kind) => {
    const ending = ENDINGS_TAKEN.find((each) => kindByEnding(`a.${each}`) === kind)!;
    expect(kindOf(`a.${ending}`, examples[kind])).toBe(kind);
  });

  test('property: under the ending of another kind it is refused; only plain texts are told apart by their name', () => {
    const plain = ['text', 'csv', 'eml'];
    fc.assert(
      fc.property(fc.constantFrom(...FILE_KINDS), fc.constantFrom(...ENDINGS_TAKEN), (kind, ending) => {
        const said = kindByEnding(`a.${ending}`)!;
        const agrees = said === kind || (plain.includes(said) && plain.includes(kind));
        expect(codeOf(() => kindOf(`a.${ending}`, examples[kind]))).toBe(agrees ? said : 'files.lies');
      }),
    );
  });

  test.each<[string, string, Seen, string]>([
    ['a program under the name of a PDF', 'a.pdf', { ...nothing, signature: 'exe' }, 'files.lies'],
    ['a program under its own name', 'a.exe', { ...nothing, signature: 'exe' }, 'files.kind'],
    ['a script', 'a.txt', text('#!/bin/sh\nrm -rf /'), 'files.lies'],
    ['a web page in a text', 'a.txt', text('<html><script>'), 'files.lies'],
    ['bytes in a text', 'a.csv', nothing, 'files.lies'],
    ['macros', 'a.docx', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'files.macros'],
    ['nothing', 'a.txt', { ...nothing, size: 0 }, 'files.empty'],
  ])('%s is refused', (_what, name, seen, code) => expect(codeOf(() => kindOf(name, seen))).toBe(code));

  test('a picture of a web page is no picture: only PDF and plain pictures are ever shown, and texts travel as bytes', () => {
    expect(FILE_KINDS.filter(shows)).toEqual(['pdf', 'png', 'jpeg', 'gif', 'webp']);
    for (const kind of ['svg', 'html', 'eml', 'text', 'csv'] as const)
      expect(mediaType(kind)).toBe('application/octet-stream');
    expect(contentKind(text('<svg xmlns="x">'))).toBe('svg');
  });
});
