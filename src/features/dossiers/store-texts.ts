import { sql } from 'kysely';
import { mayReadAccount } from '../../kernel/access.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { holdsTexts } from '../../kernel/person-texts.ts';
import { openClasses } from './store.ts';

const onDossier = {
  open: (ctx: Ctx) => mayReadAccount(ctx, 'dossiers.read', 't.account_id'),
  account: 'account_id',
  path: (row: Record<string, unknown>) => `/accounts/${row.account_id}?tab=dossier`,
};

holdsTexts(
  {
    ...{
      table: 'dossier_sections',
      key: ['account_id', 'section', 'class'],
      columns: ['text', 'facts', 'source_note'],
    },
    shown: {
      kind: 'dossier',
      ...onDossier,
      open: (ctx) => sql<boolean>`(${onDossier.open(ctx)} and t.class = any (${openClasses(ctx)}::uuid[]))`,
    },
  },
  {
    table: 'dossier_versions',
    key: ['account_id', 'section', 'class', 'version'],
    columns: ['text', 'facts', 'source_note'],
  },
  {
    ...{ table: 'dossier_changes', key: ['id'], columns: ['text', 'plan_note'] },
    shown: { kind: 'change', ...onDossier },
  },
);
