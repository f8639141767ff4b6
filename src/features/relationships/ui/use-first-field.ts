import { type RefObject, useEffect, useRef } from 'react';

/** The first field of a panel, or of the part of it that is named, takes the keys when the panel opens; where there is none, the first link or button. */
export function useFirstField(part = ''): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field =
      (part === '' ? null : root.current?.querySelector<HTMLElement>(`[data-part="${part}"] :is(input, select)`)) ??
      root.current?.querySelector<HTMLElement>('input, select, textarea') ??
      root.current?.querySelector<HTMLElement>('a, button');
    field?.focus();
  }, [part]);
  return root;
}
