import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Day, Decimal, Done, Id, oneOf, orNull, PageInput, page, Version } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

export { addChange, decideChange, listChanges, listReaders, removeChange, saveChange } from './contract-changes.ts';
export { getDossierRules, saveDossierRules } from './contract-settings.ts';
export {
  CHANGE_KINDS,
  type Change,
  type ChangeKind,
  type DossierRules,
  type Facts,
  ITEMS,
  type Item,
  SECTIONS,
  type Section,
  SOURCES,
  type Source,
  WORKING_LINES,
  type WorkingLine,
  type Year,
} from './contract-shapes.ts';

const on = { anchor: 'account' } as const;
const section = oneOf(shapes.SECTIONS);
const ofClass = {
  ...Id,
  description:
    'The text for those who are cleared for this class, which stands beside the open one; left out: the open one',
} as typeof Id;

export const getDossier = operation({
  ...on,
  name: 'getDossier',
  method: 'GET',
  path: '/accounts/{id}/dossier',
  summary:
    'What is known about an account: the sections with author, source and day, figures by year, how complete and fresh it is',
  permission: 'dossiers.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({
    standing: shapes.Standing,
    sections: Type.Array(shapes.SectionText, { description: 'Those that were written, in their order' }),
    confidential: Type.Array(shapes.SecretText, {
      description: 'What sections say beside, for those who are cleared for a class of confidentiality',
    }),
    years: Type.Array(shapes.Year, { description: 'Newest first' }),
    openChanges: Type.Integer({
      description: 'Changes in their business of which nobody has said whether the plan changes',
    }),
    can: Type.Object({
      edit: Type.Boolean(),
      classes: Type.Array(Type.Object({ id: Id, name: Type.String() }), {
        description: 'The classes of confidentiality that one is cleared for',
      }),
    }),
  }),
});

export const saveSection = operation({
  ...on,
  name: 'saveSection',
  method: 'PUT',
  path: '/accounts/{id}/dossier/{section}',
  summary: 'Write a section of the dossier: a version with author, source and the day of which it tells',
  permission: 'dossiers.edit',
  audit: 'wrote a section of a dossier',
  input: Type.Object({
    id: Id,
    section,
    version: shapes.ReadVersion,
    text: Type.String({ maxLength: 20_000 }),
    facts: Type.Optional(shapes.Facts),
    source: oneOf(shapes.SOURCES),
    sourceNote: Type.Optional(Type.String({ maxLength: 500 })),
    knownAsOf: Type.Optional({ ...Day, description: 'Left out: today' }),
    class: Type.Optional(ofClass),
  }),
  output: Type.Object({ version: Type.Integer() }),
});

export const listSectionVersions = operation({
  ...on,
  name: 'listSectionVersions',
  method: 'GET',
  path: '/accounts/{id}/dossier/{section}/versions',
  summary: 'The versions of a section, newest first, each with its text',
  permission: 'dossiers.read',
  input: Type.Object({ id: Id, section, class: Type.Optional(ofClass), ...PageInput }),
  output: page(shapes.SectionVersion),
});

export const saveYear = operation({
  ...on,
  name: 'saveYear',
  method: 'PUT',
  path: '/accounts/{id}/dossier-years/{year}',
  summary: 'Write what is known of one business year: revenue, profit, employees, with currency and source',
  permission: 'dossiers.edit',
  audit: 'wrote figures of a year',
  input: Type.Object({
    id: Id,
    year: Type.Integer({ minimum: 1900, maximum: 2999 }),
    version: shapes.ReadVersion,
    currency: CurrencyCode,
    revenue: Type.Optional(orNull(Decimal)),
    profit: Type.Optional(orNull(Decimal)),
    employees: Type.Optional(orNull(Type.Integer({ minimum: 0, maximum: 100_000_000 }))),
    source: oneOf(shapes.SOURCES),
    knownAsOf: Type.Optional({ ...Day, description: 'Left out: today' }),
  }),
  output: Type.Object({ version: Type.Integer() }),
});

export const removeYear = operation({
  ...on,
  name: 'removeYear',
  method: 'DELETE',
  path: '/accounts/{id}/dossier-years/{year}',
  summary: 'Remove the figures of a year',
  permission: 'dossiers.edit',
  audit: 'removed figures of a year',
  input: Type.Object({ id: Id, year: Type.Integer({ minimum: 1900, maximum: 2999 }), version: Version }),
  output: Done,
});
