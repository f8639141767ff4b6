import type { Entry } from 'yauzl';
import { type Archive, head, openArchive } from '../../kernel/exchange/bytes.ts';
import { readXml, type XmlEvents } from '../../kernel/exchange/xml.ts';
import { Gathered, type ReadText } from './gathered.ts';
import { limits } from './look.ts';

/** The text of parts of an archive, one after the other: unpacked piece by piece and counted against the limits, nothing of it written to the disk, entities refused. */
async function partsText(
  path: string,
  choose: (archive: Archive) => readonly Entry[],
  eventsFor: (gathered: Gathered, full: () => void) => XmlEvents,
  signal: AbortSignal,
): Promise<ReadText> {
  const archive = await openArchive(path, 'file', limits);
  const gathered = new Gathered();
  let isFull = false;
  try {
    for (const part of choose(archive)) {
      const events = eventsFor(gathered, () => {
        isFull = true;
      });
      for await (const _ of readXml(archive.bytes(part), events, limits, signal)) if (isFull) break;
      if (isFull) break;
    }
  } finally {
    archive.close();
  }
  return gathered.found;
}

/** Office Open XML: words stand in `t`, paragraphs in `p`. */
function officeEvents(gathered: Gathered, full: () => void): XmlEvents {
  let inText = false;
  return {
    open(name) {
      inText = name === 't';
      if (name === 'tab' || name === 'br') gathered.add(' ');
    },
    close(name) {
      inText = false;
      if (name === 'p') gathered.add('\n');
    },
    text(words) {
      if (inText && gathered.add(words)) full();
    },
  };
}

/** Where the words of a document stand: its body, then what stands around it. */
const WORD_PARTS = /^word\/(?:document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml$/i;

/** The text of a Word document. */
export const docxText = (path: string, signal: AbortSignal): Promise<ReadText> =>
  partsText(
    path,
    ({ entries }) => {
      const isBody = ({ fileName }: Entry) => Number(fileName.toLowerCase().endsWith('document.xml'));
      return entries.filter((entry) => WORD_PARTS.test(entry.fileName)).sort((a, b) => isBody(b) - isBody(a));
    },
    officeEvents,
    signal,
  );

const SLIDE_PARTS = /^ppt\/(slides|notesSlides)\/(?:slide|notesSlide)(\d+)\.xml$/i;

/** The text of a presentation: its slides in their order, then what was noted on them. */
export const pptxText = (path: string, signal: AbortSignal): Promise<ReadText> =>
  partsText(
    path,
    ({ entries }) =>
      entries
        .flatMap((entry) => {
          const found = SLIDE_PARTS.exec(entry.fileName);
          if (found === null) return [];
          const isNote = found[1]!.toLowerCase() === 'notesslides';
          return [{ entry, order: (isNote ? 1e9 : 0) + Number(found[2]) }];
        })
        .sort((a, b) => a.order - b.order)
        .map(({ entry }) => entry),
    officeEvents,
    signal,
  );

/** OpenDocument: words stand in paragraphs and headings; what was deleted while changes were recorded is no text any more. */
function openDocumentEvents(gathered: Gathered, full: () => void): XmlEvents {
  let paragraphs = 0;
  let deleted = 0;
  return {
    open(name, attributes) {
      if (name === 'tracked-changes') deleted++;
      else if (name === 'p' || name === 'h') paragraphs++;
      else if (name === 's' || name === 'tab' || name === 'line-break') gathered.add(' ');
      else if (name === 'table' && attributes['table:name'] !== undefined)
        if (gathered.add(`${attributes['table:name']}\n`)) full();
    },
    close(name) {
      if (name === 'tracked-changes') deleted--;
      if (name !== 'p' && name !== 'h') return;
      paragraphs--;
      gathered.add('\n');
    },
    text(words) {
      if (paragraphs > 0 && deleted === 0 && gathered.add(words)) full();
    },
  };
}

/** The manifest of a protected document says so near its beginning. */
const MANIFEST_HEAD = 64 * 1024;

/** The text of an OpenDocument text or table, rows that repeat once. */
export async function openDocumentText(path: string, signal: AbortSignal): Promise<ReadText> {
  const archive = await openArchive(path, 'file', limits);
  try {
    const manifest = archive.entry('META-INF/manifest.xml');
    if (manifest !== null && (await head(manifest, MANIFEST_HEAD)).includes('encryption-data'))
      return { problem: 'encrypted' };
  } finally {
    archive.close();
  }
  const body = ({ entries }: Archive) => entries.filter(({ fileName }) => fileName === 'content.xml');
  return partsText(path, body, openDocumentEvents, signal);
}
