import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { CurrencyCode, Id, oneOf, Version } from '../../pure/shapes.ts';
import * as shapes from './contract-shapes.ts';

export {
  type Choice,
  type Definition,
  type Field,
  type FieldAnswer,
  type FieldsInput,
  type FieldType,
  type FieldValue,
  RECORD_KINDS,
  type RecordKind,
  TYPES,
} from './contract-shapes.ts';

const on = { anchor: 'organisation' } as const;
const managed = { ...on, permission: 'fields.manage' } as const;

export const listFields = operation({
  ...on,
  name: 'listFields',
  method: 'GET',
  path: '/fields',
  summary: 'The fields of the organisation’s own that one may read and fill, in order',
  permission: 'fields.read',
  input: Type.Object({ recordKind: Type.Optional(oneOf(shapes.RECORD_KINDS)) }),
  output: Type.Object({ rows: Type.Array(shapes.Field) }),
});

export const listDefinitions = operation({
  ...managed,
  name: 'listFieldDefinitions',
  method: 'GET',
  path: '/field-definitions',
  summary: 'Every field of the organisation’s own with its settings, archived ones too; no values',
  input: Type.Object({}),
  output: Type.Object({ rows: Type.Array(shapes.Definition) }),
});

const { labels, ...others } = shapes.editable;

export const addDefinition = operation({
  ...managed,
  name: 'addFieldDefinition',
  method: 'POST',
  path: '/field-definitions',
  summary: 'Add a field to a kind of record; kind, key, type and currency stay for good',
  audit: 'added a field',
  input: Type.Object({
    recordKind: oneOf(shapes.RECORD_KINDS),
    key: shapes.Key,
    type: oneOf(shapes.TYPES),
    currency: Type.Optional({ ...CurrencyCode, description: 'Of money; left out: that of the organisation' }),
    labels,
    ...Type.Partial(Type.Object(others)).properties,
  }),
  output: shapes.Definition,
});

export const saveDefinition = operation({
  ...managed,
  name: 'saveFieldDefinition',
  method: 'PATCH',
  path: '/field-definitions/{id}',
  summary: 'Change a field; what is left out stays as it is',
  audit: 'changed a field',
  input: Type.Object({ id: Id, version: Version, ...Type.Partial(Type.Object(shapes.editable)).properties }),
  output: shapes.Definition,
});

export const archiveDefinition = operation({
  ...managed,
  name: 'archiveFieldDefinition',
  method: 'PUT',
  path: '/field-definitions/{id}/archive',
  summary: 'Take a field out of use, or back into it: its values are kept and shown nowhere',
  audit: 'archived a field or brought it back',
  input: Type.Object({ id: Id, version: Version, archived: Type.Boolean() }),
  output: shapes.Definition,
});

export const orderDefinitions = operation({
  ...managed,
  name: 'orderFieldDefinitions',
  method: 'PUT',
  path: '/field-definitions/order',
  summary: 'Put the fields of a kind of record in order',
  audit: 'put fields in order',
  input: Type.Object({
    recordKind: oneOf(shapes.RECORD_KINDS),
    ids: Type.Array(Id, {
      maxItems: 500,
      uniqueItems: true,
      description: 'The first ones, in order; the others follow as they are',
    }),
  }),
  output: Type.Object({ rows: Type.Array(shapes.Definition) }),
});
