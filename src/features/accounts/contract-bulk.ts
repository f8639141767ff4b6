import Type from 'typebox';
import { operation } from '../../pure/operation.ts';
import { Id } from '../../pure/shapes.ts';
import { ofMany, WasInField } from '../fields/contract-bulk.ts';
import { Filter, filterFields } from './contract-shapes.ts';

const on = { permission: 'accounts.edit', anchor: 'account' } as const;
const ids = Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true });

export const previewBulkAccounts = operation({
  ...on,
  name: 'previewBulkAccounts',
  method: 'GET',
  path: '/accounts/bulk',
  summary:
    'What one value of a field of the organisation’s own would change on many accounts, the chosen ones or everything that the filter matches',
  input: Type.Object({
    ...filterFields,
    ids: Type.Optional(ids),
    field: ofMany.field,
    newValue: Type.Optional(ofMany.newValue),
  }),
  output: Type.Object({
    matching: Type.Integer(),
    changing: Type.Integer(),
    same: Type.Integer({ description: 'Have that value already' }),
    refused: Type.Integer({ description: 'May be read and not changed' }),
  }),
});

const before = Type.Array(WasInField, { description: 'For `undoBulkAccounts`' });

export const bulkAccounts = operation({
  ...on,
  name: 'bulkAccounts',
  method: 'POST',
  path: '/accounts/bulk',
  summary:
    'Give many accounts one value in a field of the organisation’s own: the chosen ones, or everything that the filter matches',
  audit: 'changed many accounts',
  input: Type.Object({ ids: Type.Optional(ids), filter: Type.Optional(Filter), ...ofMany }),
  output: Type.Object({ changed: Type.Integer(), before }),
});

export const undoBulkAccounts = operation({
  ...on,
  name: 'undoBulkAccounts',
  method: 'POST',
  path: '/accounts/bulk/undo',
  summary: 'Take back a change of many accounts, where nobody changed the field since',
  audit: 'took back a change of many accounts',
  input: Type.Object({ field: ofMany.field, before: { ...before, minItems: 1, maxItems: 2000 } as typeof before }),
  output: Type.Object({ changed: Type.Integer(), left: Type.Integer({ description: 'Changed by somebody since' }) }),
});
