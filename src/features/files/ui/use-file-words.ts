import {
  type Icon,
  IconFile,
  IconFileText,
  IconFileTypeCsv,
  IconFileTypeDocx,
  IconFileTypePdf,
  IconFileTypeXls,
  IconFileZip,
  IconMail,
  IconPhoto,
} from '@tabler/icons-react';
import { useWords } from '../../../ui-kit/words.ts';
import type { FileKind, TextProblem } from '../contract-words.ts';

/** The picture of a kind. */
export const ICONS: Readonly<Record<FileKind, Icon>> = {
  pdf: IconFileTypePdf,
  png: IconPhoto,
  jpeg: IconPhoto,
  gif: IconPhoto,
  webp: IconPhoto,
  svg: IconPhoto,
  docx: IconFileTypeDocx,
  xlsx: IconFileTypeXls,
  pptx: IconFile,
  odt: IconFileText,
  ods: IconFileTypeXls,
  text: IconFileText,
  csv: IconFileTypeCsv,
  html: IconFileText,
  eml: IconMail,
  zip: IconFileZip,
};

/** Kinds that are filtered together, by the word of the filter. */
export const GROUPS = {
  pdf: ['pdf'],
  picture: ['png', 'jpeg', 'gif', 'webp', 'svg'],
  document: ['docx', 'odt', 'text', 'html'],
  table: ['xlsx', 'ods', 'csv'],
  slides: ['pptx'],
  mail: ['eml'],
  archive: ['zip'],
} as const satisfies Record<string, readonly FileKind[]>;
export type Group = keyof typeof GROUPS;

/** The words of kinds and of what is wrong with texts. */
export function useFileWords() {
  const t = useWords('files');
  const groups: Record<Group, string> = {
    pdf: t('group.pdf'),
    picture: t('group.picture'),
    document: t('group.document'),
    table: t('group.table'),
    slides: t('group.slides'),
    mail: t('group.mail'),
    archive: t('group.archive'),
  };
  const problems: Record<TextProblem, string> = {
    tooLarge: t('problem.tooLarge'),
    tooSlow: t('problem.tooSlow'),
    damaged: t('problem.damaged'),
    encrypted: t('problem.encrypted'),
    zipBomb: t('problem.zipBomb'),
    noText: t('problem.noText'),
    lost: t('problem.lost'),
  };
  const kindName = (kind: FileKind) =>
    groups[(Object.keys(GROUPS) as Group[]).find((group) => (GROUPS[group] as readonly string[]).includes(kind))!];
  return { t, groups, problems, kindName };
}
