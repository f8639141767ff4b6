import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'timeline_entries', key: ['id'], columns: ['text', 'params'] });
