import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'list_views', key: ['id'], columns: ['name', 'filter'] });
