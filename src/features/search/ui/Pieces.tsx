import type { Piece } from '../../../pure/fold.ts';
import styles from './Search.module.css';

/** A text with the words marked that were looked for: elements, never markup out of the text. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, at) =>
    piece.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text has no other key and does not change
      <mark key={at} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
