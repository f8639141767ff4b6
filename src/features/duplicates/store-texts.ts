import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts(
  { table: 'merge_rows', key: ['merge_id', 'step', 'id'], columns: ['before', 'after'] },
  { table: 'merges', key: ['id'], columns: ['survivor_name', 'absorbed_name', 'reason', 'undo_reason', 'problem'] },
  { table: 'duplicate_pairs', key: ['id'], columns: ['reasons', 'reason'] },
);
