import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

/** Larger documents are not stamped: the whole of one stands in memory. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MS = 20_000;

/**
 * What the thread runs: every page gets the mark at its foot and, faintly, across it, whichever way the page is turned. Plain text, since a thread is started from source and from
 * the build alike; the modules come by address.
 */
const PROGRAM = `
const { workerData: w, parentPort } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
(async () => {
  const { PDFDocument, degrees, rgb } = await import(w.pdfLib);
  const { default: fontkit } = await import(w.fontkit);
  const pdf = await PDFDocument.load(w.bytes, { updateMetadata: false });
  pdf.registerFontkit(fontkit);
  const font = await pdf.embedFont(readFileSync(w.font), { subset: true });
  for (const page of pdf.getPages()) {
    const box = page.getCropBox();
    const angle = ((page.getRotation().angle % 360) + 360) % 360;
    const turned = angle === 90 || angle === 270;
    const [wide, high] = turned ? [box.height, box.width] : [box.width, box.height];
    const at = (u, v) => {
      const [x, y] = { 0: [u, v], 90: [box.width - v, u], 180: [box.width - u, box.height - v], 270: [v, box.height - u] }[angle] ?? [u, v];
      return { x: box.x + x, y: box.y + y };
    };
    const one = font.widthOfTextAtSize(w.mark, 1);
    const foot = Math.min(8, (wide * 0.9) / one);
    page.drawText(w.mark, { ...at((wide - foot * one) / 2, foot), size: foot, font, rotate: degrees(angle), color: rgb(0.35, 0.35, 0.35), opacity: 0.9 });
    const slope = Math.atan2(high, wide);
    const size = Math.min(48, (Math.hypot(wide, high) * 0.72) / one);
    const half = (size * one) / 2;
    page.drawText(w.mark, { ...at(wide / 2 - half * Math.cos(slope), high / 2 - half * Math.sin(slope)), size, font, rotate: degrees(angle + (slope * 180) / Math.PI), color: rgb(0.35, 0.35, 0.35), opacity: 0.14 });
  }
  const out = await pdf.save({ useObjectStreams: true });
  parentPort.postMessage(out, [out.buffer]);
})().catch(() => parentPort.postMessage(null));
`;

/** One at a time: what several threads hold at once would be too much for a small machine. */
let last: Promise<unknown> = Promise.resolve();

/**
 * A PDF with the mark on every page, or null where it cannot be stamped: encrypted, damaged, too large, too slow. Runs in a thread of its own, so that a hostile document holds up
 * nobody.
 */
export function markPdf(path: string, size: number, mark: string): Promise<Buffer | null> {
  if (size > MOST_BYTES) return Promise.resolve(null);
  const made = last.then(() => stamp(path, mark)).catch(() => null);
  last = made;
  return made;
}

async function stamp(path: string, mark: string): Promise<Buffer | null> {
  const fonts = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), 'standard_fonts');
  const worker = new Worker(PROGRAM, {
    eval: true,
    workerData: {
      bytes: await readFile(path),
      mark,
      font: join(fonts, 'LiberationSans-Regular.ttf'),
      pdfLib: import.meta.resolve('pdf-lib'),
      fontkit: import.meta.resolve('@pdf-lib/fontkit'),
    },
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    execArgv: [],
  });
  const timer = setTimeout(() => void worker.terminate(), MOST_MS);
  try {
    return await new Promise((resolve) => {
      worker.on('message', (out: Uint8Array | null) =>
        resolve(out === null ? null : Buffer.from(out.buffer, out.byteOffset, out.byteLength)),
      );
      worker.on('error', () => resolve(null));
      worker.on('exit', () => resolve(null));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
