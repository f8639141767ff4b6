import type { Role } from '../../people/contract.ts';
import type { Choice, Definition, FieldType } from '../contract.ts';
import { typed, valueIn } from './field-draft.ts';

/** What the form holds of a field. */
export interface DefinitionDraft extends Record<string, unknown> {
  en: string;
  ru: string;
  helpEn: string;
  helpRu: string;
  key: string;
  type: FieldType;
  currency: string;
  choices: Choice[];
  isRequired: boolean;
  preset: string;
  readers: Role[] | null;
  class: string | null;
}

/** A new field, or one as it is saved. */
export function draftOf(field: Definition | null): DefinitionDraft {
  return {
    en: field?.labels.en ?? '',
    ru: field?.labels.ru ?? '',
    helpEn: field?.helps.en ?? '',
    helpRu: field?.helps.ru ?? '',
    key: field?.key ?? '',
    type: field?.type ?? 'text',
    currency: field?.currency ?? '',
    choices: field?.choices ?? [],
    isRequired: field?.isRequired ?? false,
    preset: typed(field?.preset ?? null),
    readers: field?.readers ?? null,
    class: field?.class ?? null,
  };
}

const LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
const LATIN = 'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' ');

/** A key out of words: small Latin letters, digits and _; empty where nothing is left of them. */
export function keyOf(words: string): string {
  return [...words.trim().toLowerCase()]
    .map((letter) => (LETTERS.includes(letter) ? LATIN[LETTERS.indexOf(letter)] : letter))
    .join('')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '');
}

/** The key that is proposed for a field. */
export const keyFrom = (draft: Pick<DefinitionDraft, 'en' | 'ru'>): string => keyOf(draft.en || draft.ru);

/** Those of the languages that say something. */
const texts = (en: string, ru: string): Record<string, string> => ({
  ...(en.trim() === '' ? {} : { en: en.trim() }),
  ...(ru.trim() === '' ? {} : { ru: ru.trim() }),
});

/** What the form says, as addDefinition and saveDefinition take it. */
export function inputOf(draft: DefinitionDraft) {
  const hasChoices = draft.type === 'choice' || draft.type === 'choices';
  const field = { key: 'preset', type: draft.type, currency: draft.currency || null };
  return {
    labels: texts(draft.en, draft.ru),
    helps: texts(draft.helpEn, draft.helpRu),
    choices: hasChoices ? draft.choices : [],
    isRequired: draft.isRequired,
    preset: draft.preset.trim() === '' ? null : valueIn(field, draft.preset),
    readers: draft.readers,
    class: draft.class,
  };
}
