import { moves } from '../../kernel/moves.ts';

moves({ of: 'account', table: 'tasks', column: 'account_id', key: ['id'] });
