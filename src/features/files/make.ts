import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { xlsxBytes } from '../../kernel/exchange/writers.ts';

/** A PDF with these lines on each of its pages. Letters beyond ASCII are found by a search; drawn they need a font that is not in it. */
export function makePdf(pages: readonly (readonly string[])[]): Buffer {
  const letters = [...new Set(pages.flat().join(''))].filter((letter) => letter > '~');
  const codes = new Map(letters.map((letter, at) => [letter, 128 + at]));
  const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
  const line = (text: string) => [...text].map((letter) => hex(codes.get(letter) ?? letter.charCodeAt(0), 2)).join('');
  const known = [...codes].map(([letter, code]) => `<${hex(code, 2)}> <${hex(letter.charCodeAt(0), 4)}>`);
  const stream = (text: string) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`;
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def 1 begincodespacerange <00> <ff> endcodespacerange
${known.length > 0 ? `${known.length} beginbfchar\n${known.join('\n')}\nendbfchar` : ''}
1 beginbfrange <20> <7e> <0020> endbfrange endcmap end end`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, at) => `${5 + at * 2} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 4 0 R >>',
    stream(map),
    ...pages.flatMap((lines, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${6 + at * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      stream(`BT /F1 13 Tf 56 770 Td 20 TL ${lines.map((text) => `<${line(text)}> Tj T*`).join(' ')} ET`),
    ]),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>`;
  return Buffer.from(`${text}${table}\nstartxref\n${text.length}\n%%EOF\n`, 'latin1');
}

/** A zip archive of these files, as every program reads it, without times. */
export function makeZip(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    [20, 0x0800, 8, 0, 0x21].forEach((value, at) => void fields.writeUInt16LE(value, at * 2));
    [crc32(plain), packed.length, plain.length].forEach((value, at) => void fields.writeUInt32LE(value, 10 + at * 4));
    fields.writeUInt16LE(title.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), fields, tail, title]));
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), fields, title, packed]);
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OPEN = 'http://schemas.openxmlformats.org';

/** A Word document of these paragraphs. */
export function makeDocx(paragraphs: readonly string[]): Buffer {
  const body = paragraphs.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`);
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return makeZip({
    '[Content_Types].xml': `${XML}<Types xmlns="${OPEN}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${OPEN}/package/2006/relationships"><Relationship Id="rId1" Type="${OPEN}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${XML}<w:document xmlns:w="${OPEN}/wordprocessingml/2006/main"><w:body>${body.join('')}</w:body></w:document>`,
  });
}

/** A presentation of these slides, as far as its text goes. */
export function makePptx(slides: readonly (readonly string[])[]): Buffer {
  const slide = (lines: readonly string[]) =>
    `${XML}<p:sld xmlns:p="${OPEN}/presentationml/2006/main" xmlns:a="${OPEN}/drawingml/2006/main"><p:cSld><p:spTree><p:sp><p:txBody>${lines
      .map((text) => `<a:p><a:r><a:t>${escaped(text)}</a:t></a:r></a:p>`)
      .join('')}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`;
  return makeZip({
    '[Content_Types].xml': `${XML}<Types xmlns="${OPEN}/package/2006/content-types"/>`,
    'ppt/presentation.xml': `${XML}<p:presentation xmlns:p="${OPEN}/presentationml/2006/main"/>`,
    ...Object.fromEntries(slides.map((lines, at) => [`ppt/slides/slide${at + 1}.xml`, slide(lines)])),
  });
}

/** An OpenDocument text or table with this XML inside of its body. */
export function makeOpenDocument(kind: 'text' | 'spreadsheet', body: string): Buffer {
  const of = (name: string) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
  return makeZip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `${XML}<office:document-content ${of('office')} ${of('text')} ${of('table')}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
  });
}

/** A workbook of one sheet. */
export async function makeXlsx(
  sheet: string,
  headers: readonly string[],
  rows: (string | number)[][],
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of xlsxBytes(headers, [rows], sheet)) parts.push(part);
  return Buffer.concat(parts);
}

/** A picture: `paint` gives red, green and blue of a point. */
export function makePng(
  width: number,
  height: number,
  paint: (x: number, y: number) => readonly [number, number, number],
): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows.set(paint(x, y), y * (1 + width * 3) + 1 + x * 3);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
