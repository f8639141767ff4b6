import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Done, Id, oneOf, orNull, Version } from '../../pure/shapes.ts';

const on = { anchor: 'account' } as const;

export const ADDRESS_KINDS = ['legal', 'postal', 'delivery'] as const;
export type AddressKind = (typeof ADDRESS_KINDS)[number];

const Clock = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', description: 'HH:MM in the zone of the address' });
const Span = Type.Object({
  day: Type.Integer({ minimum: 1, maximum: 7, description: '1 Monday to 7 Sunday' }),
  from: Clock,
  to: { ...Clock, description: 'Not after `from`: on the next day; equal: a whole day' } as typeof Clock,
});
export type OpenSpan = Type.Static<typeof Span>;

const line = (most: number) => Type.String({ maxLength: most });
const fields = {
  kind: oneOf(ADDRESS_KINDS),
  name: Type.Optional(line(200)),
  country: Type.Optional(line(100)),
  region: Type.Optional(line(200)),
  postalCode: Type.Optional(line(30)),
  city: Type.Optional(line(200)),
  street: Type.Optional(line(500)),
  timezone: Type.Optional(orNull(Type.String({ maxLength: 64, description: 'IANA name; needed for opening hours' }))),
  hours: Type.Optional(Type.Array(Span, { maxItems: 28 })),
  note: Type.Optional(line(1000)),
};
export const AddressFields = Type.Object(fields);
export type AddressFields = Type.Static<typeof AddressFields>;

const Address = Type.Object({
  id: Id,
  ...Type.Required(Type.Object(fields)).properties,
  isOpen: orNull(Type.Boolean({ description: 'At this moment, in its own zone; null: no hours are known' })),
  version: Version,
});

export const listAddresses = operation({
  ...on,
  name: 'listAddresses',
  method: 'GET',
  path: '/accounts/{id}/addresses',
  summary: 'Legal, postal and delivery addresses of an account, with opening hours',
  permission: 'accounts.read',
  input: Type.Object({ id: Id }),
  output: Type.Object({ rows: Type.Array(Address), can: Type.Object({ edit: Type.Boolean() }) }),
});

export const addAddress = operation({
  ...on,
  name: 'addAddress',
  method: 'POST',
  path: '/accounts/{id}/addresses',
  summary: 'Add an address',
  permission: 'accounts.edit',
  audit: 'added an address',
  input: Type.Object({ id: Id, ...fields }),
  output: Type.Object({ id: Id }),
});

export const saveAddress = operation({
  ...on,
  name: 'saveAddress',
  method: 'PUT',
  path: '/accounts/{id}/addresses/{addressId}',
  summary: 'Change an address',
  permission: 'accounts.edit',
  audit: 'changed an address',
  input: Type.Object({ id: Id, addressId: Id, version: Version, ...fields }),
  output: Type.Object({ version: Version }),
});

export const removeAddress = operation({
  ...on,
  name: 'removeAddress',
  method: 'DELETE',
  path: '/accounts/{id}/addresses/{addressId}',
  summary: 'Remove an address',
  permission: 'accounts.edit',
  audit: 'removed an address',
  input: Type.Object({ id: Id, addressId: Id, version: Version }),
  output: Done,
});
