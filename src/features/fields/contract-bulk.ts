import Type from 'typebox';
import { Id, orNull, Version } from '../../pure/shapes.ts';
import { FieldValue, Key } from './contract-shapes.ts';

/** What an input says of one field of many records. */
export const ofMany = {
  field: Key,
  newValue: Type.String({
    maxLength: 2000,
    description:
      'As filters say it: a choice or a person by its id, several choices `a,b`, an amount without its currency; empty: cleared',
  }),
};

/** The records that had the same value, with their versions in the field since. */
export const WasInField = Type.Object(
  {
    value: orNull(FieldValue),
    records: Type.Array(Type.Object({ id: Id, version: Version }, { additionalProperties: false }), {
      minItems: 1,
      maxItems: 2000,
    }),
  },
  { additionalProperties: false },
);
export type WasInField = Type.Static<typeof WasInField>;
