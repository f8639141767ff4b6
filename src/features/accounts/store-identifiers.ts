import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, Refusal, StaleVersion } from '../../pure/refusal.ts';
import type { IdentifierKind } from './contract-identifiers.ts';

export interface IdentifierRow {
  kind: IdentifierKind;
  country: string;
  value: string;
  note: string;
}

const own = (ctx: Ctx, accountId: string) =>
  ctx.db
    .selectFrom('account_identifiers')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId);

/** The identifiers of an account beside its tax id, in the order in which they were added. */
export async function loadIdentifiers(ctx: Ctx, accountId: string) {
  const rows = await own(ctx, accountId).orderBy('id').execute();
  return rows.map((row) => ({ ...row, kind: row.kind as IdentifierKind }));
}

/** Country, tax id and version of an account. */
export async function loadTaxId(ctx: Ctx, accountId: string) {
  return ctx.db
    .selectFrom('accounts')
    .select(['country', 'tax_id', 'version'])
    .where('org_id', '=', ctx.org.id)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
}

async function checkOnce(ctx: Ctx, accountId: string, row: IdentifierRow, except: string | null): Promise<void> {
  const same = await own(ctx, accountId).where('kind', '=', row.kind).where('value', '=', row.value).executeTakeFirst();
  if (same && same.id !== except) {
    throw new Refusal('accounts.identifierTwice', 'The account has this number already.', { value: row.value });
  }
}

/** Adds an identifier; its id. */
export async function insertIdentifier(ctx: Ctx, accountId: string, row: IdentifierRow): Promise<string> {
  await checkOnce(ctx, accountId, row, null);
  const id = newId();
  await ctx.db
    .insertInto('account_identifiers')
    .values({ org_id: ctx.org.id, id, account_id: accountId, ...row })
    .execute();
  ctx.note({ recordKind: 'identifier', recordId: id, accountId, after: { ...row } });
  return id;
}

/** Changes an identifier that was read. Throws NotFound, StaleVersion. */
export async function updateIdentifier(
  ctx: Ctx,
  accountId: string,
  identifierId: string,
  version: number,
  row: IdentifierRow,
): Promise<number> {
  await checkOnce(ctx, accountId, row, identifierId);
  const key = { account_id: accountId, id: identifierId };
  const about = { recordKind: 'identifier', recordId: identifierId, accountId };
  const after = await tracked(ctx, 'account_identifiers', key, version, { ...row }, about);
  return after.version as number;
}

/** Removes an identifier that was read. Throws NotFound, StaleVersion. */
export async function deleteIdentifier(
  ctx: Ctx,
  accountId: string,
  identifierId: string,
  version: number,
): Promise<void> {
  const found = await own(ctx, accountId).where('id', '=', identifierId).forUpdate().executeTakeFirst();
  if (!found) throw new NotFound();
  if (found.version !== version) throw new StaleVersion(found, null);
  const { kind, country, value, note } = found;
  await discard(ctx, 'identifier', { recordId: identifierId, accountId, title: `${kind.toUpperCase()} ${value}` });
  ctx.note({ recordKind: 'identifier', recordId: identifierId, accountId, before: { kind, country, value, note } });
}
