import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'portfolio_moves', key: ['id'], columns: ['reason'] });
