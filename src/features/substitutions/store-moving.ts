import { moves } from '../../kernel/moves.ts';

moves({
  ...{ of: 'account', table: 'substitution_accounts', column: 'account_id', key: ['substitution_id', 'account_id'] },
  aside: () =>
    'exists (select from substitution_accounts x where x.org_id = t.org_id and x.substitution_id = t.substitution_id and x.account_id = p.to_id)',
});
