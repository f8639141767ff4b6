import { type RefObject, useEffect, useRef } from 'react';

/** The first field of a panel takes the keys when the panel opens; where there is none, the first link or button. */
export function useFirstField(): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const field =
      root.current?.querySelector<HTMLElement>('input, select, textarea') ??
      root.current?.querySelector<HTMLElement>('a, button');
    field?.focus();
  }, []);
  return root;
}
