import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'notices', key: ['id'], columns: ['params'] });
