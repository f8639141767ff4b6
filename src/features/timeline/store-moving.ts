import { moves } from '../../kernel/moves.ts';

moves({ of: 'account', table: 'timeline_entries', column: 'account_id', key: ['id'] });
