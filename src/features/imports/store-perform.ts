import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Ctx } from '../../kernel/ctx.ts';
import { keepBefore, putBack } from '../../kernel/journal.ts';
import { restateFrom } from '../ledger/public.ts';
import { checkStillRated, saveRates } from '../settings/public.ts';

/** From so many rows on, a plan that steps through them one by one can take minutes. */
const BULK = 500;

/** Tables that this transaction fills have no statistics yet, and the planner takes them for small: for bulk it must not step through them row by row. */
export async function planFor(client: pg.ClientBase, rows: number): Promise<void> {
  await client.query("set local work_mem = '128MB'");
  await client.query(`set local enable_nestloop = ${rows > BULK ? 'off' : 'on'}`);
}

/** Begins the part of an import that a dry run takes back. */
export async function prepareMerge(client: pg.ClientBase, rows: number): Promise<void> {
  await planFor(client, rows);
  await client.query('savepoint merged');
}

/** Rates come first: the documents of the same import convert with them, and those that stand already are converted anew. */
export async function mergeRates(ctx: Ctx, importId: string): Promise<void> {
  const { rows } = await ctx.client.query<{
    tbl: number;
    currency: string;
    validFrom: string;
    rate: string;
    old: string | null;
  }>(
    `select s.tbl, s.currency, s.valid_from as "validFrom", s.rate::text as rate, r.rate::text as old
       from stage_rates s left join exchange_rates r on r.org_id = current_org() and r.currency = s.currency and r.valid_from = s.valid_from
      where s.currency <> $1`,
    [ctx.org.baseCurrency],
  );
  if (rows.length === 0) return;
  await keepBefore(
    ctx.client,
    importId,
    'exchange_rates',
    '(t.currency, t.valid_from) in (select s.currency, s.valid_from from stage_rates s where s.rate <> t.rate)',
  );
  await ctx.client.query(
    `insert into stage_counts select s.tbl, count(*) filter (where r.rate is null), count(*) filter (where r.rate <> s.rate), count(*) filter (where r.rate = s.rate or s.currency = $1)
       from stage_rates s left join exchange_rates r on r.org_id = current_org() and r.currency = s.currency and r.valid_from = s.valid_from group by s.tbl`,
    [ctx.org.baseCurrency],
  );
  const { changed } = await saveRates(
    ctx,
    rows.map(({ currency, validFrom, rate }) => ({ currency, validFrom, rate })),
    importId,
  );
  for (const { currency, from } of changed) await restateFrom(ctx, currency, from);
}

/** Puts the rates of an import back to what they were, and converts the documents that stood on them anew. */
export async function putRatesBack(ctx: Ctx, importId: string): Promise<void> {
  const { rows } = await ctx.client.query<{ currency: string; from: string; gone: string | null }>(
    `select currency, min(day)::text as from, min(gone)::text as gone from (
       select currency::text as currency, valid_from as day, valid_from as gone from exchange_rates where org_id = current_org() and import_id = $1
       union all
       select before->>'currency', coalesce(before->>'doc_date', before->>'paid_on')::date, null from import_before
        where org_id = current_org() and import_id = $1 and table_name in ('ledger_documents', 'ledger_payments')
          and exists (select from exchange_rates where org_id = current_org())) x
      where currency <> $2 and day is not null group by currency`,
    [importId, ctx.org.baseCurrency],
  );
  await putBack(ctx.client, importId, 'exchange_rates');
  for (const { currency, from, gone } of rows) {
    if (gone !== null) await checkStillRated(ctx, currency, gone);
    // Also what was kept before a rate was changed by hand: facts that return have the rate of today's book.
    await restateFrom(ctx, currency, from);
  }
}

/** Takes the merge back and keeps the rejected rows, which were found on the way: they are carried over the rollback in a file. */
export async function takeBack(ctx: Ctx): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'vitalfew-rejects-'));
  const path = join(directory, 'rejects');
  try {
    await pipeline(ctx.client.query(copyTo('copy stage_rejects to stdout')), createWriteStream(path));
    await ctx.client.query('rollback to savepoint merged');
    await ctx.client.query('truncate stage_rejects');
    await pipeline(createReadStream(path), ctx.client.query(copyFrom('copy stage_rejects from stdin')));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
