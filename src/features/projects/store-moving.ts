import { moves } from '../../kernel/moves.ts';

moves(
  { of: 'account', table: 'projects', column: 'account_id', key: ['id'] },
  {
    ...{ of: 'contact', table: 'project_contacts', column: 'contact_id', key: ['project_id', 'contact_id'] },
    aside: () =>
      'exists (select from project_contacts x where x.org_id = t.org_id and x.project_id = t.project_id and x.contact_id = p.to_id)',
  },
);
