import { addPairs, leaveRows, type Merging, moveRows, quoted, takeRows } from '../../kernel/merge-rows.ts';
import { moves } from '../../kernel/moves.ts';

const id = ['id'] as const;
const card = { of: 'card', key: id } as const;

/** Cards of one person on one map become one card: what hangs on the one that gives way goes over to the other one, the rest of it is kept in the merge. */
async function joinCards(merging: Merging, same: string): Promise<void> {
  await addPairs(
    merging,
    'card',
    `select t.id, x.id from merge_pairs p
       join relationship_people t on t.org_id = current_org() and ${same}`,
  );
  // The survivor's own card says whom one reports to.
  await takeRows(merging, { ...card, table: 'relationship_lines' }, "t.kind = 'reports' and t.from_id = p.from_id");
  await moveRows(merging, 'card');
}

const onOneMap = `p.of = 'account' and t.account_id = p.from_id
  join relationship_people x on x.org_id = t.org_id and x.account_id = p.to_id and x.contact_id = t.contact_id`;
const ofOnePerson = `p.of = 'contact' and t.contact_id = p.from_id
  join relationship_people x on x.org_id = t.org_id and x.account_id = t.account_id and x.contact_id = p.to_id`;
const isJoined = "exists (select from merge_pairs c where c.of = 'card' and c.from_id = t.id)";

const sameLine = (own: string, other: string) => () =>
  `t.${other} = p.to_id
  or exists (select from relationship_lines x where x.org_id = t.org_id and x.${own} = p.to_id and x.${other} = t.${other} and x.kind = t.kind)`;

/** The list of accounts says the newest stage of what is there now. */
async function followStages({ client, from, to }: Merging): Promise<void> {
  await client.query(
    `update account_figures f set stage = (
        select s.stage from relationship_stages s where s.org_id = f.org_id and s.account_id = f.account_id order by s.set_at desc, s.id desc limit 1)
      where f.org_id = current_org() and f.account_id in ($1, $2)`,
    [from, to],
  );
}

/** Places, ties and lines stand on the map of their card. A line that an undo would stretch between two maps is kept in the merge. */
async function followCards(merging: Merging): Promise<void> {
  const { client, from, to } = merging;
  const both = `(${quoted(from)}, ${quoted(to)})`;
  for (const [table, column] of [
    ['relationship_places', 'person_id'],
    ['relationship_ties', 'person_id'],
    ['relationship_lines', 'from_id'],
  ] as const)
    await client.query(
      `update ${table} t set account_id = c.account_id from relationship_people c
        where t.org_id = current_org() and t.account_id in ${both} and c.org_id = t.org_id and c.id = t.${column} and c.account_id <> t.account_id`,
    );
  await leaveRows(
    merging,
    { table: 'relationship_lines', key: id },
    `t.account_id in ${both} and exists (select from relationship_people c where c.org_id = t.org_id and c.id = t.to_id and c.account_id <> t.account_id)`,
  );
}

moves(
  // What hangs on a card that becomes another one.
  { ...card, table: 'relationship_lines', column: 'from_id', aside: sameLine('from_id', 'to_id') },
  { ...card, table: 'relationship_lines', column: 'to_id', aside: sameLine('to_id', 'from_id') },
  {
    ...{ of: 'card', table: 'relationship_ties', column: 'person_id', key: ['person_id', 'user_id'] },
    aside: () =>
      'exists (select from relationship_ties x where x.org_id = t.org_id and x.person_id = p.to_id and x.user_id = t.user_id)',
  },
  {
    ...{ of: 'card', table: 'relationship_places', column: 'person_id', key: ['person_id'] },
    aside: () => 'exists (select from relationship_places x where x.org_id = t.org_id and x.person_id = p.to_id)',
  },
  // The cards themselves.
  {
    ...{ of: 'account', table: 'relationship_people', column: 'account_id', key: id },
    first: (merging) => joinCards(merging, onOneMap),
    aside: () => isJoined,
    settle: followCards,
  },
  { of: 'account', table: 'relationship_lines', column: 'account_id', key: id },
  { of: 'account', table: 'relationship_places', column: 'account_id', key: ['person_id'] },
  { of: 'account', table: 'relationship_ties', column: 'account_id', key: ['person_id', 'user_id'] },
  { of: 'account', table: 'relationship_stages', column: 'account_id', key: id, settle: followStages },
  {
    ...{ of: 'contact', table: 'relationship_people', column: 'contact_id', key: id },
    first: (merging) => joinCards(merging, ofOnePerson),
    aside: () => isJoined,
  },
);
