import { moves } from '../../kernel/moves.ts';

moves(
  { of: 'account', table: 'files', column: 'account_id', key: ['id'] },
  {
    ...{ of: 'account', table: 'account_logos', column: 'account_id', key: ['account_id'] },
    aside: () => 'exists (select from account_logos x where x.org_id = t.org_id and x.account_id = p.to_id)',
  },
  {
    ...{ of: 'contact', table: 'files', column: 'record_id', key: ['id'] },
    match: "t.record_kind = 'contact' and t.record_id = p.from_id",
  },
);
