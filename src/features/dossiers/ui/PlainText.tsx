import { createElement } from 'react';
import { blocksOf, type Piece } from '../rules-text.ts';
import styles from './Dossiers.module.css';

const line = (kind: 'li' | 'span', pieces: readonly Piece[]) =>
  createElement(
    kind,
    { className: kind === 'span' ? styles.textLine : undefined },
    ...pieces.map((piece) => (piece.strong ? createElement('strong', null, piece.text) : piece.text)),
  );

/** A text of paragraphs and points as people wrote it; nothing in it is ever HTML. */
export function PlainText({ text }: { text: string }) {
  const blocks = blocksOf(text).map(({ kind, lines }) =>
    kind === 'points'
      ? createElement('ul', null, ...lines.map((pieces) => line('li', pieces)))
      : createElement('p', null, ...lines.map((pieces) => line('span', pieces))),
  );
  return createElement('div', { className: styles.text }, ...blocks);
}
