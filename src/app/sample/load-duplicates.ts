import { createAccount, getAccount } from '../../features/accounts/contract.ts';
import { createContact, getContact } from '../../features/contacts/contract.ts';
import { mergeRecords } from '../../features/duplicates/contract.ts';
import { scan } from '../../features/duplicates/scan.ts';
import type { Organisation } from '../../kernel/ctx.ts';
import { asSystem, type House } from '../../kernel/run.ts';
import type { Act } from './acting.ts';

const HEAD = 'e.vaubert';

/** Two customers and two people who were written down twice: of each one pair is to be decided, one was merged. */
export async function findTwice(house: House, org: Organisation, act: Act, idOf: (customer: string) => string) {
  for (const [customer, isMerged] of [
    ['901', true],
    ['903', false],
  ] as const) {
    const account = await act(HEAD, getAccount, { id: idOf(customer) });
    const { country, city, taxId } = account;
    const known = { ...(country ? { country } : {}), ...(city ? { city } : {}), ...(taxId ? { taxId } : {}) };
    const name = account.name.toUpperCase();
    const twin = (await act(HEAD, createAccount, { name, kind: account.kind, ...known })).id;
    const position = { accountId: account.id, title: 'Purchasing' };
    const emails = [{ label: 'work' as const, value: `fair.${customer}@example.org`, preferred: true }];
    const person = (await act(HEAD, createContact, { name: 'Dominique Ferrand', position, emails })).id;
    const again = (await act(HEAD, createContact, { name: 'FERRAND Dominique', position, emails })).id;
    if (!isMerged) continue;
    const { version } = await act(HEAD, getAccount, { id: account.id });
    await act(HEAD, mergeRecords, {
      ...{ kind: 'account', survivorId: account.id, survivorVersion: version, absorbedId: twin, absorbedVersion: 1 },
      reason: 'Written down again at the fair',
    });
    const survivor = await act(HEAD, getContact, { id: person });
    await act(HEAD, mergeRecords, {
      ...{ kind: 'contact', survivorId: person, survivorVersion: survivor.version },
      ...{ absorbedId: again, absorbedVersion: 1, reason: 'One business card, typed twice' },
    });
  }
  for (let more = true; more; ) more = await asSystem(house, org, scan);
}
