import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts(
  { table: 'imports', key: ['id'], columns: ['name', 'mapping_problems', 'dry_run', 'report', 'failure'] },
  { table: 'import_files', key: ['import_id', 'id'], columns: ['name', 'tables', 'problem'] },
  { table: 'import_rejects', key: ['import_id', 'id'], columns: ['value', 'message'] },
  { table: 'import_before', key: ['import_id', 'table_name', 'row_key'], columns: ['before'] },
);
