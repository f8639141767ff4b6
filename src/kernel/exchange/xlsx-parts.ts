import type { Archive, Bytes } from './bytes.ts';
import type { Limits } from './limits.ts';
import { Unreadable } from './unreadable.ts';
import { readXml, type XmlEvents } from './xml.ts';

/** What the format of a cell says about its value and its place. */
export interface CellStyle {
  kind: 'number' | 'date' | 'time' | 'dateTime';
  bold: boolean;
  indent: number;
}

export interface SheetPart {
  name: string;
  hidden: boolean;
  bytes: Bytes;
}

export interface WorkbookParts {
  sheets: SheetPart[];
  epoch1904: boolean;
  styles: CellStyle[];
  strings: string[];
}

type Handle = Partial<XmlEvents>;

async function each(bytes: Bytes | null, limits: Limits, events: Handle): Promise<void> {
  if (bytes === null) return;
  const nothing = () => {};
  for await (const _ of readXml(
    bytes,
    { open: events.open ?? nothing, close: events.close ?? nothing, text: events.text ?? nothing },
    limits,
  ))
    void _;
}

/** An attribute whatever its namespace prefix. */
export function attribute(attributes: Record<string, string>, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

async function relations(
  archive: Archive,
  part: string,
  limits: Limits,
): Promise<Map<string, { target: string; type: string }>> {
  const at = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, at);
  const found = new Map<string, { target: string; type: string }>();
  await each(archive.entry(`${folder}_rels/${part.slice(at)}.rels`), limits, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes.TargetMode === 'External') return;
      const target = attributes.Target ?? '';
      found.set(attributes.Id ?? '', {
        target: resolve(folder, target),
        type: (attributes.Type ?? '').replace(/^.*\//, ''),
      });
    },
  });
  return found;
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder.split('/').filter(Boolean);
  for (const step of target.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** Reads everything of a workbook but its sheets. */
export async function readParts(archive: Archive, name: string, limits: Limits): Promise<WorkbookParts> {
  const roots = await relations(archive, '', limits);
  const main = [...roots.values()].find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const workbook = archive.entry(main);
  if (workbook === null)
    throw new Unreadable(
      'damaged',
      `"${name}" is not a complete workbook: its list of sheets is missing. Save it again as XLSX.`,
      { name },
    );
  const linked = await relations(archive, main, limits);
  const sheets: SheetPart[] = [];
  let epoch1904 = false;
  await each(workbook, limits, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') epoch1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
      if (tag !== 'sheet') return;
      const relation = linked.get(attribute(attributes, 'id') ?? '');
      // Chart sheets and dialogues hold no cells.
      if (relation && relation.type !== 'worksheet') return;
      const bytes = archive.entry(relation?.target ?? `xl/worksheets/sheet${sheets.length + 1}.xml`);
      if (bytes)
        sheets.push({
          name: attributes.name ?? `Sheet ${sheets.length + 1}`,
          hidden: (attributes.state ?? 'visible') !== 'visible',
          bytes,
        });
    },
  });
  if (sheets.length > limits.maxParts)
    throw new Unreadable('too-many-parts', `"${name}" has more than ${limits.maxParts} sheets.`, { name });
  const part = (type: string) =>
    archive.entry([...linked.values()].find((relation) => relation.type === type)?.target ?? `xl/${type}.xml`);
  return {
    sheets,
    epoch1904,
    styles: await readStyles(part('styles'), limits),
    strings: await readStrings(part('sharedStrings'), name, limits),
  };
}

async function readStrings(bytes: Bytes | null, name: string, limits: Limits): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let inside = false;
  let phonetic = 0;
  let total = 0;
  await each(bytes, limits, {
    open: (tag) => {
      if (tag === 'si') text = '';
      else if (tag === 'rPh') phonetic++;
      else if (tag === 't') inside = phonetic === 0;
    },
    text: (value) => {
      if (inside) text += value;
    },
    close: (tag) => {
      if (tag === 't') inside = false;
      else if (tag === 'rPh') phonetic--;
      else if (tag === 'si') {
        total += text.length;
        if (total > limits.maxSharedStrings)
          throw new Unreadable('too-large', `"${name}" holds too much text for one workbook. Save it as CSV.`, {
            name,
          });
        strings.push(unescaped(text));
      }
    },
  });
  return strings;
}

/** Characters that XML cannot hold are written as _x0000_. */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

async function readStyles(bytes: Bytes | null, limits: Limits): Promise<CellStyle[]> {
  const formats = new Map<number, string>();
  const bolds: boolean[] = [];
  const styles: CellStyle[] = [];
  const path: string[] = [];
  await each(bytes, limits, {
    open: (tag, attributes) => {
      const parent = path.at(-1);
      path.push(tag);
      if (tag === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (tag === 'font' && parent === 'fonts') bolds.push(false);
      else if (tag === 'b' && parent === 'font' && path.includes('fonts'))
        bolds[bolds.length - 1] = attributes.val !== '0' && attributes.val !== 'false';
      else if (tag === 'xf' && parent === 'cellXfs') {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push({
          kind: formatKind(id, formats.get(id)),
          bold: bolds[Number(attributes.fontId ?? 0)] ?? false,
          indent: 0,
        });
      } else if (tag === 'alignment' && path.includes('cellXfs') && styles.length > 0)
        styles[styles.length - 1]!.indent = Number(attributes.indent ?? 0) || 0;
    },
    close: () => void path.pop(),
  });
  return styles;
}

/** Whether a number format shows a number as a date, a time or both. */
export function formatKind(id: number, code: string | undefined): CellStyle['kind'] {
  if (code === undefined) {
    if (
      id === 14 ||
      id === 15 ||
      id === 16 ||
      id === 17 ||
      (id >= 27 && id <= 31) ||
      id === 36 ||
      (id >= 50 && id <= 54) ||
      id === 57 ||
      id === 58
    )
      return 'date';
    if (id === 22) return 'dateTime';
    return (id >= 18 && id <= 21) || (id >= 45 && id <= 47) || (id >= 32 && id <= 35) ? 'time' : 'number';
  }
  const plain = (code.split(';')[0] ?? '')
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/_./g, '')
    .replace(/\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/General|Standard|Основной/gi, '')
    .toLowerCase();
  if (/[#?]/.test(plain) || /0(?!0*$)[^.]*e[+-]/.test(plain)) return 'number';
  const date = /[ydгдj]|mmm|(?:^|[^h:\]])m+(?!.*:)/.test(
    plain
      .replace(/am\/pm|a\/p/g, '')
      .replace(/h+[^a-z]*m+|m+[^a-z]*s+|\[m+\]/g, (part) => (/[yd]/.test(part) ? part : '·')),
  );
  const time = /[hsчс]|\[m+\]/.test(plain.replace(/\[|\]/g, (mark) => mark));
  if (date && time) return 'dateTime';
  return date ? 'date' : time ? 'time' : 'number';
}
