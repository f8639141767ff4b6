import { mayReadAccount } from '../../kernel/access.ts';
import { holdsTexts } from '../../kernel/person-texts.ts';

const reason = { key: ['id'], columns: ['reason'] } as const;

holdsTexts(
  {
    ...{ table: 'accounts', key: ['id'], columns: ['address'], whole: ['email', 'phone'] },
    shown: {
      kind: 'account',
      open: (ctx) => mayReadAccount(ctx, 'accounts.read', 't.id'),
      account: 'id',
      path: (row) => `/accounts/${row.id}`,
    },
  },
  { table: 'account_addresses', key: ['id'], columns: ['name', 'street', 'note'] },
  { table: 'account_identifiers', key: ['id'], columns: ['note'] },
  { table: 'account_exclusions', key: ['account_id'], columns: ['note'] },
  { table: 'account_parents', ...reason },
  { table: 'account_tiers', ...reason },
  { table: 'account_team', key: ['id'], columns: ['responsible', 'former'] },
);
