import { moves } from '../../kernel/moves.ts';

moves({ of: 'account', table: 'notes', column: 'account_id', key: ['id'] });
