export { NotesOfEntries } from './NotesOfEntries.tsx';
export { PinnedNotes } from './PinnedNotes.tsx';
export { WriteNote } from './WriteNote.tsx';
