import { isWide } from '../../kernel/access.ts';
import { explains } from '../../kernel/access-why.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { noteOpened } from '../../kernel/opened.ts';
import { isTimezone } from '../../kernel/organisations.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import { sheetAnswer } from '../../kernel/sheet-answer.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkAccountVisible, keepsAccounts } from '../accounts/public.ts';
import { namesRecords } from '../audit/public.ts';
import { keepsFields, fieldsOf as ownFieldsOf, shownFields, withFields, writeFields } from '../fields/public.ts';
import { guardsNotices } from '../notices/public.ts';
import * as contract from './contract.ts';
import type { Contact, ContactRow } from './contract-shapes.ts';
import { handlers as bulkHandlers } from './operations-bulk.ts';
import { handlers as cardHandlers } from './operations-cards.ts';
import { handlers as erasureHandlers } from './operations-erasure.ts';
import { handlers as noteHandlers } from './operations-notes.ts';
import { handlers as personalHandlers } from './operations-personal.ts';
import { handlers as positionHandlers } from './operations-positions.ts';
import { handlers as viewHandlers } from './operations-views.ts';
import { checkDates, checkSpan, tidied } from './rules.ts';
import {
  anchorOf,
  type ContactFields,
  fieldsOf,
  insertContact,
  loadContact,
  readableOf,
  updateContact,
} from './store.ts';
import { loadAccountPage } from './store-account.ts';
import { foundByFields, foundContacts } from './store-found.ts';
import { checkFieldsUsed, loadPage, streamRows } from './store-list.ts';
import { whereContactNow } from './store-merging.ts';
import { recordsNamed } from './store-named.ts';
import { insertPosition, loadPositions, positionAnswer } from './store-positions.ts';
import './store-moving.ts';
import './store-texts.ts';

keepsFields({ kind: 'contact' });
finds(withFields(foundContacts, foundByFields));

namesRecords(recordsNamed);
guardsNotices('contacts', recordsNamed);
keepsAccounts('contact_positions');

/** What an input says of the person, checked and tidied. */
function fieldsFrom(ctx: Ctx, input: Partial<ContactFields>): Partial<ContactFields> {
  const given = Object.entries(input).flatMap(([field, value]): [string, unknown][] => {
    if (value === undefined) return [];
    if (['phones', 'emails', 'messengers'].includes(field)) return [[field, tidied(value as ContactFields['phones'])]];
    return [[field, typeof value === 'string' ? value.trim() : value]];
  });
  const fields = Object.fromEntries(given) as Partial<ContactFields>;
  checkDates(fields, ctx.today);
  if (fields.timezone && !isTimezone(fields.timezone))
    throw new Invalid([{ field: 'timezone', expected: 'a time zone', found: fields.timezone, rule: 'timezone' }]);
  return fields;
}

async function answerOf(ctx: Ctx, asked: string): Promise<Contact> {
  const id = await whereContactNow(ctx, asked);
  const row = await loadContact(ctx, id, 'contacts.read');
  const positions = await loadPositions(ctx, [id], 'contacts.read');
  const may = async (verb: string) => ctx.can(verb) && (await readableOf(ctx, [id], verb)).length > 0;
  return {
    id,
    version: row.version,
    ...fieldsOf(row),
    positions: positions.map((position) => positionAnswer(ctx, position)),
    kept: row.kept,
    fields: await ownFieldsOf(ctx, 'contact', id),
    can: { edit: await may('contacts.edit'), export: await may('contacts.export'), erase: await may('contacts.erase') },
  } as Contact;
}

const HEADERS = [
  'name',
  'latin name',
  'account',
  'position',
  'buying role',
  'current',
  'phone',
  'e-mail',
  'languages',
  'consent',
  'preferred channel',
  'added',
  'changed',
];

const cellsOf = (row: ContactRow) => [
  row.name,
  row.latinName,
  row.position?.account.name ?? null,
  row.position?.title ?? null,
  row.position?.role ?? null,
  row.position === null ? null : row.position.isNow,
  row.phone,
  row.email,
  row.languages.join(' '),
  row.hasConsent,
  row.preferredChannel,
  { dateTime: row.createdAt.slice(0, 19) },
  { dateTime: row.changedAt.slice(0, 19) },
];

/** A contact whose fields are written: what is said of a person can be erased. */
const about = (id: string) => ({ kind: 'contact' as const, recordId: id, isPerson: true });

