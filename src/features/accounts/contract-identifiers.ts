import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, oneOf, orNull, Version } from '../../pure/shapes.ts';
import { Text } from './contract-shapes.ts';

const on = { anchor: 'account' } as const;

export const IDENTIFIER_KINDS = ['inn', 'kpp', 'ogrn', 'vat', 'iban', 'other'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];
export const IDENTIFIER_FAULTS = ['length', 'form', 'checkDigit', 'country'] as const;

/** The countries whose VAT numbers are checked, as ISO codes; `EU` is the one-stop shop. */
export const VAT_COUNTRIES = (
  'AT BE BG CY CZ DE DK EE GR ES EU FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB XI CH NO' as const
).split(' ');

const Identifier = Type.Object({
  id: orNull({ ...Id, description: 'null: the tax id of the account itself, changed with saveAccount' } as typeof Id),
  kind: oneOf(IDENTIFIER_KINDS),
  country: Type.String({ description: 'ISO 3166; empty where the kind says it' }),
  value: Type.String({ description: 'As it is kept: without blanks and marks' }),
  shown: Type.String({ description: 'In the usual grouping' }),
  note: Type.String(),
  fault: orNull({
    ...oneOf(IDENTIFIER_FAULTS),
    description:
      'What is wrong with it: only what an import brought in can be wrong; null: nothing, or the kind is not checked',
  }),
  isChecked: Type.Boolean(),
  version: Version,
});

const fields = {
  kind: oneOf(IDENTIFIER_KINDS),
  country: Type.Optional(
    Type.String({ pattern: '^([A-Z]{2})?$', description: 'Of a VAT number without its prefix, and of other numbers' }),
  ),
  value: Text(60),
  note: Type.Optional(Type.String({ maxLength: 200 })),
};

export const listIdentifiers = operation({
  ...on,
  name: 'listIdentifiers',
  method: 'GET',
  path: '/accounts/{id}/identifiers',
  summary: 'Tax and register numbers and bank accounts of an account, each with whether it can be right',
  permission: 'accounts.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(Identifier), can: Type.Object({ edit: Type.Boolean() }) }),
});

export const addIdentifier = operation({
  ...on,
  name: 'addIdentifier',
  method: 'POST',
  path: '/accounts/{id}/identifiers',
  summary:
    'Add an identifier; a wrong one is refused with the reason. The first INN or VAT number becomes the tax id of the account',
  permission: 'accounts.edit',
  audit: 'added an identifier',
  input: Type.Object({ id: Id, ...fields }),
  output: Type.Object({ id: orNull(Id) }),
});

export const saveIdentifier = operation({
  ...on,
  name: 'saveIdentifier',
  method: 'PUT',
  path: '/accounts/{id}/identifiers/{identifierId}',
  summary: 'Change an identifier; a wrong one is refused with the reason',
  permission: 'accounts.edit',
  audit: 'changed an identifier',
  input: Type.Object({ id: Id, identifierId: Id, version: Version, ...fields }),
  output: Type.Object({ version: Version }),
});

export const removeIdentifier = operation({
  ...on,
  name: 'removeIdentifier',
  method: 'DELETE',
  path: '/accounts/{id}/identifiers/{identifierId}',
  summary: 'Remove an identifier',
  permission: 'accounts.edit',
  audit: 'removed an identifier',
  input: Type.Object({ id: Id, identifierId: Id, version: Version }),
  output: Done,
});
