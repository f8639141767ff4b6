import { sql } from 'kysely';
import { holdsTexts } from '../../kernel/person-texts.ts';
import { mayRead } from './store-visible.ts';

holdsTexts(
  {
    ...{ table: 'contacts', key: ['id'], columns: ['dos', 'donts', 'consent_note', 'kept'] },
    shown: {
      kind: 'contact',
      open: (ctx, contactId) =>
        sql`(t.id <> ${contactId}::uuid and exists (select from contacts c where c.org_id = t.org_id and c.id = t.id and ${mayRead(ctx, 'contacts.read')}))`,
      account: null,
      path: (row) => `/contacts/${row.id}`,
    },
  },
  { table: 'contact_positions', key: ['id'], columns: ['title', 'department'] },
  { table: 'contact_notes', key: ['id'], columns: ['text'] },
);
