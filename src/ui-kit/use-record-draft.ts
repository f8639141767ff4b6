import { useState } from 'react';
import { type Fields, followed, isDirty, opened, sent, settled } from './record-draft.ts';

/** One field that somebody else saved in the meantime with another value. */
export interface Clash {
  field: string;
  theirs: unknown;
  mine: unknown;
}

/**
 * The draft of a form on a saved record that others may save too. Give it the record as it was last read: when a newer version comes (a save
 * that was refused as stale asks for it), what the person did not touch follows, the rest stays, and `clashes` names what both changed: show it
 * with `<Clashes>`. Save with `version`; call `saved` with the fields that were sent once they are saved.
 */
export function useRecordDraft<T extends Fields>(record: T, version: number) {
  const [kept, setState] = useState(() => opened(record, version));
  const state = kept.version === version ? kept : followed(kept, record, version);
  if (state !== kept) setState(state);
  return {
    draft: state.draft,
    version: state.version,
    dirty: isDirty(state),
    set: (part: Partial<T>) => setState((now) => ({ ...now, draft: { ...now.draft, ...part } })),
    saved: (values: T) => setState((now) => sent(now, values)),
    clashes: state.clashes.map((field): Clash => ({ field, theirs: state.base[field], mine: state.draft[field] })),
    settle: (field: string, whose: 'theirs' | 'mine') => setState((now) => settled(now, field, whose)),
  };
}
