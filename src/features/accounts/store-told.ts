import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import { changesBetween } from '../../pure/changes.ts';
import { formatMinor } from '../../pure/money.ts';
import { type AccountEvent, tell } from './told.ts';

type Row = Readonly<Record<string, unknown>>;

/** The fields that everybody who sees the account reads, and those of its terms, which need the right to its figures. */
const FIELDS: Readonly<Partial<Record<AccountEvent, readonly string[]>>> = {
  changed: [
    ...['name', 'legal_name', 'kind', 'channel', 'tax_id', 'category', 'country', 'region', 'city', 'postal_code'],
    ...['address', 'phone', 'email', 'web', 'languages', 'currency'],
  ],
  termsChanged: ['credit_limit', 'payment_days'],
};

/** Tells which fields of an account somebody changed, from what to what. */
export async function tellChanges(ctx: Ctx, accountId: string, before: Row, after: Row): Promise<void> {
  const plain = (row: Row) => {
    const currency = String(row.currency ?? ctx.org.baseCurrency);
    const limit = row.credit_limit;
    return {
      ...row,
      credit_limit: limit === null ? null : `${formatMinor(BigInt(String(limit)), currency)} ${currency}`,
    };
  };
  for (const event of ['changed', 'termsChanged'] as const) {
    const changes = changesBetween(plain(before), plain(after), FIELDS[event]!);
    if (changes.length === 0) continue;
    await tell(
      ctx,
      event,
      sql`(select ${accountId}::uuid as account_id, null::uuid as record_id, null::text as text,
        jsonb_build_object('changes', ${JSON.stringify(changes)}::jsonb) as params)`,
    );
  }
}
