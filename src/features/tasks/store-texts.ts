import { sql } from 'kysely';
import { holdsTexts } from '../../kernel/person-texts.ts';
import { mayReadDecision } from './store-decisions.ts';
import { mayReadTask } from './store-visible.ts';

holdsTexts(
  {
    ...{ table: 'tasks', key: ['id'], columns: ['title', 'text', 'checklist'] },
    shown: { kind: 'task', open: mayReadTask, account: 'account_id', path: (row) => `/tasks/${row.id}` },
  },
  { table: 'task_acts', key: ['id'], columns: ['words', 'evidence'] },
  {
    ...{ table: 'decisions', key: ['id'], columns: ['title', 'text', 'correction'] },
    shown: {
      kind: 'decision',
      open: (ctx) =>
        sql`exists (select from decisions d where d.org_id = t.org_id and d.id = t.id and ${mayReadDecision(ctx)})`,
      account: null,
      path: () => `/decisions`,
    },
  },
  { table: 'decision_versions', key: ['decision_id', 'number'], columns: ['title', 'text', 'correction'] },
);
