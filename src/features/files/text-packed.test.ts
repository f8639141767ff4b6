import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileKind } from './contract-words.ts';
import { makeDocx, makeOpenDocument, makePptx } from './make.ts';
import { READ_KINDS, readText } from './text.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitalfew-text-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function textOf(kind: FileKind, content: Buffer) {
  expect(READ_KINDS).toContain(kind);
  const path = join(folder, `a.${kind}`);
  await writeFile(path, content);
  return readText(path, kind, content.length, AbortSignal.timeout(20_000));
}

describe('the text of packed documents', () => {
  test('Word: paragraph by paragraph', async () => {
    expect(await textOf('docx', makeDocx(['Rye & oats', 'Отсрочка']))).toEqual({
      text: 'Rye & oats Отсрочка',
      isCut: false,
    });
  });

  test('PowerPoint: slides in their order, also beyond the ninth', async () => {
    const slides = Array.from({ length: 11 }, (_, at) => [`slide ${at + 1}`, 'Холод']);
    const text = slides.flat().join(' ');
    expect(await textOf('pptx', makePptx(slides))).toEqual({ text, isCut: false });
  });

  test('OpenDocument: headings, paragraphs, tables; rows that repeat once; what was deleted is no text', async () => {
    const body = `<text:tracked-changes><text:p>withdrawn clause</text:p></text:tracked-changes>
      <text:h>Lease<text:s/>of shelves</text:h><text:p>Twelve <text:span>chilled</text:span> cabinets</text:p>`;
    const text = 'Lease of shelves Twelve chilled cabinets';
    expect(await textOf('odt', makeOpenDocument('text', body))).toEqual({ text, isCut: false });
    const table = `<table:table table:name="Zones"><table:table-row table:number-rows-repeated="1000000000">
      <table:table-cell><text:p>Vorarlberg</text:p></table:table-cell></table:table-row></table:table>`;
    expect(await textOf('ods', makeOpenDocument('spreadsheet', table))).toEqual({
      text: 'Zones Vorarlberg',
      isCut: false,
    });
  });
});
