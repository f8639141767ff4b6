import { explains, keptReasons } from '../../kernel/access-why.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { fromCursor, pageOf } from '../../kernel/cursor.ts';
import { keptColumns, keptOf } from '../../kernel/kept.ts';
import { handle } from '../../kernel/run.ts';
import { finds } from '../../kernel/search.ts';
import { holdsClasses } from '../../kernel/secrecy.ts';
import { noteReading } from '../../kernel/secret-logs.ts';
import { discard, takenBack, trashes } from '../../kernel/trash.ts';
import { Forbidden, Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible, countsAsTouch, keepsAccounts } from '../accounts/public.ts';
import { guardsNotices, notify, sendsNotices } from '../notices/public.ts';
import { memberNames } from '../people/public.ts';
import { addEntry, changeEntry, removeEntry } from '../timeline/public.ts';
import * as contract from './contract.ts';
import { notedSince } from './public.ts';
import { checkMayChange, mayChange, newlyMentioned } from './rules.ts';
import { type Body, checkBody, mentionsIn, plainText } from './rules-body.ts';
import {
  deleteNotes,
  insertNote,
  loadColleagues,
  loadHolds,
  loadNote,
  loadNotes,
  loadVersions,
  type NoteRow,
  openNotes,
  saveBody,
  updateNote,
} from './store.ts';
import { foundNotes } from './store-found.ts';
import { tell } from './told.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };
import './store-moving.ts';
import './store-texts.ts';

guardsNotices('?entry', openNotes);
sendsNotices(
  'notes',
  {
    mentioned: 'once',
  },
  { en: en.notice, ru: ru.notice },
);

finds(foundNotes);
countsAsTouch(notedSince);

keepsAccounts('notes');

const KIND = 'notes.written';

const entryOf = (note: NoteRow) => ({
  id: note.id,
  accountId: note.account_id,
  text: note.text,
  readers: note.readers,
  teamReads: note.team_reads,
});

/** Names of people, in the order of the ids. */
async function namer(ctx: Ctx, ids: readonly (string | null)[]) {
  const names = await memberNames(
    ctx,
    ids.filter((id) => id !== null),
  );
  const person = (id: string | null) => (id !== null && names.has(id) ? { id, name: names.get(id)! } : null);
  const people = (some: readonly string[]) => some.map(person).filter((one) => one !== null);
  return { person, people };
}

async function answered(ctx: Ctx, rows: readonly NoteRow[]): Promise<contract.Note[]> {
  const { person, people } = await namer(
    ctx,
    rows.flatMap((row) => [
      row.author_id,
      row.on_behalf_of,
      row.changed_by,
      ...(row.readers ?? []),
      ...mentionsIn(row.body),
    ]),
  );
  const mayWrite = ctx.can('notes.write');
  const ids = rows.map((row) => row.id);
  const holds = mayWrite ? await loadHolds(ctx, ids) : new Map();
  const shownKept = (row: NoteRow) => {
    const kept = keptOf(ctx, row);
    return kept && { ...kept, readers: people(kept.readers) };
  };
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    body: row.body,
    author: person(row.author_id),
    onBehalfOf: person(row.on_behalf_of),
    createdAt: row.created_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    changedBy: person(row.changed_by),
    isPinned: row.is_pinned,
    kept: shownKept(row),
    mentioned: people(mentionsIn(row.body)),
    version: row.version,
    can: {
      edit: mayWrite && mayChange(holds.get(row.id)!),
      pin: mayWrite,
      keep: mayWrite && row.author_id !== null && row.author_id === ctx.actor.userId,
    },
  }));
}

const told = (note: NoteRow) => ({
  id: note.id,
  accountId: note.account_id,
  readers: note.readers,
  teamReads: note.team_reads,
  isRemoved: note.removed_at !== null,
});

/** A note that the actor may change: who reads it and may not is told why. */
async function loadOwn(ctx: Ctx, id: string, removed = false): Promise<NoteRow> {
  const note = await loadNote(ctx, id, 'notes.write', removed);
  checkMayChange((await loadHolds(ctx, [id])).get(id)!);
  return note;
}

/** Shows a note again that was removed, where it stood, with its files. */
async function show(ctx: Ctx, before: NoteRow): Promise<void> {
  const note = await updateNote(ctx, before, before.version, { removed_at: null, removed_by: null });
  await addEntry(ctx, KIND, {
    ...entryOf(note),
    at: note.created_at,
    recordId: note.id,
    by: note.author_id,
    inNameOf: note.on_behalf_of,
  });
  await tell(ctx, told(note));
}

trashes({
  kind: 'note',
  verb: 'notes.write',
  restored: async (ctx, { recordId }) => show(ctx, await loadOwn(ctx, recordId, true)),
  purge: deleteNotes,
});

const asShown = ({ id, account_id: accountId, readers }: NoteRow) => ({
  kind: 'note' as const,
  id,
  accountId,
  readers,
});

const answer = async (ctx: Ctx, row: NoteRow) => (await answered(ctx, [row]))[0]!;

