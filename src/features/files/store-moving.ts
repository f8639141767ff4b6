import { moves } from '../../kernel/moves.ts';

moves(
  { of: 'account', table: 'files', column: 'account_id', key: ['id'] },
  {
    ...{ of: 'contact', table: 'files', column: 'record_id', key: ['id'] },
    match: "t.record_kind = 'contact' and t.record_id = p.from_id",
  },
);