explains(
  'contact',
  async (ctx, id) => ({
    contact: await loadContact(ctx, id, 'contacts.read'),
    positions: await loadPositions(ctx, [id], 'contacts.read'),
  }),
  async (as, { contact, positions }) => ({
    accounts: [...new Set(positions.map((one) => one.account_id))].map((id) => ({ id, verb: 'contacts.read' })),
    needs: 'either',
    // Who stands nowhere is seen by whoever wrote them down, and by leaders.
    own:
      positions.length > 0
        ? []
        : [
            ...(contact.author_id === as.actor.userId ? [{ kind: 'author' as const }] : []),
            ...(isWide(as.scope('contacts.erase')) ? [{ kind: 'leads' as const }] : []),
          ],
  }),
);

export const handlers = [
  handle(contract.listContacts, async (ctx, input) => {
    const { after, limit = 50, fields, sort = 'name', direction = 'asc', ...filter } = input;
    const shown = await shownFields(ctx, 'contact', fields);
    if (filter.account !== undefined) await checkAccountVisible(ctx, filter.account, 'contacts.read');
    const page = await loadPage(ctx, filter, { sort, direction }, { after, limit });
    const own = await shown.of(page.rows.map((row) => row.id));
    const rows = page.rows.map((row) => ({ ...row, ...(fields ? { fields: own.get(row.id) ?? [] } : {}) }));
    return { rows, next: page.next };
  }),

  handle(contract.exportContacts, async (ctx, input) => {
    const { format = 'csv', fields, sort = 'name', direction = 'asc', ...filter } = input;
    await checkFieldsUsed(ctx, filter, sort);
    const shown = await shownFields(ctx, 'contact', fields);
    if (filter.account !== undefined) await checkAccountVisible(ctx, filter.account, 'contacts.export');
    // The text that was looked for may be a person's name: the audit could not forget it.
    const { q, where, ...said } = filter;
    ctx.note({
      recordKind: 'contacts',
      recordId: null,
      after: { ...said, format, searched: Boolean(q || where?.length) },
    });
    async function* batches() {
      for await (const rows of streamRows(ctx, 'contacts.export', filter, { sort, direction })) {
        const own = await shown.of(rows.map((row) => row.id));
        yield rows.map((row) => [...cellsOf(row), ...shown.cells(own.get(row.id))]);
      }
    }
    return sheetAnswer(ctx, {
      name: `contacts-${ctx.today}`,
      format,
      headers: [...HEADERS, ...shown.heads],
      batches: batches(),
      sheet: 'Contacts',
    });
  }),

  handle(contract.listAccountContacts, async (ctx, input) => {
    const { id, group = false, past = false, main = false, after, limit = 50 } = input;
    await checkAccountVisible(ctx, id, 'contacts.read');
    const may = (verb: string) =>
      checkAccountVisible(ctx, id, verb).then(
        () => true,
        () => false,
      );
    const page = await loadAccountPage(ctx, id, { group, past, main }, { after, limit });
    return { ...page, can: { edit: ctx.can('contacts.edit') && (await may('contacts.edit')) } };
  }),

  handle(contract.getContact, async (ctx, input) => {
    const contact = await answerOf(ctx, input.id);
    noteOpened(ctx, 'contact', contact.id);
    const accountIds = new Set(contact.positions.map((one) => one.account.id));
    noteReading(
      ctx,
      ...[...accountIds].map((accountId) => ({ kind: 'contact' as const, id: contact.id, accountId, readers: null })),
    );
    return contact;
  }),

  handle(contract.createContact, async (ctx, input) => {
    const { position, fields: own, ...said } = input;
    const fields = fieldsFrom(ctx, said);
    if (position) {
      checkSpan(position.since ?? null, position.until ?? null);
      await checkAccountVisible(ctx, position.accountId, 'contacts.edit');
    }
    const id = await insertContact(ctx, { ...fields, name: input.name.trim() }, position?.accountId ?? null);
    if (position) await insertPosition(ctx, id, position.accountId, position);
    await writeFields(ctx, { ...about(id), accountId: position?.accountId ?? id, isNew: true }, own);
    return { id };
  }),

  handle(contract.saveContact, async (ctx, input) => {
    const { id, version, fields: own, ...said } = input;
    const now = await loadContact(ctx, id, 'contacts.edit');
    await writeFields(ctx, { ...about(id), accountId: await anchorOf(ctx, id) }, own);
    if (own !== undefined && Object.keys(said).length === 0) return { version: now.version };
    const fields = fieldsFrom(ctx, said);
    const { consentGivenOn, consentWithdrawnOn } = { ...fieldsOf(now), ...fields };
    checkDates({ consentGivenOn, consentWithdrawnOn }, ctx.today);
    return { version: await updateContact(ctx, now, version, fields) };
  }),

  ...positionHandlers,
  ...noteHandlers,
  ...cardHandlers,
  ...personalHandlers,
  ...bulkHandlers,
  ...viewHandlers,
  ...erasureHandlers,
] as const;