/** Tells the colleagues whom a note mentions for the first time, as far as they may read it. The notice says where, not what. */
async function tellMentioned(ctx: Ctx, note: NoteRow, before: Body | null): Promise<void> {
  const ids = newlyMentioned(note.body, before);
  if (ids.length === 0) return;
  const { name } = await checkAccountVisible(ctx, note.account_id, 'notes.read');
  for (const { id, sees, isTeam, classes } of await loadColleagues(ctx, note.account_id)) {
    const isNamed = [id, ...classes].some((name) => note.readers?.includes(name));
    const isOpen = note.readers === null || isNamed || (note.team_reads && isTeam);
    if (!ids.includes(id) || !sees || !isOpen || id === ctx.actor.userId) continue;
    const path = `/accounts/${note.account_id}?tab=timeline&entry=${note.id}`;
    await notify(ctx, id, { kind: 'notes.mentioned', params: { account: name }, path });
  }
}

holdsClasses({ table: 'notes', column: 'readers' });

explains(
  'note',
  (ctx, id) => loadNote(ctx, id, 'notes.read'),
  async (as, note) => ({
    ...{ accounts: [{ id: note.account_id, verb: 'notes.read' }], needs: 'both' },
    own: await keptReasons(as, note),
  }),
);

export const handlers = [
  handle(contract.listNotes, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'notes.read');
    const { group = false, pinned = false, ids = null, limit = 50 } = input;
    const cursor = fromCursor(input.after, ['moment', 'id']);
    const after = cursor && { at: String(cursor[0]), id: String(cursor[1]) };
    const filter = { accountId: input.id, group, pinned, ids, after, limit: limit + 1 };
    const { rows, next } = pageOf(await loadNotes(ctx, filter), limit, (row) => [row.cursor, row.id]);
    noteReading(ctx, ...rows.filter((row) => row.readers !== null).map(asShown));
    return { rows: await answered(ctx, rows), next, can: { write: ctx.can('notes.write') } };
  }),

  handle(contract.getNote, async (ctx, input) => {
    const note = await loadNote(ctx, input.id, 'notes.read');
    noteReading(ctx, asShown(note));
    return answer(ctx, note);
  }),

  handle(contract.addNote, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'notes.write');
    const body = checkBody(input.body);
    const { pinned = false, kept = null } = input;
    const note = await insertNote(ctx, input.id, { body, text: plainText(body), pinned, kept });
    await addEntry(ctx, KIND, { ...entryOf(note), at: note.created_at, recordId: note.id });
    await tellMentioned(ctx, note, null);
    return answer(ctx, note);
  }),

  handle(contract.saveNote, async (ctx, input) => {
    const before = await loadOwn(ctx, input.id);
    const body = checkBody(input.body);
    const note = await saveBody(ctx, before, input.version, body, plainText(body));
    await changeEntry(ctx, KIND, entryOf(note));
    await tellMentioned(ctx, note, before.body);
    return answer(ctx, note);
  }),

  handle(contract.pinNote, async (ctx, input) => {
    const before = await loadNote(ctx, input.id, 'notes.write');
    const note = await updateNote(ctx, before, input.version, { is_pinned: input.pinned });
    await changeEntry(ctx, KIND, entryOf(note));
    return answer(ctx, note);
  }),

  handle(contract.keepNote, async (ctx, input) => {
    const before = await loadNote(ctx, input.id, 'notes.write');
    if (before.author_id === null || before.author_id !== ctx.actor.userId) throw new Forbidden();
    const columns = keptColumns(ctx, before.author_id, input.kept);
    const note = await updateNote(ctx, before, input.version, columns);
    await changeEntry(ctx, KIND, entryOf(note), { readers: before.readers, teamReads: before.team_reads });
    await tell(ctx, told(note));
    return answer(ctx, note);
  }),

  handle(contract.removeNote, async (ctx, input) => {
    const before = await loadOwn(ctx, input.id);
    const changes = { removed_at: ctx.now, removed_by: ctx.actor.userId };
    const note = await updateNote(ctx, before, input.version, changes);
    const { id, account_id: accountId, readers, team_reads: teamReads } = note;
    await discard(ctx, 'note', { recordId: id, accountId, title: note.text.slice(0, 120), readers, teamReads });
    await removeEntry(ctx, KIND, entryOf(note));
    await tell(ctx, told(note));
    return { version: note.version };
  }),

  handle(contract.restoreNote, async (ctx, input) => {
    const before = await loadOwn(ctx, input.id, true);
    if (before.version !== input.version)
      throw new Refusal('notes.restored', 'Somebody did something else with this note in the meantime.');
    await takenBack(ctx, 'note', before.id);
    await show(ctx, before);
    return { done: true as const };
  }),

  handle(contract.listNoteVersions, async (ctx, input) => {
    await loadNote(ctx, input.id, 'notes.read');
    const limit = input.limit ?? 50;
    const cursor = fromCursor(input.after, ['int']);
    const found = await loadVersions(ctx, input.id, cursor ? Number(cursor[0]) : null, limit + 1);
    const { rows, next } = pageOf(found, limit, (row) => [row.version]);
    const bodies = rows.map((row) => row.body as unknown as Body);
    const { person, people } = await namer(ctx, [...rows.map((row) => row.saved_by), ...bodies.flatMap(mentionsIn)]);
    return {
      rows: rows.map((row, at) => ({
        version: row.version,
        body: bodies[at]!,
        mentioned: people(mentionsIn(bodies[at]!)),
        savedAt: row.saved_at.toISOString(),
        savedBy: person(row.saved_by),
      })),
      next,
    };
  }),

  handle(contract.listNoteColleagues, async (ctx, input) => {
    await checkAccountVisible(ctx, input.id, 'notes.write');
    return { rows: await loadColleagues(ctx, input.id) };
  }),
] as const;
