import { sql } from 'kysely';
import type { Ctx } from '../../kernel/ctx.ts';
import type { SAME } from './contract-cards.ts';
import { folded, keysOf } from './rules.ts';
import type { CardPerson } from './rules-cards.ts';
import { type ContactRecord, readableOf } from './store.ts';

/** A contact that is there already, and how it is known to be the person of a card. */
export interface Same {
  contact: ContactRecord;
  by: (typeof SAME)[number];
}

const OWN_UID = /^urn:uuid:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;

/** The id under which we gave the card out; null: it is somebody else's card. */
const idOf = (person: CardPerson): string | null => {
  const uid = person.kept.find((line) => line.name === 'UID')?.value ?? '';
  return OWN_UID.exec(uid)?.[1]?.toLowerCase() ?? null;
};

/**
 * For each person of a file the contact that is the same, as far as the reader may see it: by the id that we gave out, by a mail address or phone, or by the name
 * at the same account. Contacts that the reader may not see are never found.
 */
export async function findSame(
  ctx: Ctx,
  people: readonly CardPerson[],
  accountId: string | null,
): Promise<(Same | null)[]> {
  const ids = people.flatMap((person) => idOf(person) ?? []);
  const keys = people.flatMap((person) => keysOf(person));
  const byKeys =
    keys.length === 0
      ? []
      : (await sql<{ id: string }>`select find_contacts_by_keys(${ctx.org.id}, ${keys}::text[]) as id`.execute(ctx.db))
          .rows;
  const known = await readableOf(ctx, [...ids, ...byKeys.map((row) => row.id)], 'contacts.read');
  const named = accountId === null ? [] : await namesAt(ctx, accountId);
  const byId = new Map(known.map((contact) => [contact.id, contact]));
  const byKey = new Map(known.flatMap((contact) => keysOf(contact).map((key) => [key, contact] as const)));
  const byName = new Map(named.map((contact) => [folded(contact.name), contact]));
  return people.map((person) => {
    const own = byId.get(idOf(person) ?? '');
    if (own) return { contact: own, by: 'id' };
    for (const key of keysOf(person)) {
      const contact = byKey.get(key);
      if (contact) return { contact, by: key.startsWith('mail:') ? 'mail' : 'phone' };
    }
    const contact = byName.get(folded(person.name));
    return contact ? { contact, by: 'name' } : null;
  });
}

async function namesAt(ctx: Ctx, accountId: string): Promise<ContactRecord[]> {
  const found = await sql<{ id: string }>`
    select distinct contact_id as id from contact_positions where org_id = ${ctx.org.id} and account_id = ${accountId}::uuid limit 20000`.execute(
    ctx.db,
  );
  return readableOf(
    ctx,
    found.rows.map((row) => row.id),
    'contacts.read',
  );
}
