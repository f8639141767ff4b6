import { sql } from 'kysely';
import { holdsTexts } from '../../kernel/person-texts.ts';
import { mayReadRequest } from './store-visible.ts';

holdsTexts(
  {
    ...{ table: 'approval_requests', key: ['id'], columns: ['title', 'reason', 'payload'] },
    shown: {
      kind: 'approval',
      open: (ctx) =>
        sql`exists (select from approval_requests r where r.org_id = t.org_id and r.id = t.id and ${mayReadRequest(ctx)})`,
      account: 'account_id',
      path: (row) => `/approvals/${row.id}`,
    },
  },
  { table: 'approval_acts', key: ['id'], columns: ['words'] },
);
