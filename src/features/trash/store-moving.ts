import { moves } from '../../kernel/moves.ts';

moves(
  { of: 'account', table: 'trash_records', column: 'account_id', key: ['id'] },
  {
    ...{ of: 'contact', table: 'trash_records', column: 'person_ids', key: ['id'] },
    match: 'p.from_id = any (t.person_ids)',
    value: 'array_replace(t.person_ids, p.from_id, p.to_id)',
  },
);
