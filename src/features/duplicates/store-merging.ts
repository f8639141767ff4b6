import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { type Merging, moveRows, openPairs, putRowsBack, settleRows } from '../../kernel/merge-rows.ts';
import { Refusal } from '../../pure/refusal.ts';
import * as accounts from '../accounts/public.ts';
import * as contacts from '../contacts/public.ts';
import { lockImports } from '../imports/public.ts';
import { notify, sendsNotices } from '../notices/public.ts';
import { REVIEW_JOB } from '../settings/public.ts';
import { addEntries } from '../timeline/public.ts';
import type { Kind } from './contract.ts';
import { FIGURES_JOB } from './public.ts';
import { type MergeRow, saveMerge } from './store-merges.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'duplicates',
  {
    merged: 'digest',
    unmerged: 'digest',
    contactsMerged: 'digest',
    contactsUnmerged: 'digest',
  },
  { en: en.notice, ru: ru.notice },
);

type Tell = (part: number) => Promise<void>;

const mergingOf = (ctx: Ctx, row: Pick<MergeRow, 'id' | 'kind' | 'absorbed_id' | 'survivor_id'>): Merging => ({
  client: ctx.client,
  mergeId: row.id,
  of: row.kind,
  from: row.absorbed_id,
  to: row.survivor_id,
  today: ctx.today,
  now: ctx.now,
  step: 0,
});

/** Waits for imports, and for other merges, of the organisation; locks both records. Refused where one of them is not there. */
export async function lockBoth(ctx: Ctx, kind: Kind, ids: readonly string[]) {
  await lockImports(ctx.client);
  const rows = kind === 'account' ? await accounts.lockAccounts(ctx, ids) : await contacts.lockContacts(ctx, ids);
  if (rows.length < 2) throw new Refusal('duplicates.gone', 'One of the two is not there any more.');
  return new Map(rows.map((row) => [String(row.id), row as unknown as Record<string, unknown>]));
}

/** Does the work of a merge, in the transaction of the caller: all of it or nothing. */
export async function perform(ctx: Ctx, row: MergeRow, tell?: Tell): Promise<void> {
  const merging = mergingOf(ctx, row);
  const { client } = ctx;
  await client.query('set constraints all deferred');
  await openPairs(merging);
  if (row.kind === 'account')
    await accounts.choose(merging, row.wish as Parameters<typeof accounts.choose>[1], ctx.org.baseCurrency);
  else await contacts.chooseFields(ctx, merging, row.wish as Parameters<typeof contacts.chooseFields>[2]);
  const counts = await moveRows(merging, row.kind, tell);
  if (row.kind === 'account') await accounts.absorb(ctx, merging);
  else await contacts.absorbContact(merging);
  await settleRows(merging, row.kind);
  await client.query('set constraints all immediate');
  await saveMerge(ctx, row.id, {
    state: 'merged',
    progress: 100,
    counts: JSON.stringify(counts),
    mark: newId(),
    problem: null,
  });
  await announce(ctx, row, 'merged');
}

/** Does the work of an undo, in the transaction of the caller. */
export async function performUndo(ctx: Ctx, row: MergeRow): Promise<void> {
  const merging = mergingOf(ctx, row);
  const { client } = ctx;
  await client.query('set constraints all deferred');
  if (row.kind === 'account') await accounts.beforeReturn(merging);
  else await contacts.beforeContactReturns(merging);
  await putRowsBack(merging);
  if (row.kind === 'account') await accounts.afterReturn(ctx, merging);
  else await contacts.afterContactReturned(ctx, merging);
  await settleRows(merging, row.kind);
  await client.query('set constraints all immediate');
  await client.query(
    "delete from merge_rows where org_id = current_org() and merge_id = $1 and act <> 'left' and not (table_name in ('accounts', 'contacts') and row_key->>'id' in ($2, $3))",
    [row.id, row.absorbed_id, row.survivor_id],
  );
  await saveMerge(ctx, row.id, { state: 'undone', progress: 100, problem: null });
  await announce(ctx, row, 'unmerged');
}

/** The timeline says it, whoever leads the accounts hears of it, and what is computed from them is computed anew. */
async function announce(ctx: Ctx, row: MergeRow, what: 'merged' | 'unmerged'): Promise<void> {
  const name = row.absorbed_name;
  if (row.kind === 'account') {
    const on = what === 'merged' ? [row.survivor_id] : [row.survivor_id, row.absorbed_id];
    await addEntries(
      ctx,
      `duplicates.${what}`,
      sql`(select a.id as account_id, ${row.id}::uuid as record_id, ${row.reason || null}::text as text,
                  jsonb_build_object('name', ${name}::text, 'into', ${row.survivor_name}::text) as params
             from unnest(${on}::uuid[]) a (id))`,
    );
    await ctx.announce({ kind: 'accounts', verb: 'accounts.structure' });
    await ctx.enqueue(REVIEW_JOB, { cause: 'structure' }, { key: `${REVIEW_JOB}:${ctx.org.id}` });
    await ctx.enqueue(FIGURES_JOB, {}, { key: `${FIGURES_JOB}:${ctx.org.id}` });
  } else {
    // Without names: what is erased of a person must be gone here too.
    await addEntries(
      ctx,
      `duplicates.contacts${what === 'merged' ? 'Merged' : 'Unmerged'}`,
      sql`(select distinct p.account_id, ${row.survivor_id}::uuid as record_id, null::text as text, '{}'::jsonb as params
             from contact_positions p where p.org_id = ${ctx.org.id} and p.contact_id = any (${[row.survivor_id, row.absorbed_id]}::uuid[]))`,
    );
    await ctx.announce({ kind: 'contacts', verb: 'contacts.erase' });
  }
  for (const userId of await leadsOf(ctx, row))
    if (userId !== ctx.actor.userId)
      await notify(ctx, userId, {
        kind: `duplicates.${row.kind === 'account' ? what : `contacts${what === 'merged' ? 'Merged' : 'Unmerged'}`}`,
        params: row.kind === 'account' ? { name, into: row.survivor_name } : { contactId: row.survivor_id },
        path: row.kind === 'account' ? `/accounts/${row.survivor_id}` : `/contacts/${row.survivor_id}`,
      });
}

/** Who leads the accounts today, or those where the person has a position. */
async function leadsOf(ctx: Ctx, row: MergeRow): Promise<string[]> {
  const ids = [row.survivor_id, row.absorbed_id];
  const where =
    row.kind === 'account'
      ? sql`(select unnest(${ids}::uuid[]))`
      : sql`(select p.account_id from contact_positions p where p.org_id = ${ctx.org.id} and p.contact_id = any (${ids}::uuid[]))`;
  const found = await sql<{ user_id: string }>`
    select distinct t.user_id from account_team t
     where t.org_id = ${ctx.org.id} and t.account_id in ${where} and t.duty in ('lead', 'deputy')
       and t.since <= ${ctx.today}::date and (t.until is null or t.until >= ${ctx.today}::date)`.execute(ctx.db);
  return found.rows.map((each) => each.user_id);
}
