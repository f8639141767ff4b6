import { moves } from '../../kernel/moves.ts';

moves({ of: 'account', table: 'approval_requests', column: 'account_id', key: ['id'] });
