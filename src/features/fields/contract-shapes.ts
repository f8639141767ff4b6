import Type from 'typebox';
import { CurrencyCode, Id, Moment, Money, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { ROLES } from '../people/contract.ts';

/** The kinds of records that can have fields of an organisation's own; each is kept by its room (`keepsFields`). */
export const RECORD_KINDS = ['account', 'contact', 'task'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];
export const TYPES = ['text', 'number', 'money', 'date', 'choice', 'choices', 'person', 'link'] as const;
export type FieldType = (typeof TYPES)[number];

export const Key = Type.String({
  pattern: '^[a-z][a-z0-9_]{0,39}$',
  description: 'The name of a field in the API, in filters and in searches: small letters, digits and _',
});
/** A text in several languages. */
const Texts = (most: number) =>
  Type.Record(Type.String({ pattern: '^[a-z]{2}$' }), Type.String({ maxLength: most }), {
    description: 'Language -> text; a language that is missing shows another',
  });
const SCALAR = Type.String({ maxLength: 4000 });

export const FieldValue = Type.Union([SCALAR, Money, Type.Array(Type.String({ maxLength: 40 }), { maxItems: 100 })], {
  description:
    'text, link: a text; number: a decimal string; money: `{amount, currency}`; date: YYYY-MM-DD; choice: the id of a choice; choices: a list of ids; person: the id of a member',
});
export type FieldValue = Type.Static<typeof FieldValue>;

export const Choice = Type.Object(
  {
    id: Key,
    labels: Texts(100),
    isRetired: Type.Boolean({ description: 'Stays where it is set, and is offered no more' }),
  },
  { additionalProperties: false },
);
export type Choice = Type.Static<typeof Choice>;

/** What whoever administers fields says of one. */
export const editable = {
  labels: Texts(100),
  helps: Texts(500),
  choices: Type.Array(Choice, { maxItems: 200, description: 'Of `choice` and `choices`, in order' }),
  isRequired: Type.Boolean({ description: 'Forms ask for it; one that is set cannot be cleared' }),
  preset: orNull({ ...FieldValue, description: 'What new records begin with' } as typeof FieldValue),
  readers: orNull(
    Type.Array(oneOf(ROLES), {
      minItems: 1,
      uniqueItems: true,
      description: 'Confidential: only these roles read and write its values; null: whoever may read the record',
    }),
  ),
  class: orNull({
    ...Id,
    description: 'A class of confidentiality: of those only whoever is cleared for it reads and writes its values',
  }),
};

/** A field as whoever administers fields sees it. */
export const Definition = Type.Object({
  id: Id,
  recordKind: oneOf(RECORD_KINDS),
  key: Key,
  type: oneOf(TYPES),
  currency: orNull({
    ...CurrencyCode,
    description: 'Of money: the one in which all its values are',
  } as typeof CurrencyCode),
  ...editable,
  archivedAt: orNull(Moment),
  version: Version,
});
export type Definition = Type.Static<typeof Definition>;

/** A field as forms and lists need it, in the reader's language. */
export const Field = Type.Object({
  key: Key,
  recordKind: oneOf(RECORD_KINDS),
  type: oneOf(TYPES),
  label: Type.String(),
  help: Type.String(),
  choices: Type.Array(Type.Object({ id: Key, label: Type.String(), isRetired: Type.Boolean() })),
  currency: orNull(CurrencyCode),
  isRequired: Type.Boolean(),
  isConfidential: Type.Boolean({ description: 'Not everybody who reads the record reads it' }),
  preset: orNull(FieldValue),
});
export type Field = Type.Static<typeof Field>;

/** One value of a record, as answers carry it. */
export const FieldAnswer = Type.Object({
  key: Key,
  value: orNull(FieldValue),
  text: Type.String({ description: 'As people read it: names of choices and persons in the reader’s language' }),
  version: Version,
});
export type FieldAnswer = Type.Static<typeof FieldAnswer>;

/** The values of one record: those that are, or were, filled. */
export const FieldAnswers = Type.Array(FieldAnswer, {
  description: 'Fields of the organisation’s own that the reader may read (`listFields`)',
});

/** What an input says of the fields of a record. */
export const FieldsInput = Type.Record(
  Type.String(),
  Type.Object(
    {
      value: orNull(FieldValue),
      version: Type.Optional({
        ...Version,
        description: 'That of the value that was read; left out where there was none',
      }),
    },
    { additionalProperties: false },
  ),
  { description: 'Key of a field of the organisation’s own -> its new value, null to clear it; fields left out stay' },
);
export type FieldsInput = Type.Static<typeof FieldsInput>;

/** What lists take besides: conditions on fields, and which of them stand in the rows. */
export const whereField = {
  where: Type.Optional(
    Type.Array(Type.String({ maxLength: 300 }), {
      maxItems: 20,
      uniqueItems: true,
      description:
        'Conditions on fields of the organisation’s own, `key:is:value` (several: a,b), `key:has:words`, `key:from:value`, `key:to:value`, `key:set:yes` or `no`; all must hold',
    }),
  ),
};
export const shownFields = {
  fields: Type.Optional(
    Type.Array(Key, {
      maxItems: 50,
      uniqueItems: true,
      description: 'Fields of the organisation’s own to bring with each row',
    }),
  ),
};
