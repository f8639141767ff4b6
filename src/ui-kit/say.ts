import { shared } from './store.ts';

export interface Toast {
  id: number;
  text: string;
  title?: string;
  /** What can be done about it from here: undo. */
  act?: { label: string; run: () => void };
  tone: 'good' | 'bad' | 'plain';
}

/** What stands in the corner at present; `Toasts` shows it. */
export const toasts = shared<readonly Toast[]>([]);
let last = 0;

export const unsay = (id: number): void => toasts.set(toasts.get().filter((one) => one.id !== id));

/**
 * Shows a short message in the corner, read out to those who cannot see it. Bad news and what can be undone stay longer, and as long
 * as the pointer or the focus rests in the corner.
 */
export function say(text: string, tone: Toast['tone'] = 'plain', more: Pick<Toast, 'title' | 'act'> = {}): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get().slice(-3), { id, text, tone, ...more }]);
  const leave = () => {
    if (document.querySelector('[data-toasts]:is(:hover, :focus-within)') === null) unsay(id);
    else setTimeout(leave, 2_000);
  };
  setTimeout(leave, more.act !== undefined ? 20_000 : tone === 'bad' ? 15_000 : 5_000);
}
