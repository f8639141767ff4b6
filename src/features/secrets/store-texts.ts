import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts({ table: 'file_exports', key: ['id'], columns: ['name', 'filter'] });
