import { handle } from '../../kernel/run.ts';
import { purgePerson } from '../../kernel/trash.ts';
import { eraseFields, fieldHistory, fieldsOf as ownFieldsOf } from '../fields/public.ts';
import { memberNames } from '../people/public.ts';
import { timelinePage } from '../timeline/public.ts';
import * as contract from './contract.ts';
import { furtherPersonalData } from './public.ts';
import { fieldsOf, loadContact } from './store.ts';
import { loadNotes } from './store-notes.ts';
import { erase, loadHistory, loadNoticesAbout, noteAuthors, openerOf } from './store-personal.ts';
import { loadPositions, positionAnswer } from './store-positions.ts';
import { tellErased } from './told.ts';

export const handlers = [
  handle(contract.listContactTimeline, async (ctx, { id, ...input }) => {
    const contact = await loadContact(ctx, id, 'contacts.read');
    const positions = await loadPositions(ctx, [id], 'contacts.read');
    const mentions = {
      names: [contact.name, contact.latin_name].filter((name) => name !== null),
      accountIds: [...new Set(positions.map((position) => position.account_id))],
    };
    return timelinePage(ctx, { of: 'contact', accountId: id, group: false, mentions }, input);
  }),

  handle(contract.exportPersonalData, async (ctx, input) => {
    const row = await loadContact(ctx, input.id, 'contacts.erase');
    const positions = await loadPositions(ctx, [row.id], 'contacts.erase');
    const history = await loadHistory(
      ctx,
      row.id,
      positions.map((position) => position.id),
    );
    const notes = await loadNotes(ctx, row.id);
    const readable = new Set(notes.map((note) => note.author_id));
    const others = (await noteAuthors(ctx, row.id)).filter((author) => !readable.has(author));
    const names = await memberNames(ctx, [...readable, ...others]);
    const nameOf = (id: string) => names.get(id) ?? id;
    ctx.note({ recordKind: 'contact', recordId: row.id, accountId: row.id });
    const data = {
      contact: { id: row.id, ...fieldsOf(row) },
      positions: positions.map((position) => positionAnswer(ctx, position)),
      fields: (await ownFieldsOf(ctx, 'contact', row.id)).map(({ key, text }) => ({ key, text })),
      fieldHistory: await fieldHistory(ctx, 'contact', row.id, await openerOf(ctx, row.id)),
      fromVCards: row.kept,
      personalNotes: notes.map((note) => ({
        author: nameOf(note.author_id),
        text: note.text,
        changedAt: note.changed_at.toISOString(),
      })),
      personalNotesKeptBy: others.map(nameOf),
      notices: (await loadNoticesAbout(ctx, row.id)).map(({ kind, params, created_at }) => ({
        at: created_at.toISOString(),
        kind,
        params,
      })),
      history,
      ...(await furtherPersonalData(ctx, row.id)),
    };
    async function* content() {
      yield `${JSON.stringify(data, null, 2)}\n`;
    }
    return { name: `personal-data-${row.id}.json`, type: 'application/json; charset=utf-8', content: content() };
  }),

  handle(contract.eraseContact, async (ctx, input) => {
    const row = await loadContact(ctx, input.id, 'contacts.erase');
    await erase(ctx, row.id, input.version);
    await eraseFields(ctx, row.id);
    await purgePerson(ctx, row.id);
    await tellErased(ctx, row.id);
    return { done: true as const };
  }),
] as const;
