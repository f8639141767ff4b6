import { sql } from 'kysely';
import { mayReadAccount, mayReadKept } from '../../kernel/access.ts';
import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts(
  {
    ...{ table: 'notes', key: ['id'], columns: ['text', 'body'] },
    shown: {
      kind: 'note',
      open: (ctx) =>
        sql`(t.removed_at is null and ${mayReadAccount(ctx, 'notes.read', 't.account_id')} and ${mayReadKept(ctx, 't')})`,
      account: 'account_id',
      path: (row) => `/accounts/${row.account_id}?tab=timeline&entry=${row.id}`,
    },
  },
  { table: 'note_versions', key: ['note_id', 'version'], columns: ['body'] },
);
