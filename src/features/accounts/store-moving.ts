import { type Merging, quoted, setRows, takeRows } from '../../kernel/merge-rows.ts';
import { moves, stays } from '../../kernel/moves.ts';

const of = 'account' as const;
const id = ['id'] as const;

/** The survivor below the one that it takes the place of: it comes up to where that one stood. */
async function comeUp(merging: Merging): Promise<void> {
  const { from, to } = merging;
  const isBelow = `exists (select from account_ancestors d where d.org_id = t.org_id and d.account_id = t.id and d.ancestor_id = p.from_id)`;
  const place = `(select a.parent_id from accounts a where a.org_id = t.org_id and a.id = ${quoted(from)})`;
  await setRows(merging, { table: 'accounts', key: id }, { parent_id: place }, `t.id = ${quoted(to)} and ${isBelow}`);
}

const today = (merging: Merging) => `'${merging.today}'::date`;

/** One account has one lead: where both have one, that of the merged account stays on the team as a deputy. */
async function oneLead(merging: Merging): Promise<void> {
  const inForce = (t: string) =>
    `${t}.duty = 'lead' and ${t}.since <= ${today(merging)} and (${t}.until is null or ${t}.until >= ${today(merging)})`;
  await setRows(
    merging,
    { table: 'account_team', key: id },
    { duty: "'deputy'" },
    `t.account_id = p.from_id and ${inForce('t')} and exists (
       select from account_team o where o.org_id = t.org_id and o.account_id = p.to_id and ${inForce('o')} and o.user_id <> t.user_id)`,
  );
}

/** What proposed to bring the two below one group proposes nothing any more. */
async function noPairOfItself(merging: Merging): Promise<void> {
  await takeRows(
    merging,
    { table: 'group_proposals', key: id },
    '(t.account_id, t.with_id) in ((p.from_id, p.to_id), (p.to_id, p.from_id))',
  );
}

const otherProposal = (column: string, other: string) => () =>
  `exists (select from group_proposals x where x.org_id = t.org_id and x.${column} = p.to_id and x.${other} = t.${other})`;

moves(
  { of, table: 'accounts', column: 'parent_id', key: id, first: comeUp },
  { of, table: 'account_addresses', column: 'account_id', key: id },
  {
    ...{ of, table: 'account_identifiers', column: 'account_id', key: id },
    aside: () =>
      'exists (select from account_identifiers x where x.org_id = t.org_id and x.account_id = p.to_id and x.kind = t.kind and x.value = t.value)',
  },
  {
    ...{ of, table: 'account_exclusions', column: 'account_id', key: ['account_id'] },
    aside: () => 'exists (select from account_exclusions x where x.org_id = t.org_id and x.account_id = p.to_id)',
  },
  // Where the merged account stood is its own history: the survivor keeps its place.
  { of, table: 'account_parents', column: 'account_id', key: id, aside: () => 'true' },
  { of, table: 'account_parents', column: 'parent_id', key: id },
  {
    ...{ of, table: 'account_team', column: 'account_id', key: id, first: oneLead },
    aside: (merging) =>
      `exists (select from account_team x where x.org_id = t.org_id and x.account_id = p.to_id and x.user_id = t.user_id and x.duty = t.duty
         and x.since <= t.since and (x.until is null or x.until >= coalesce(t.until, 'infinity'::date)) and (x.until is null or x.until >= ${today(merging)}))`,
  },
  { of, table: 'account_redirects', column: 'account_id', key: id },
  {
    ...{ of, table: 'group_proposals', column: 'account_id', key: id, first: noPairOfItself },
    aside: otherProposal('account_id', 'with_id'),
  },
  { of, table: 'group_proposals', column: 'with_id', key: id, aside: otherProposal('with_id', 'account_id') },
  { of, table: 'group_proposals', column: 'group_id', key: id },
  {
    ...{ of, table: 'group_proposals', column: 'moved', key: id },
    match: 'p.from_id = any (t.moved)',
    value: 'array_replace(t.moved, p.from_id, p.to_id)',
  },
  // Before an import of ours is undone it must be known where its rows belong now.
  {
    ...{ of, table: 'import_before', column: 'before', key: ['import_id', 'table_name', 'row_key'] },
    match: "t.table_name = 'accounts' and (t.row_key = p.from_id::text or t.before->>'parent_id' = p.from_id::text)",
    value: "jsonb_set(t.before, '{parent_id}', to_jsonb(p.to_id))",
    aside: () => 't.row_key = p.from_id::text',
  },
);

stays('computed from the structure', 'account_ancestors', 'account_id', 'ancestor_id');
stays('computed from the structure', 'accounts', 'root_id', 'entity_id');
stays('a row of figures for each account: that of the merged one is taken whole', 'account_figures', 'account_id');
stays('nothing is added to what the audit says', 'audit_entries', 'account_id', 'record_id');
