import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'substitutions', key: ['id'], columns: ['reason', 'order_number'] });
