import { useEffect } from 'react';
import { shared } from './store.ts';

/** One step of the way back at the top of the page. */
export interface Crumb {
  label: string;
  to?: string;
}

/** What the top bar shows of the page below it. */
export const pageHead = shared<{ title: string; crumbs: readonly Crumb[] }>({ title: '', crumbs: [] });

/** Tells the shell the page's title and the steps between the menu entry and the page (`PageLayout` does it). */
export function usePageHead(title: string, crumbs: readonly Crumb[] = []): void {
  const steps = JSON.stringify(crumbs);
  useEffect(() => {
    pageHead.set({ title, crumbs: JSON.parse(steps) as Crumb[] });
    document.title = title === '' ? 'Vitalfew' : `${title} · Vitalfew`;
  }, [title, steps]);
}
