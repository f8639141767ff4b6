import { holdsTexts } from '../../kernel/person-texts.ts';
import { textKey } from './rules.ts';

holdsTexts({
  table: 'field_values',
  key: ['field_id', 'record_id'],
  columns: ['text'],
  follow: ({ text }) => (typeof text === 'string' ? { text_key: textKey(text) } : {}),
});
