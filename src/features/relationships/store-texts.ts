import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts(
  { table: 'relationship_people', key: ['id'], columns: ['wanted', 'department'] },
  { table: 'relationship_stages', key: ['id'], columns: ['reason', 'evidence'] },
);
