import { tracked } from '../../kernel/audit.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { json } from '../../kernel/db.ts';
import { newId } from '../../kernel/id.ts';
import { discard } from '../../kernel/trash.ts';
import { NotFound, StaleVersion } from '../../pure/refusal.ts';
import type { AddressFields, AddressKind, OpenSpan } from './contract-addresses.ts';

const columnsOf = (input: AddressFields) => ({
  kind: input.kind,
  name: (input.name ?? '').trim(),
  country: (input.country ?? '').trim(),
  region: (input.region ?? '').trim(),
  postal_code: (input.postalCode ?? '').trim(),
  city: (input.city ?? '').trim(),
  street: (input.street ?? '').trim(),
  timezone: input.timezone ?? null,
  hours: json(input.hours ?? []),
  note: (input.note ?? '').trim(),
});

const own = (ctx: Ctx, accountId: string) =>
  ctx.db
    .selectFrom('account_addresses')
    .selectAll()
    .where('org_id', '=', ctx.org.id)
    .where('account_id', '=', accountId);

const about = (accountId: string, addressId: string) => ({ recordKind: 'address', recordId: addressId, accountId });

/** The addresses of an account beside the one in its own data: legal, postal, delivery; each kind in the order in which they were added. */
export async function loadAddresses(ctx: Ctx, accountId: string) {
  const rows = await own(ctx, accountId).orderBy('id').execute();
  return rows.map((row) => ({ ...row, kind: row.kind as AddressKind, hours: row.hours as unknown as OpenSpan[] }));
}

/** Adds an address; its id. */
export async function insertAddress(ctx: Ctx, accountId: string, input: AddressFields): Promise<string> {
  const id = newId();
  const columns = columnsOf(input);
  await ctx.db
    .insertInto('account_addresses')
    .values({ org_id: ctx.org.id, id, account_id: accountId, ...columns })
    .execute();
  ctx.note({ ...about(accountId, id), after: { ...columns, hours: input.hours ?? [] } });
  return id;
}

/** Changes an address that was read. Throws NotFound, StaleVersion. */
export async function updateAddress(
  ctx: Ctx,
  accountId: string,
  addressId: string,
  version: number,
  input: AddressFields,
): Promise<number> {
  const key = { account_id: accountId, id: addressId };
  const after = await tracked(ctx, 'account_addresses', key, version, columnsOf(input), about(accountId, addressId));
  return after.version as number;
}

/** Removes an address that was read. Throws NotFound, StaleVersion. */
export async function deleteAddress(ctx: Ctx, accountId: string, addressId: string, version: number): Promise<void> {
  const found = await own(ctx, accountId).where('id', '=', addressId).forUpdate().executeTakeFirst();
  if (!found) throw new NotFound();
  if (found.version !== version) throw new StaleVersion(found, null);
  const title = [found.name, found.street, found.postal_code, found.city].filter((part) => part !== '').join(', ');
  await discard(ctx, 'address', { recordId: addressId, accountId, title: title || found.kind });
  ctx.note({ ...about(accountId, addressId), before: { ...found } });
}
