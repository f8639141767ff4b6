import { moves } from '../../kernel/moves.ts';

// A filter names accounts in different places: below, accountId, account.
moves({
  ...{ of: 'account', table: 'list_views', column: 'filter', key: ['id'] },
  match: 'strpos(t.filter::text, p.from_id::text) > 0',
  value: 'replace(t.filter::text, p.from_id::text, p.to_id::text)::jsonb',
});
