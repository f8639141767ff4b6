import { type RefObject, useEffect, useState } from 'react';

/** Height of one line of a table, as DataTable.module.css draws it. */
const ROW = 37;
const SPARE = 12;

interface Part {
  from: number;
  to: number;
}

/** The lines of a long list that are in view, and some above and below; all lines have the same height. */
export function useVisibleRows(
  box: RefObject<HTMLElement | null>,
  count: number,
  wanted: boolean,
  onEnd: () => void,
): Part & { before: number; after: number; reveal: (index: number) => void } {
  const [part, setPart] = useState<Part>({ from: 0, to: 40 });
  useEffect(() => {
    const element = box.current;
    if (!wanted || element === null) return;
    const look = () => {
      const first = Math.floor(element.scrollTop / ROW);
      const from = Math.max(0, first - SPARE);
      const to = Math.min(count, first + Math.ceil(element.clientHeight / ROW) + SPARE);
      setPart((now) => (now.from === from && now.to === to ? now : { from, to }));
    };
    look();
    const size = new ResizeObserver(look);
    size.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      size.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box, count, wanted]);
  const from = wanted ? Math.min(part.from, count) : 0;
  const to = wanted ? Math.min(part.to, count) : count;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once whenever the end comes near, whichever function was given
  useEffect(() => {
    if (wanted && to > count - 20) onEnd();
  }, [wanted, to, count]);
  return {
    from,
    to,
    before: from * ROW,
    after: (count - to) * ROW,
    reveal: (index) => {
      const element = box.current;
      if (!wanted || element === null) return;
      const top = index * ROW;
      // The head of the table stays in view above the lines.
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top + 3 * ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = top + 3 * ROW - element.clientHeight;
    },
  };
}
