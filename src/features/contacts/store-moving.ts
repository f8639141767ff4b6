import { type Merging, setRows } from '../../kernel/merge-rows.ts';
import { moves } from '../../kernel/moves.ts';

const id = ['id'] as const;

/** A person has one main position: the survivor's, where it has one. */
async function oneMain(merging: Merging): Promise<void> {
  await setRows(
    merging,
    { table: 'contact_positions', key: id },
    { is_main: 'false' },
    `t.contact_id = p.from_id and t.is_main
       and exists (select from contact_positions x where x.org_id = t.org_id and x.contact_id = p.to_id and x.is_main)`,
  );
}

const samePlace = `x.title is not distinct from t.title and x.department is not distinct from t.department and x.role is not distinct from t.role
  and x.since is not distinct from t.since and x.until is not distinct from t.until`;

moves(
  {
    ...{ of: 'account', table: 'contact_positions', column: 'account_id', key: id },
    aside: () =>
      `exists (select from contact_positions x where x.org_id = t.org_id and x.account_id = p.to_id and x.contact_id = t.contact_id and ${samePlace})`,
  },
  {
    ...{ of: 'contact', table: 'contact_positions', column: 'contact_id', key: id, first: oneMain },
    aside: () =>
      `exists (select from contact_positions x where x.org_id = t.org_id and x.contact_id = p.to_id and x.account_id = t.account_id and ${samePlace})`,
  },
  { of: 'contact', table: 'contact_notes', column: 'contact_id', key: id },
  { of: 'contact', table: 'contact_redirects', column: 'contact_id', key: id },
);
