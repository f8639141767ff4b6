import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Gathered, type ReadText } from './gathered.ts';

/** Pages beyond these say nothing more to a search. */
const MOST_PAGES = 2000;

/** The text of a PDF, page by page. Nothing of it is run or fetched: no scripts, no fonts of the system, no drawing. */
export async function pdfText(path: string, signal: AbortSignal): Promise<ReadText> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const folder = dirname(dirname(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))));
  const loading = getDocument({
    data: new Uint8Array(await readFile(path)),
    cMapUrl: join(folder, 'cmaps/'),
    cMapPacked: true,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS,
  });
  const stop = () => void loading.destroy();
  signal.addEventListener('abort', stop);
  const gathered = new Gathered();
  try {
    const pdf = await loading.promise;
    for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
      signal.throwIfAborted();
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      let isFull = false;
      for (const item of items)
        if ('str' in item) isFull = gathered.add(item.hasEOL ? `${item.str}\n` : `${item.str} `);
      page.cleanup();
      if (isFull) break;
    }
    return gathered.found;
  } catch (error) {
    if ((error as Error).name === 'PasswordException') return { problem: 'encrypted' };
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    await loading.destroy();
  }
}
