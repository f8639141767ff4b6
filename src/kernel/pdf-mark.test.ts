import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { degrees, PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import { markPdf } from './pdf-mark.ts';

test('the mark stands upright within the page, whichever way it is turned and wherever its box begins', async () => {
  const pdf = await PDFDocument.create();
  for (const angle of [0, 90, 180, 270]) {
    const page = pdf.addPage([400, 600]);
    page.setRotation(degrees(angle));
    page.setMediaBox(-50, 30, 400, 600);
    page.setCropBox(-50, 30, 400, 600);
  }
  const folder = await mkdtemp(join(tmpdir(), 'vitalfew-mark-'));
  const path = join(folder, 'turned.pdf');
  await writeFile(path, await pdf.save());
  const [marked, again] = await Promise.all([markPdf(path, 1000, 'Анна · Ä'), markPdf(path, 2 ** 40, 'Anna')]);
  await rm(folder, { recursive: true });
  expect(again).toBe(null);
  const { getDocument, Util } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const read = await getDocument({ data: new Uint8Array(marked!), isEvalSupported: false }).promise;
  for (let at = 1; at <= 4; at++) {
    const page = await read.getPage(at);
    const view = page.getViewport({ scale: 1 });
    const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item && item.str !== '' ? item : []));
    expect(items.map(({ str }) => str)).toEqual(['Анна · Ä', 'Анна · Ä']);
    const [foot, across] = items.map(({ transform }) => Util.transform(view.transform, transform) as number[]);
    // Upright at the foot: no slope, to the right; the height counts from above.
    expect(foot![1]).toBeCloseTo(0, 3);
    expect(foot![0]).toBeGreaterThan(0);
    expect(view.height - foot![5]!).toBeCloseTo(8, 1);
    expect(foot![4]).toBeGreaterThan(view.width * 0.3);
    expect(foot![4]).toBeLessThan(view.width * 0.5);
    // Across it from below left to above right.
    expect(across![0]).toBeGreaterThan(0);
    expect(across![1]).toBeLessThan(0);
    for (const [value, most] of [
      [across![4]!, view.width / 2],
      [across![5]!, view.height],
    ] as const) {
      expect(value).toBeGreaterThan(0);
      expect(value).toBeLessThan(most);
    }
  }
});
