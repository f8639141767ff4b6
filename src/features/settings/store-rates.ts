import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { NewRate } from './rules-rates.ts';

/** What a set of rates did: counts, and per currency the first date whose rate is another one now. */
export interface RatesSaved {
  inserted: number;
  updated: number;
  unchanged: number;
  changed: { currency: string; from: string }[];
}

/** Writes many rates at once; a rate that stands there already with the same value is left alone. Rates must be checked before. */
export async function mergeRates(
  ctx: Ctx,
  rates: readonly NewRate[],
  origin: { source: 'file' | 'import'; importId: string | null },
): Promise<RatesSaved> {
  const rows = JSON.stringify(rates);
  const written = await sql<{ currency: string; valid_from: string; is_new: boolean }>`
    insert into exchange_rates as e (org_id, currency, valid_from, rate, source, import_id)
    select ${ctx.org.id}::uuid, r.currency, r."validFrom", r.rate, ${origin.source}, ${origin.importId}::uuid
      from jsonb_to_recordset(${rows}::jsonb) as r (currency text, "validFrom" date, rate numeric)
    on conflict (org_id, currency, valid_from) do update
      set rate = excluded.rate, source = excluded.source, import_id = excluded.import_id, version = e.version + 1
      where e.rate <> excluded.rate
    returning currency, valid_from, version = 1 as is_new`.execute(ctx.db);
  const inserted = written.rows.filter((row) => row.is_new).length;
  return {
    inserted,
    updated: written.rows.length - inserted,
    unchanged: rates.length - written.rows.length,
    changed: firstDays(written.rows),
  };
}

function firstDays(rows: readonly { currency: string; valid_from: string }[]): { currency: string; from: string }[] {
  const first = new Map<string, string>();
  for (const { currency, valid_from: day } of rows) {
    const known = first.get(currency);
    if (known === undefined || day < known) first.set(currency, day);
  }
  return [...first].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, from]) => ({ currency, from }));
}

/** Every rate of the organisation, by currency and date. */
export async function loadAllRates(ctx: Ctx): Promise<NewRate[]> {
  return ctx.db
    .selectFrom('exchange_rates')
    .select(['currency', 'valid_from as validFrom', 'rate'])
    .where('org_id', '=', ctx.org.id)
    .orderBy('currency')
    .orderBy('valid_from')
    .execute();
}
