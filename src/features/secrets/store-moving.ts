import { type Merging, setRows } from '../../kernel/merge-rows.ts';
import { moves, stays } from '../../kernel/moves.ts';

const of = 'account' as const;

/** How high a class stands on the organisation's ladder. */
const step = (
  of: string,
) => `(select e.at from organisation_settings o, jsonb_array_elements(o.classes) with ordinality e (value, at)
   where o.org_id = t.org_id and (e.value->>'id')::uuid = ${of})`;

/** Where both have a class the stricter one holds, with those readers only whom both name: nobody is let in to what they did not see before. */
async function stricter(merging: Merging): Promise<void> {
  const absorbed = (column: string) =>
    `(select x.${column} from account_secrets x where x.org_id = t.org_id and x.account_id = p.from_id)`;
  await setRows(
    merging,
    { table: 'account_secrets', key: ['account_id'] },
    {
      class: `case when ${step(absorbed('class'))} > ${step('t.class')} then ${absorbed('class')} else t.class end`,
      readers: `array(select r from unnest(t.readers) r where r = any (${absorbed('readers')}::uuid[]))`,
    },
    `t.account_id = p.to_id and exists ${absorbed('account_id')}`,
  );
}

moves(
  {
    ...{ of, table: 'account_secrets', column: 'account_id', key: ['account_id'], first: stricter },
    aside: () => 'exists (select from account_secrets x where x.org_id = t.org_id and x.account_id = p.to_id)',
  },
  { of, table: 'secret_readings', column: 'account_id', key: ['id'] },
  { of, table: 'file_exports', column: 'account_id', key: ['id'] },
);
stays('says which record was read', 'secret_readings', 'record_id');
