/** A piece of a line: plain, or marked as what matters. */
export interface Piece {
  text: string;
  strong: boolean;
}
/** A paragraph, or points below each other. */
export type Block = { kind: 'paragraph'; lines: Piece[][] } | { kind: 'points'; lines: Piece[][] };

const pieces = (line: string): Piece[] =>
  line
    .split(/(\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\*\*[^*]+\*\*$/.test(part) ? { text: part.slice(2, -2), strong: true } : { text: part, strong: false },
    );

/** The paragraphs and points of a plain text: an empty line ends a paragraph, `- ` begins a point, `**` marks what matters. All else is text as it stands. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    if (line.trim() === '') {
      open = false;
      continue;
    }
    const point = /^\s*[-•]\s+(.*)$/.exec(line);
    const kind = point ? 'points' : 'paragraph';
    const last = blocks.at(-1);
    const words = pieces(point?.[1] ?? line);
    if (open && last?.kind === kind) last.lines.push(words);
    else blocks.push({ kind, lines: [words] });
    open = true;
  }
  return blocks;
}
