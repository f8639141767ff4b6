import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'trash_records', key: ['id'], columns: ['title', 'parts'] });
