import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import { holdsTexts } from '../../kernel/person-texts.ts';

holdsTexts(
  {
    table: 'projects',
    key: ['id'],
    columns: ['name', 'goal', 'state_reason', 'other_planned', 'other_used', 'milestones'],
    shown: {
      kind: 'project',
      open: (ctx) => sql`(t.removed_at is null and ${mayReadAccount(ctx, 'projects.read', 't.account_id')})`,
      account: 'account_id',
      path: (row) => `/projects/${row.id}`,
    },
  },
  { table: 'project_members', key: ['project_id', 'user_id'], columns: ['role'] },
  { table: 'project_contacts', key: ['project_id', 'contact_id'], columns: ['role'] },
);
