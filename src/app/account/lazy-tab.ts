import { type ComponentType, lazy } from 'react';
import { loadWords } from '../web/words/start.ts';

/** A tab of a page: its scripts, and the words of rooms that it alone says, come when it is first opened (scripts/bundle-size.mjs reads the call). Draw it inside a Suspense. */
export function lazyTab<Props>(words: readonly string[], load: () => Promise<{ default: ComponentType<Props> }>) {
  return lazy(async () => {
    const [found] = await Promise.all([load(), loadWords(words)]);
    return found;
  });
}
