import { type FileKind, PICTURES } from './contract-words.ts';

const MEDIA: Partial<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  zip: 'application/zip',
};

/** As what a file travels. What a browser could run (HTML, SVG) and what it could take for it (texts, mails) are bytes and nothing else. */
export const mediaType = (kind: FileKind): string => MEDIA[kind] ?? 'application/octet-stream';

/** Whether the screens show files of the kind by themselves. */
export const shows = (kind: FileKind): boolean => kind === 'pdf' || (PICTURES as readonly FileKind[]).includes(kind);
