import type { Ctx } from '../../kernel/ctx.ts';
import { markedAmong } from '../../kernel/marks.ts';
import { placesOf } from '../../kernel/person-texts.ts';
import { handle } from '../../kernel/run.ts';
import { markOf } from '../../kernel/sheet-answer.ts';
import { zipBytes } from '../../kernel/zip-writer.ts';
import { fieldHistory, fieldsOf as ownFieldsOf } from '../fields/public.ts';
import { memberNames } from '../people/public.ts';
import { timelinePage } from '../timeline/public.ts';
import * as contract from './contract.ts';
import { cardsOf } from './operations-cards.ts';
import { namingsOfContact } from './operations-erasure.ts';
import { furtherPersonalData, personalFiles } from './public.ts';
import { pageOf } from './rules-personal-page.ts';
import { fieldsOf, loadContact } from './store.ts';
import { loadNotes } from './store-notes.ts';
import { loadHistory, loadNoticesAbout, noteAuthors, openerOf } from './store-personal.ts';
import { loadPositions, positionAnswer } from './store-positions.ts';

/** Entries and texts beyond these are left out, and the page says so: no file of this kind is longer. */
const MOST_ENTRIES = 10_000;
const MOST_MENTIONS = 5000;

async function* once(text: string) {
  yield text;
}

/** All that the timelines say of the person, as far as the actor may read it. */
async function wholeTimeline(ctx: Ctx, contactId: string) {
  const rows: unknown[] = [];
  let after: string | undefined;
  do {
    const of = { of: 'contact', accountId: contactId, group: false } as const;
    const page = await timelinePage(ctx, of, { limit: 200, ...(after === undefined ? {} : { after }) });
    for (const { at, kind, account, by, text, params } of page.rows)
      rows.push({ at, kind, account: account.name, by: by?.name ?? null, text, params });
    after = page.next ?? undefined;
  } while (after !== undefined && rows.length < MOST_ENTRIES);
  return rows;
}

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
    const marked = await markedAmong(
      ctx,
      positions.map((position) => position.account_id),
    );
    const data: Record<string, unknown> = {
      ...(marked.size === 0 ? {} : { savedBy: await markOf(ctx) }),
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
      timeline: await wholeTimeline(ctx, row.id),
      mentionedIn: (await placesOf(ctx, row.id, await namingsOfContact(ctx, row, []), MOST_MENTIONS)).map(
        ({ kind, path, text }) => ({ kind, path, text }),
      ),
      ...(await furtherPersonalData(ctx, row.id)),
    };
    async function* parts() {
      yield { name: 'index.html', content: once(pageOf(row.name, ctx.actor.language, data)) };
      yield { name: 'data.json', content: once(`${JSON.stringify(data, null, 2)}\n`) };
      yield { name: 'contact.vcf', content: once(await cardsOf(ctx, [row.id], '4.0')) };
      for await (const file of personalFiles(ctx, row.id)) yield { ...file, name: `files/${file.name}` };
    }
    return { name: `personal-data-${row.id}.zip`, type: 'application/zip', content: zipBytes(parts()) };
  }),
] as const;
