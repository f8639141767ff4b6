import type { Ctx } from '../../kernel/ctx.ts';

type Listener = (ctx: Ctx, contactId: string) => Promise<void>;

const listeners: Listener[] = [];
const madeListeners: Listener[] = [];

/** A later room says here that it wants to know of new people; it is told in the same transaction. Call it once, when the module loads. */
export function hearsMadeContacts(listener: Listener): void {
  madeListeners.push(listener);
}

/** Tells the later rooms of a new person. */
export const tellMade: Listener = async (ctx, contactId) => {
  for (const listener of madeListeners) await listener(ctx, contactId);
};

/** A later room says here that it keeps something about contacts that goes with them when they are erased; it is told in the same transaction. Call it once, when the module loads. */
export function hearsErasedContacts(listener: Listener): void {
  listeners.push(listener);
}

/** Tells the later rooms that a contact was erased. */
export const tellErased: Listener = async (ctx, contactId) => {
  for (const listener of listeners) await listener(ctx, contactId);
};

type FilesListener = (ctx: Ctx, fileIds: readonly string[], contactId: string) => Promise<void>;
const files: { erase?: FilesListener } = {};

/** The room of files says here how files that name an erased person are deleted for good: NotFound where the actor may not delete one. Call it once, when the module loads. */
export function erasesFiles(listener: FilesListener): void {
  files.erase = listener;
}

/** Deletes files that the eraser chose. */
export const eraseFiles: FilesListener = async (ctx, fileIds, contactId) => files.erase?.(ctx, fileIds, contactId);
