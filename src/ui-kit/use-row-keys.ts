import { type RefObject, useEffect, useRef } from 'react';

interface Acts {
  count: number;
  open: (index: number) => void;
  select?: (index: number) => void;
  clear?: () => void;
  /** Brings a row into view (virtual lists) before it gets the focus. */
  reveal?: (index: number) => void;
}

const busy = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (/^(input|textarea|select)$/i.test(target.tagName)
    ? !/checkbox|radio/.test((target as HTMLInputElement).type)
    : target.closest('[role="dialog"], [popover]') !== null);

/** j and k (or the arrows) move through rows marked `data-row={index}`, Enter opens, x selects, Esc clears. */
export function useRowKeys(box: RefObject<HTMLElement | null>, acts: Acts): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const rowAt = (index: number) => box.current?.querySelector<HTMLElement>(`[data-row="${index}"]`);
    const go = (index: number) => {
      const focus = () => {
        const row = rowAt(index);
        row?.focus({ preventScroll: true });
        row?.scrollIntoView({ block: 'nearest' });
        return row !== null && row !== undefined;
      };
      // At once, so that a quick second key finds it; a line that is not drawn yet comes with the next frame.
      latest.current.reveal?.(index);
      if (!focus()) requestAnimationFrame(focus);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || busy(event.target)) return;
      const row = (event.target as HTMLElement).closest?.<HTMLElement>('[data-row]');
      const inside = row !== null && row !== undefined && box.current?.contains(row);
      const elsewhere = !inside && event.target !== document.body && (event.target as HTMLElement).id !== 'main';
      const letter =
        event.code === 'KeyJ' ? 'j' : event.code === 'KeyK' ? 'k' : event.code === 'KeyX' ? 'x' : event.key;
      const at = inside ? Number(row.dataset.row) : -1;
      const { count, open, select, clear } = latest.current;
      const step =
        letter === 'j'
          ? 1
          : letter === 'k'
            ? -1
            : inside && letter === 'ArrowDown'
              ? 1
              : inside && letter === 'ArrowUp'
                ? -1
                : 0;
      if (elsewhere || count === 0) return;
      if (step !== 0) go(Math.min(count - 1, Math.max(0, at + step)));
      else if (inside && letter === 'Enter' && event.target === row) open(at);
      else if (inside && letter === 'x') select?.(at);
      else if (letter === 'Escape' && clear !== undefined) clear();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [box]);
}
