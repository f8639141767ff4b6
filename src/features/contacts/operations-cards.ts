import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Ctx } from '../../kernel/ctx.ts';
import { markedAmong } from '../../kernel/marks.ts';
import { isTimezone } from '../../kernel/organisations.ts';
import { handle } from '../../kernel/run.ts';
import { markOf } from '../../kernel/sheet-answer.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import { checkWhere } from '../fields/public.ts';
import { type BrokenCard, readCards } from './card-lines.ts';
import * as contract from './contract-cards.ts';
import { firstOf, isNow, proposedLatin } from './rules.ts';
import { type CardVersion, cardText } from './rules-card-text.ts';
import { type CardPerson, personOf, positionOf } from './rules-cards.ts';
import { joined } from './rules-update.ts';
import { type ContactRecord, fieldsOf, insertContact, loadContact, readableOf, updateContact } from './store.ts';
import { findSame, type Same } from './store-duplicates.ts';
import { streamRows } from './store-list.ts';
import { insertPosition, loadPositions } from './store-positions.ts';

/** So large may a vCard file be. */
const MOST_BYTES = 20 * 1024 * 1024;

interface Card {
  line: number;
  person: CardPerson;
  same: Same | null;
  mayEdit: boolean;
}

/** Reads a file to its end; refuses what is larger. */
async function bytesOf(file: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new Refusal('files.tooLarge', `The file is larger than ${MOST_BYTES} bytes.`, { maxBytes: MOST_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** What a file holds: people with those who are the same, what is broken, and a mark of it all. */
async function lookThrough(
  ctx: Ctx,
  file: Readable,
  accountId: string | null,
): Promise<{ cards: Card[]; broken: BrokenCard[]; state: string }> {
  if (accountId !== null) await checkAccountVisible(ctx, accountId, 'contacts.edit');
  const bytes = await bytesOf(file);
  const { cards, broken } = readCards(bytes);
  const people = cards.map((card) => ({ line: card.line, person: personOf(card.lines, isTimezone) }));
  for (const { line, person } of people)
    if (person === null) broken.push({ line, fault: 'empty', text: 'BEGIN:VCARD' });
  const good = people.flatMap(({ line, person }) => (person === null ? [] : [{ line, person }]));
  const same = await findSame(
    ctx,
    good.map(({ person }) => person),
    accountId,
  );
  const known = same.flatMap((one) => (one ? [one.contact.id] : []));
  const editable = new Set((await readableOf(ctx, known, 'contacts.edit')).map((contact) => contact.id));
  const state = createHash('sha256').update(bytes);
  for (const one of same) state.update(one ? `${one.contact.id}${one.contact.version}` : '-');
  return {
    cards: good.map((card, at) => ({
      ...card,
      same: same[at]!,
      mayEdit: same[at] ? editable.has(same[at].contact.id) : false,
    })),
    broken: broken.sort((a, b) => a.line - b.line),
    state: state.digest('base64url'),
  };
}

/** Brings in one person as new; at the account, the card's organisation and title become a position. */
async function create(ctx: Ctx, person: CardPerson, accountId: string | null): Promise<void> {
  const { kept, department, title } =
    accountId === null ? { ...positionOf([]), kept: person.kept } : positionOf(person.kept);
  const latinName = person.latinName ?? proposedLatin(person.name);
  const id = await insertContact(ctx, { ...person, latinName, kept }, accountId);
  if (accountId !== null) await insertPosition(ctx, id, accountId, { title, department });
}

/** Adds to a contact what a card says and the contact does not have; what stands there already stays. */
async function update(ctx: Ctx, now: ContactRecord, person: CardPerson, accountId: string | null): Promise<void> {
  const isThere =
    accountId !== null &&
    (await loadPositions(ctx, [now.id], 'contacts.read')).some((one) => one.account_id === accountId);
  const asPosition = accountId !== null && !isThere;
  const { kept, department, title } = asPosition ? positionOf(person.kept) : { ...positionOf([]), kept: person.kept };
  await updateContact(ctx, now, now.version, joined({ ...fieldsOf(now), kept: now.kept }, { ...person, kept }));
  if (asPosition) await insertPosition(ctx, now.id, accountId, { title, department });
}

/** Contacts as vCards, with what they do now on accounts that the reader may see; marked where one of these is in a class that asks for it. */
export async function cardsOf(ctx: Ctx, contactIds: readonly string[], version: CardVersion): Promise<string> {
  const contacts = await readableOf(ctx, contactIds, 'contacts.export');
  const all = await loadPositions(ctx, contactIds, 'contacts.export');
  const positions = all.filter((one) => isNow(one, ctx.today));
  const marked = await markedAmong(
    ctx,
    all.map((one) => one.account_id),
  );
  const mark = marked.size === 0 ? null : await markOf(ctx);
  return contacts
    .map((contact) => {
      const own = positions.filter((one) => one.contact_id === contact.id);
      const isMarked = all.some((one) => one.contact_id === contact.id && marked.has(one.account_id));
      const said = own.map((one) => ({ organisation: one.account_name, department: one.department, title: one.title }));
      return cardText({ ...fieldsOf(contact), kept: contact.kept }, said, version, contact.id, isMarked ? mark : null);
    })
    .join('');
}

export const handlers = [
  handle(contract.previewContactCards, async (ctx, input) => {
    const { cards, broken, state } = await lookThrough(ctx, input.file as Readable, input.accountId ?? null);
    return {
      cards: cards.map(({ line, person, same, mayEdit }) => {
        const { organisation, title } = positionOf(person.kept);
        return {
          line,
          name: person.name,
          latinName: person.latinName ?? proposedLatin(person.name),
          phone: firstOf(person.phones),
          email: firstOf(person.emails),
          organisation,
          title,
          kept: [...new Set(person.kept.map((one) => one.name))],
          same: same && { id: same.contact.id, name: same.contact.name, by: same.by, mayEdit },
        };
      }),
      broken,
      state,
    };
  }),

  handle(contract.importContactCards, async (ctx, input) => {
    const accountId = input.accountId ?? null;
    const { cards, broken, state } = await lookThrough(ctx, input.file as Readable, accountId);
    if (state !== input.state)
      throw new Refusal('contacts.importChanged', 'The file or the contacts changed since it was looked through.');
    if (input.decisions.length !== cards.length)
      throw new Invalid([{ field: 'decisions', expected: `${cards.length} letters, one for each card` }]);
    const count = { c: 0, u: 0, s: 0 };
    for (const [at, card] of cards.entries()) {
      const decision = input.decisions[at] as 'c' | 'u' | 's';
      count[decision] += 1;
      if (decision === 'c') await create(ctx, card.person, accountId);
      if (decision !== 'u') continue;
      if (card.same === null)
        throw new Invalid([{ field: 'decisions', expected: `nobody is there to update (card ${at + 1})` }]);
      // Two cards of one person: the second finds what the first left.
      await update(ctx, await loadContact(ctx, card.same.contact.id, 'contacts.edit'), card.person, accountId);
    }
    return { created: count.c, updated: count.u, skipped: count.s, broken };
  }),

  handle(contract.exportContactCards, async (ctx, input) => {
    const { contactId, version = '4.0', ...filter } = input;
    const { q, where, ...said } = filter;
    await checkWhere(ctx, 'contact', where);
    if (contactId !== undefined) await loadContact(ctx, contactId, 'contacts.export');
    if (filter.account !== undefined) await checkAccountVisible(ctx, filter.account, 'contacts.export');
    if (contactId === undefined)
      ctx.note({
        recordKind: 'contacts',
        recordId: null,
        after: { ...said, version, searched: Boolean(q || where?.length) },
      });
    else
      ctx.note({
        recordKind: 'contact',
        recordId: contactId,
        accountId: contactId,
        after: { format: `vCard ${version}` },
      });
    let count = 0;
    async function* content() {
      if (contactId !== undefined) {
        yield await cardsOf(ctx, [contactId], version);
        count = 1;
        return;
      }
      for await (const rows of streamRows(ctx, 'contacts.export', filter)) {
        yield await cardsOf(
          ctx,
          rows.map((row) => row.id),
          version,
        );
        count += rows.length;
      }
    }
    const [name, type] = [`contacts-${ctx.today}.vcf`, 'text/vcard; charset=utf-8'];
    return { name, type, content: content(), rows: () => count };
  }),
] as const;
