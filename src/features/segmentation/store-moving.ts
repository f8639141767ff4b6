import { type Merging, setRows } from '../../kernel/merge-rows.ts';
import { moves, stays } from '../../kernel/moves.ts';

/** One account has one tier in force: that of the survivor, where it has one; the other one ends with the merge. */
async function oneTier(merging: Merging): Promise<void> {
  await setRows(
    merging,
    { table: 'account_tiers', key: ['id'] },
    { until: `'${merging.now.toISOString()}'::timestamptz` },
    `t.account_id = p.from_id and t.until is null
       and exists (select from account_tiers x where x.org_id = t.org_id and x.account_id = p.to_id and x.until is null)`,
  );
}

moves({ of: 'account', table: 'account_tiers', column: 'account_id', key: ['id'], first: oneTier });
stays(
  'a review says what was on its day; the next one sees the merged account',
  'segmentation_standings',
  'account_id',
);
