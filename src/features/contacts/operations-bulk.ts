import type { Ctx } from '../../kernel/ctx.ts';
import { handle } from '../../kernel/run.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import type { Before } from './contract-bulk.ts';
import * as contract from './contract-bulk.ts';
import { type ContactFields, type ContactRecord, fieldsOf, updateContact } from './store.ts';
import { countBulk, loadBulk, lockContacts, type Target } from './store-bulk.ts';

const VERB = 'contacts.edit';
/** So many contacts change at once: each is told in its timeline, and sealed in the audit by itself. */
const MOST_AT_ONCE = 2000;

type Wish = Pick<InputOf<typeof contract.bulkContacts>, 'newChannel' | 'addLanguage'>;

function checkOne({ newChannel, addLanguage }: Wish): void {
  if ((newChannel === undefined) === (addLanguage === undefined))
    throw new Invalid([{ field: 'newChannel', expected: 'exactly one of newChannel and addLanguage' }]);
}

async function targetOf(ctx: Ctx, target: Target): Promise<Target> {
  if ((target.ids === undefined) === (target.filter === undefined))
    throw new Invalid([{ field: 'ids', expected: 'either ids or filter' }]);
  const account = target.filter?.account;
  if (account !== undefined) await checkAccountVisible(ctx, account, VERB);
  return target;
}

const channelOf = (wish: Wish): ContactFields['preferredChannel'] =>
  wish.newChannel === 'none' ? null : (wish.newChannel ?? null);

/** What becomes of a contact, and what an undo needs to know. */
function changeOf(
  contact: ContactRecord,
  wish: Wish,
): { fields: Partial<ContactFields>; was: Omit<Before, 'contacts'> } {
  const { addLanguage: language } = wish;
  if (language !== undefined)
    return { fields: { languages: [...fieldsOf(contact).languages, language] }, was: { language } };
  return { fields: { preferredChannel: channelOf(wish) }, was: { channel: contact.preferred_channel } };
}

/** What puts a contact back. */
function backOf(contact: ContactRecord, { channel, language }: Omit<Before, 'contacts'>): Partial<ContactFields> {
  if (language !== undefined) return { languages: contact.languages.filter((one) => one !== language) };
  return { preferredChannel: channel ?? null };
}

export const handlers = [
  handle(contract.previewBulkContacts, async (ctx, input) => {
    const { ids, newChannel, addLanguage, ...filter } = input;
    const wish = { newChannel, addLanguage };
    checkOne(wish);
    const target = await targetOf(ctx, ids === undefined ? { filter } : { ids });
    const count = (verb: string) => countBulk(ctx, verb, target, { channel: channelOf(wish), language: addLanguage });
    const [open, seen] = [await count(VERB), await count('contacts.read')];
    const [matching, refused] = [seen.matching, Math.max(0, seen.matching - open.matching)];
    return { matching, refused, changing: open.changing, same: open.matching - open.changing, was: open.was };
  }),

  handle(contract.bulkContacts, async (ctx, { ids, filter, ...wish }) => {
    checkOne(wish);
    const target = await targetOf(ctx, { ids, filter });
    const asked = { channel: channelOf(wish), language: wish.addLanguage };
    const found = await loadBulk(ctx, VERB, target, asked, MOST_AT_ONCE + 1);
    if (found.length > MOST_AT_ONCE)
      throw new Refusal('contacts.tooMany', `At most ${MOST_AT_ONCE} contacts at once: narrow the filter.`, {
        most: MOST_AT_ONCE,
      });
    const groups = new Map<string, Before>();
    for (const contact of found) {
      const { fields, was } = changeOf(contact, wish);
      const version = await updateContact(ctx, contact, contact.version, fields);
      const key = JSON.stringify(was);
      const group = groups.get(key) ?? { ...was, contacts: [] };
      group.contacts.push({ id: contact.id, version });
      groups.set(key, group);
    }
    return { changed: found.length, before: [...groups.values()] };
  }),

  handle(contract.undoBulkContacts, async (ctx, input) => {
    const wanted = new Map(
      input.before.flatMap(({ contacts, ...was }) =>
        contacts.map(({ id, version }) => [id, { version, was }] as const),
      ),
    );
    if (wanted.size > MOST_AT_ONCE)
      throw new Invalid([{ field: 'before', expected: 'the `before` of one answer of bulkContacts' }]);
    let changed = 0;
    for (const contact of await lockContacts(ctx, VERB, [...wanted.keys()])) {
      const { version, was } = wanted.get(contact.id)!;
      if (contact.version !== version) continue;
      await updateContact(ctx, contact, version, backOf(contact, was));
      changed += 1;
    }
    return { changed, left: wanted.size - changed };
  }),
] as const;
