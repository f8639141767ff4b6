import { useEffect, useRef } from 'react';

const listeners = new Map<string, Set<(data: unknown) => void>>();

/** Hands an event of the server to whoever listens for its word; the shell calls it. */
export function announceLive(word: string, data: unknown): void {
  for (const listener of listeners.get(word) ?? []) listener(data);
}

/** Hears what happens in the organisation while the page is open: `useLive('import', () => client.invalidateQueries(…))`. */
export function useLive(word: string, hear: (data: unknown) => void): void {
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => {
    const listener = (data: unknown) => latest.current(data);
    const set = listeners.get(word) ?? new Set();
    set.add(listener);
    listeners.set(word, set);
    return () => void set.delete(listener);
  }, [word]);
}
