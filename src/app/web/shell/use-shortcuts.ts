import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { menu } from '../routes.ts';

interface Acts {
  palette: () => void;
  keys: () => void;
  slim: () => void;
  add: () => void;
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    /^(input|textarea|select)$/i.test(target.tagName) ||
    target.closest('[role="dialog"]') !== null);

/** Keys on the physical board, so that they work on a Cyrillic layout as well. */
const letterOf = (event: KeyboardEvent) =>
  event.code.startsWith('Key') ? event.code.slice(3).toLowerCase() : event.key;

/** Ctrl-K, ?, /, [, t and `g` then a letter, everywhere but in fields and dialogs. */
export function useShortcuts(can: readonly string[], acts: Acts): void {
  const navigate = useNavigate();
  const latest = useRef(acts);
  latest.current = acts;

  useEffect(() => {
    let goingUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      const letter = letterOf(event);
      if ((event.ctrlKey || event.metaKey) && letter === 'k') {
        event.preventDefault();
        latest.current.palette();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      if (Date.now() < goingUntil) {
        goingUntil = 0;
        const entry = menu.find(
          (one) => one.key === letter && (one.permission === undefined || can.includes(one.permission)),
        );
        if (entry !== undefined) {
          event.preventDefault();
          void navigate({ to: entry.path });
        }
        return;
      }
      if (letter === 'g') goingUntil = Date.now() + 1500;
      else if (event.key === '?') latest.current.keys();
      else if (event.key === '[') latest.current.slim();
      else if (letter === 't' && can.includes('tasks.edit')) {
        event.preventDefault();
        latest.current.add();
      } else if (event.key === '/') {
        const field = document.querySelector<HTMLInputElement>('main [data-filter-search]');
        if (field !== null) {
          event.preventDefault();
          field.focus();
          field.select();
        }
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, can]);
}
