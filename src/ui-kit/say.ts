import { shared } from './store.ts';

export interface Toast {
  id: number;
  text: string;
  title?: string;
  tone: 'good' | 'bad' | 'plain';
}

/** What stands in the corner at present; `Toasts` shows it. */
export const toasts = shared<readonly Toast[]>([]);
let last = 0;

export const unsay = (id: number): void => toasts.set(toasts.get().filter((one) => one.id !== id));

/** Shows a short message in the corner, read out to those who cannot see it. Bad news stays three times as long. */
export function say(text: string, tone: Toast['tone'] = 'plain', title?: string): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get().slice(-3), { id, text, title, tone }]);
  setTimeout(() => unsay(id), tone === 'bad' ? 15_000 : 5_000);
}
