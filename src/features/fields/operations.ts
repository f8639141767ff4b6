import type { Ctx } from '../../kernel/ctx.ts';
import { checkClass } from '../../kernel/kept.ts';
import { handle } from '../../kernel/run.ts';
import { holdsClasses } from '../../kernel/secrecy.ts';
import { digitsOf } from '../../pure/money.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { namesRecords } from '../audit/public.ts';
import * as contract from './contract.ts';
import { readableFields } from './public.ts';
import { inLanguage } from './rules.ts';
import { goneChoices, problemsOf } from './rules-definitions.ts';
import {
  type FieldChanges,
  type FieldRecord,
  insertField,
  loadField,
  loadFields,
  placeFields,
  updateField,
} from './store.ts';
import { fieldNames, guardFields } from './store-audited.ts';
import './store-moving.ts';
import './store-texts.ts';

guardFields();
namesRecords(fieldNames);

/** How many records are filled is not said: who administers fields may not see the records. */
const definitionOf = (field: FieldRecord): contract.Definition => {
  const { archivedAt, position: _, ...rest } = field;
  return { ...rest, archivedAt: archivedAt?.toISOString() ?? null };
};

const oneDefinition = async (ctx: Ctx, id: string) => definitionOf(await loadField(ctx, id));

const definitions = async (ctx: Ctx, kind: contract.RecordKind | null = null) =>
  (await loadFields(ctx, kind, true)).map(definitionOf);

const trimmed = (texts: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([language, text]) => [language, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  );

/** Blanks around labels go, and languages without a text. */
function tidied({ labels, helps, choices, ...rest }: FieldChanges): FieldChanges {
  return {
    ...rest,
    ...(labels === undefined ? {} : { labels: trimmed(labels) }),
    ...(helps === undefined ? {} : { helps: trimmed(helps) }),
    ...(choices === undefined
      ? {}
      : { choices: choices.map((choice) => ({ ...choice, labels: trimmed(choice.labels) })) }),
  };
}

function check(field: Parameters<typeof problemsOf>[0]): void {
  const problems = problemsOf(field);
  if (problems.length > 0) throw new Invalid(problems);
}

holdsClasses({ table: 'fields', column: 'class' });

export const handlers = [
  handle(contract.listFields, async (ctx, input) => ({
    rows: (await readableFields(ctx, input.recordKind ?? null)).map((field) => ({
      key: field.key,
      recordKind: field.recordKind,
      type: field.type,
      label: inLanguage(field.labels, ctx.actor.language),
      help: inLanguage(field.helps, ctx.actor.language),
      choices: field.choices.map(({ id, labels, isRetired }) => ({
        id,
        label: inLanguage(labels, ctx.actor.language),
        isRetired,
      })),
      currency: field.currency,
      isRequired: field.isRequired,
      isConfidential: field.readers !== null || field.class !== null,
      preset: field.preset,
    })),
  })),

  handle(contract.listDefinitions, async (ctx) => ({ rows: await definitions(ctx) })),

  handle(contract.addDefinition, async (ctx, input) => {
    const { recordKind, key, type, currency, ...said } = input;
    const money = type === 'money' ? (currency ?? ctx.org.baseCurrency) : null;
    if (money !== null) digitsOf(money);
    const blank = { helps: {}, choices: [], isRequired: false, preset: null, readers: null, class: null };
    const whole = { ...blank, ...tidied(said), labels: trimmed(said.labels) };
    checkClass(ctx, whole.class);
    check({ ...whole, key, type, currency: money });
    const id = await insertField(ctx, { recordKind, key, type, currency: money, ...whole });
    return oneDefinition(ctx, id);
  }),

  handle(contract.saveDefinition, async (ctx, input) => {
    const { id, version, ...said } = input;
    const now = await loadField(ctx, id);
    const changes = tidied(said);
    if (changes.class !== now.class) checkClass(ctx, changes.class);
    if (now.version === version) {
      check({ ...now, ...changes });
      const gone = changes.choices === undefined ? [] : goneChoices(now.choices, changes.choices);
      if (gone.length > 0)
        throw new Refusal('fields.choiceGone', 'A choice may stand in records: retire it instead of taking it out.', {
          choices: gone,
        });
    }
    await updateField(ctx, id, version, changes);
    return oneDefinition(ctx, id);
  }),

  handle(contract.archiveDefinition, async (ctx, { id, version, archived }) => {
    const now = await loadField(ctx, id);
    await updateField(ctx, id, version, { archivedAt: archived ? (now.archivedAt ?? ctx.now) : null });
    return oneDefinition(ctx, id);
  }),

  handle(contract.orderDefinitions, async (ctx, { recordKind, ids }) => {
    await placeFields(ctx, recordKind, ids);
    return { rows: await definitions(ctx, recordKind) };
  }),
] as const;
