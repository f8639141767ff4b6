import { useWords } from '../../../ui-kit/words.ts';

/** A sentence with its figures in bold: `<b>` in the words. Values must not come out of files. */
export function Said({ of, values }: { of: string; values?: Record<string, string | number> }) {
  const t = useWords('imports');
  const parts = t(of, { ...values }).split(/<\/?b>/);
  // Parts take turns: plain, bold, plain.
  return parts.map((part, at) => (at % 2 === 1 ? <strong key={part}>{part}</strong> : part));
}
