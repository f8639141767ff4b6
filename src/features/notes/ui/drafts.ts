import type { Body } from '../rules-body.ts';

/**
 * What somebody has typed and not saved, kept in this browser under the person, the account and the note (`new`: one that is begun). In the browser, not on the server: an unfinished
 * thought is nobody else's, it costs no request per letter, and it is there when the server is not.
 */
interface Draft {
  body: Body;
  /** The version of the note that it was begun on. */
  version: number;
  at: number;
}

export interface DraftKey {
  userId: string;
  accountId: string;
  noteId: string | null;
}

const PREFIX = 'vitalfew.note.';
/** What nobody came back to for so long is forgotten. */
const KEPT_DAYS = 60;

const nameOf = ({ userId, accountId, noteId }: DraftKey) => `${PREFIX}${userId}.${accountId}.${noteId ?? 'new'}`;

function read(name: string): Draft | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Draft | null;
  } catch {
    return null;
  }
}

/** The draft under a key; null: there is none. */
export const loadDraft = (key: DraftKey): Draft | null => read(nameOf(key));

/** Keeps a draft; a browser that keeps nothing loses it with the page, and the page goes on. */
export function keepDraft(key: DraftKey, body: Body, version: number): void {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify({ body, version, at: Date.now() } satisfies Draft));
  } catch {
    // Full, or closed to pages.
  }
}

/** Forgets a draft, and all that are old. */
export function dropDraft(key: DraftKey): void {
  try {
    localStorage.removeItem(nameOf(key));
    const oldest = Date.now() - KEPT_DAYS * 86_400_000;
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && (read(name)?.at ?? 0) < oldest) localStorage.removeItem(name);
    }
  } catch {
    // Nothing is kept here.
  }
}
