import { moves } from '../../kernel/moves.ts';

moves({
  ...{ of: 'account', table: 'portfolio_move_accounts', column: 'account_id', key: ['move_id', 'account_id'] },
  // Both changed hands by one move.
  aside: () =>
    'exists (select from portfolio_move_accounts x where x.org_id = t.org_id and x.move_id = t.move_id and x.account_id = p.to_id)',
});
