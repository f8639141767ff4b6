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

/** The page on which a file is opened. */
export function pathOf(file: {
  id: string;
  account_id: string | null;
  record_kind: string;
  record_id: string | null;
}): string {
  if (file.record_kind === 'task') return `/tasks/${file.record_id}?file=${file.id}`;
  if (file.record_kind === 'project') return `/projects/${file.record_id}?file=${file.id}`;
  return `/accounts/${file.account_id}?tab=files&file=${file.id}`;
}

/** Whether the screens show files of the kind by themselves. */
export const shows = (kind: FileKind): boolean => kind === 'pdf' || (PICTURES as readonly FileKind[]).includes(kind);
