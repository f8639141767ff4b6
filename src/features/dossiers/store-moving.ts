import { type Merging, quoted } from '../../kernel/merge-rows.ts';
import { moves } from '../../kernel/moves.ts';

const of = 'account' as const;

/** A version stands where its section stands: also one that was written after the merge. */
async function followSections({ client, from, to }: Merging): Promise<void> {
  await client.query(
    `update dossier_versions v set account_id = ${quoted(from)}
      where v.org_id = current_org() and v.account_id = ${quoted(to)}
        and not exists (select from dossier_sections s where s.org_id = v.org_id and s.account_id = v.account_id and s.section = v.section and s.class = v.class)
        and exists (select from dossier_sections s where s.org_id = v.org_id and s.account_id = ${quoted(from)} and s.section = v.section and s.class = v.class)`,
  );
}

moves(
  // Of a section that both have, the survivor's stays; the other one is kept in the merge, with its versions.
  {
    ...{ of, table: 'dossier_versions', column: 'account_id', key: ['account_id', 'section', 'class', 'version'] },
    aside: () =>
      'exists (select from dossier_sections x where x.org_id = t.org_id and x.account_id = p.to_id and x.section = t.section)',
    settle: followSections,
  },
  {
    ...{ of, table: 'dossier_sections', column: 'account_id', key: ['account_id', 'section', 'class'] },
    aside: () =>
      'exists (select from dossier_sections x where x.org_id = t.org_id and x.account_id = p.to_id and x.section = t.section)',
  },
  {
    ...{ of, table: 'dossier_years', column: 'account_id', key: ['account_id', 'year'] },
    aside: () =>
      'exists (select from dossier_years x where x.org_id = t.org_id and x.account_id = p.to_id and x.year = t.year)',
  },
  { of, table: 'dossier_changes', column: 'account_id', key: ['id'] },
);
