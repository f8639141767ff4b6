import { usePages } from '../../../ui-kit/use-call.ts';
import { type BuyingRole, listAccountContacts } from '../../contacts/contract.ts';
import type { RelationshipMap } from './map-model.ts';

/** The contacts of an account, and of those below it, who do not stand on its map yet; with the part in buying that their position says. */
export function useFreeContacts(accountId: string, map: RelationshipMap) {
  const { rows } = usePages(listAccountContacts, { id: accountId, group: true, limit: 200 });
  const taken = new Set(map.people.filter((one) => one.accountId === accountId).map((one) => one.contact?.id));
  const free = new Map<string, { label: string; role: BuyingRole | null }>();
  for (const { contactId, name, position } of rows ?? []) {
    if (name === null || taken.has(contactId) || free.has(contactId)) continue;
    const label = position.title === null ? name : `${name}, ${position.title}`;
    free.set(contactId, { label, role: position.role });
  }
  return {
    free: [...free].map(([value, { label }]) => ({ value, label })),
    roleOf: (contactId: string) => free.get(contactId)?.role ?? null,
  };
}
