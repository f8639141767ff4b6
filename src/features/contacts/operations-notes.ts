import { handle } from '../../kernel/run.ts';
import { trashes } from '../../kernel/trash.ts';
import { memberNames } from '../people/public.ts';
import * as contract from './contract-notes.ts';
import { loadContact } from './store.ts';
import { deleteNote, insertNote, loadNotes, updateNote } from './store-notes.ts';

trashes({ kind: 'contactNote', verb: 'contacts.read', parts: { table: 'contact_notes', hanging: [] } });

export const handlers = [
  handle(contract.listContactNotes, async (ctx, input) => {
    await loadContact(ctx, input.id, 'contacts.read');
    const notes = await loadNotes(ctx, input.id);
    const names = await memberNames(
      ctx,
      notes.flatMap((note) => [note.author_id, ...note.readers]),
    );
    const person = (id: string) => ({ id, name: names.get(id) ?? null });
    return {
      rows: notes.map((note) => ({
        id: note.id,
        author: person(note.author_id),
        isOwn: note.author_id === ctx.actor.userId,
        text: note.text,
        readers: note.readers.map(person),
        changedAt: note.changed_at.toISOString(),
        version: note.version,
      })),
    };
  }),

  handle(contract.addContactNote, async (ctx, input) => {
    await loadContact(ctx, input.id, 'contacts.read');
    return { id: await insertNote(ctx, input.id, input.text.trim(), input.readers ?? []) };
  }),

  handle(contract.saveContactNote, async (ctx, input) => {
    await loadContact(ctx, input.id, 'contacts.read');
    const note = { contactId: input.id, noteId: input.noteId, version: input.version };
    return { version: await updateNote(ctx, note, input.text.trim(), input.readers) };
  }),

  handle(contract.removeContactNote, async (ctx, input) => {
    await loadContact(ctx, input.id, 'contacts.read');
    await deleteNote(ctx, input.id, input.noteId, input.version);
    return { done: true as const };
  }),
] as const;
