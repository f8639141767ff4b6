import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import { trashes } from '../../kernel/trash.ts';
import { Invalid } from '../../pure/refusal.ts';
import * as addresses from './contract-addresses.ts';
import * as identifiers from './contract-identifiers.ts';
import { acceptIdentifier } from './identifiers.ts';
import { isZone, openAt } from './rules-hours.ts';
import { checkIdentifier, showIdentifier, taxIdentifier } from './rules-identifiers.ts';
import { loadName, loadNames, saveColumns } from './store.ts';
import { deleteAddress, insertAddress, loadAddresses, updateAddress } from './store-addresses.ts';
import {
  deleteIdentifier,
  insertIdentifier,
  loadIdentifiers,
  loadTaxId,
  updateIdentifier,
} from './store-identifiers.ts';

trashes(
  { kind: 'address', verb: 'accounts.edit', parts: { table: 'account_addresses', hanging: [] } },
  { kind: 'identifier', verb: 'accounts.edit', parts: { table: 'account_identifiers', hanging: [] } },
);

const mayEdit = async (ctx: Ctx, accountId: string) =>
  ctx.can('accounts.edit') && (await loadNames(ctx, [accountId], 'accounts.edit')).length > 0;

/** Hours need a zone, and the zone must exist. */
function checkZone(input: addresses.AddressFields): void {
  const zone = input.timezone ?? null;
  if (zone === null ? (input.hours ?? []).length > 0 : !isZone(zone)) {
    throw new Invalid([{ field: 'timezone', expected: 'a time zone of the IANA database', rule: 'timezone' }]);
  }
}

export const handlers = [
  handle(identifiers.listIdentifiers, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.read');
    const account = await loadTaxId(ctx, input.id);
    const tax = account.tax_id === null ? null : taxIdentifier(account.country, account.tax_id);
    const rows = [
      ...(tax ? [{ ...tax, id: null, value: account.tax_id!, note: '', version: account.version }] : []),
      ...(await loadIdentifiers(ctx, input.id)).map((row) => ({
        ...row,
        wrong: checkIdentifier(row.kind, row.country, row.value).wrong,
      })),
    ];
    return {
      rows: rows.map(({ id, kind, country, value, note, wrong, version }) => ({
        id,
        kind,
        country,
        value,
        shown: wrong
          ? value
          : showIdentifier(kind, kind === 'other' ? value : checkIdentifier(kind, country, value).value),
        note,
        fault: wrong?.fault ?? null,
        isChecked: kind !== 'other',
        version,
      })),
      can: { edit: await mayEdit(ctx, input.id) },
    };
  }),

  handle(identifiers.addIdentifier, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.edit');
    const { value, country } = acceptIdentifier(input.kind, input.country ?? '', input.value);
    const note = (input.note ?? '').trim();
    const account = await loadTaxId(ctx, input.id);
    if (account.tax_id === null && note === '' && (input.kind === 'inn' || input.kind === 'vat')) {
      const read = taxIdentifier(account.country, value);
      if (read.kind === input.kind && read.value === value) {
        await saveColumns(ctx, input.id, account.version, { tax_id: value });
        return { id: null };
      }
    }
    return { id: await insertIdentifier(ctx, input.id, { kind: input.kind, country, value, note }) };
  }),

  handle(identifiers.saveIdentifier, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.edit');
    const { value, country } = acceptIdentifier(input.kind, input.country ?? '', input.value);
    const row = { kind: input.kind, country, value, note: (input.note ?? '').trim() };
    return { version: await updateIdentifier(ctx, input.id, input.identifierId, input.version, row) };
  }),

  handle(identifiers.removeIdentifier, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.edit');
    await deleteIdentifier(ctx, input.id, input.identifierId, input.version);
    return { done: true as const };
  }),

  handle(addresses.listAddresses, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.read');
    const order = (kind: addresses.AddressKind) => addresses.ADDRESS_KINDS.indexOf(kind);
    const rows = (await loadAddresses(ctx, input.id)).sort((a, b) => order(a.kind) - order(b.kind));
    return {
      rows: rows.map(({ postal_code: postalCode, ...row }) => ({
        ...row,
        postalCode,
        isOpen: openAt(row.hours, row.timezone, ctx.now.getTime()),
      })),
      can: { edit: await mayEdit(ctx, input.id) },
    };
  }),

  handle(addresses.addAddress, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.edit');
    checkZone(input);
    return { id: await insertAddress(ctx, input.id, input) };
  }),

  handle(addresses.saveAddress, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.edit');
    checkZone(input);
    return { version: await updateAddress(ctx, input.id, input.addressId, input.version, input) };
  }),

  handle(addresses.removeAddress, async (ctx, input) => {
    await loadName(ctx, input.id, 'accounts.edit');
    await deleteAddress(ctx, input.id, input.addressId, input.version);
    return { done: true as const };
  }),
] as const;
