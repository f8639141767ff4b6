import iconv from 'iconv-lite';
import { detectEncoding } from './encoding.ts';
import { Unreadable } from './unreadable.ts';

export type Kind = 'text' | 'gzip' | 'zip' | 'commerceml';

const starts = (bytes: Buffer, ...signature: number[]) => signature.every((byte, at) => bytes[at] === byte);

/** What a file is, by its first bytes. Throws {@link Unreadable} for the kinds that people mix up with tables. */
export function sniff(bytes: Buffer, name: string): Kind {
  const say = { name };
  if (bytes.length === 0) throw new Unreadable('empty', `"${name}" is empty. Export it again with its rows.`, say);
  if (starts(bytes, 0x1f, 0x8b)) return 'gzip';
  if (starts(bytes, 0x50, 0x4b, 3, 4) || starts(bytes, 0x50, 0x4b, 5, 6)) return 'zip';
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    // Workbook streams of the compound file are listed as UTF-16 names; the directory can lie further back.
    const listed = bytes.toString('latin1').replaceAll('\0', '');
    if (/EncryptedPackage|EncryptionInfo/.test(listed) || /\.xlsx$/i.test(name)) {
      throw new Unreadable(
        'encrypted',
        `"${name}" is protected by a password. Save it without one and send it again.`,
        say,
      );
    }
    throw new Unreadable(
      'old-xls',
      `"${name}" is a workbook in the old XLS format (Excel 97-2003). Open it and save it as XLSX or CSV.`,
      say,
    );
  }
  if (bytes.subarray(0, 1024).includes('%PDF-'))
    throw new Unreadable('pdf', `"${name}" is a PDF document. Export the table as XLSX or CSV instead.`, say);
  if (
    starts(bytes, 0x89, 0x50, 0x4e, 0x47) ||
    starts(bytes, 0xff, 0xd8, 0xff) ||
    starts(bytes, 0x47, 0x49, 0x46, 0x38) ||
    starts(bytes, 0x49, 0x49, 0x2a, 0)
  ) {
    throw new Unreadable('image', `"${name}" is a picture. Export the table as XLSX or CSV instead.`, say);
  }
  const foreign: [number[], string][] = [
    [[0x52, 0x61, 0x72, 0x21], 'a RAR archive'],
    [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive'],
    [[0x42, 0x5a, 0x68], 'a bzip2 file'],
    [[0xfd, 0x37, 0x7a, 0x58], 'an xz file'],
    [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard file'],
    [[0x7f, 0x45, 0x4c, 0x46], 'a program'],
    [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'a SQLite database'],
    [[0x50, 0x41, 0x52, 0x31], 'a Parquet file'],
  ];
  for (const [signature, what] of foreign) {
    if (starts(bytes, ...signature))
      throw new Unreadable(
        'binary',
        `"${name}" is ${what}. Expected CSV, XLSX, CommerceML (XML), or a zip or gzip of these.`,
        say,
      );
  }
  const { encoding } = detectEncoding(bytes);
  const text = iconv
    .decode(bytes, encoding)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (/^\{\\rtf/.test(text))
    throw new Unreadable('binary', `"${name}" is a text document (RTF). Export the table as XLSX or CSV instead.`, say);
  if (/^<(?:!doctype\s+)?html/i.test(text))
    throw new Unreadable(
      'binary',
      `"${name}" is a web page, not a table (some programs name such files .xls). Open it and save it as XLSX or CSV.`,
      say,
    );
  if (/^<(?:\?xml|!--|!DOCTYPE|[\p{L}_])/u.test(text)) {
    if (/<!DOCTYPE|<!ENTITY/i.test(text))
      throw new Unreadable(
        'hostile-xml',
        `"${name}" declares a document type or entities, which exchange files never need. It was not read.`,
        say,
      );
    return 'commerceml';
  }
  return 'text';
}
