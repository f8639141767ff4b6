import { moves } from '../../kernel/moves.ts';

moves(
  { of: 'account', table: 'timeline_entries', column: 'account_id', key: ['id'] },
  { of: 'contact', table: 'timeline_entries', column: 'contact_id', key: ['id'] },
);
