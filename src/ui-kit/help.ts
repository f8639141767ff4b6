import { shared } from './store.ts';

/** Which entry of the help panel is open; null: closed; '' : the list of all. */
export const helpTopic = shared<string | null>(null);

/** Opens the help panel at an entry of docs/guide/numbers.*.md (`hhi`), or at its list. */
export const openHelp = (key = ''): void => helpTopic.set(key);
