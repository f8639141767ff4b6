import { sql } from 'kysely';
import { mayReadAccount, mayReadKept } from '../../kernel/access.ts';
import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts(
  {
    ...{ table: 'files', key: ['id'], columns: ['name', 'text'] },
    shown: {
      kind: 'file',
      open: (ctx, contactId) =>
        sql`(t.removed_at is null and t.record_id is distinct from ${contactId}::uuid and ${mayReadAccount(ctx, 'files.read', 't.account_id')} and ${mayReadKept(ctx, 't')})`,
      account: 'account_id',
      path: (row) => `/accounts/${row.account_id}?tab=files&file=${row.id}`,
      isFile: true,
    },
  },
  { table: 'file_versions', key: ['file_id', 'number'], columns: ['name'] },
  { table: 'stored_files', key: ['id'], columns: ['name'] },
);
