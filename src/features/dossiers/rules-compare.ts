/** A run of words of two texts: in both, only in the older, only in the newer. */
export interface Run {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

const tokens = (text: string): string[] => text.match(/\s+|[^\s]+/g) ?? [];
/** Comparing longer texts word by word would take too long: what differs between equal beginning and end is shown as one piece. */
const MOST_STEPS = 4_000_000;

/** What became of a text: putting the runs that are not new together gives the older one, those that are not gone the newer one. */
export function compareTexts(older: string, newer: string): Run[] {
  const [a, b] = [tokens(older), tokens(newer)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const runs: Run[] = [];
  const add = (kind: Run['kind'], words: readonly string[]) => {
    if (words.length === 0) return;
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += words.join('');
    else runs.push({ kind, text: words.join('') });
  };
  add('same', a.slice(0, start));
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length * right.length > MOST_STEPS) {
    add('gone', left);
    add('new', right);
  } else middle(left, right, add);
  add('same', a.slice(a.length - end));
  return runs;
}

/** The longest common subsequence of two lists of words. */
function middle(
  a: readonly string[],
  b: readonly string[],
  add: (kind: Run['kind'], words: readonly string[]) => void,
): void {
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      longest[at] = a[i] === b[j] ? longest[at + width + 1]! + 1 : Math.max(longest[at + width]!, longest[at + 1]!);
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      add('same', [a[i]!]);
      i += 1;
      j += 1;
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) {
      add('gone', [a[i]!]);
      i += 1;
    } else {
      add('new', [b[j]!]);
      j += 1;
    }
  }
  add('gone', a.slice(i));
  add('new', b.slice(j));
}
