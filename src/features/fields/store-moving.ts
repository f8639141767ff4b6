import { moves } from '../../kernel/moves.ts';

const value = {
  ...{ table: 'field_values', column: 'record_id', key: ['field_id', 'record_id'] },
  // A field has one value: the survivor's, where it has one.
  aside: () =>
    'exists (select from field_values x where x.org_id = t.org_id and x.field_id = t.field_id and x.record_id = p.to_id)',
} as const;

moves({ of: 'account', ...value }, { of: 'contact', ...value });
