import type { TextProblem } from './contract-words.ts';

/** What could be read of a file. */
export type ReadText = { text: string; isCut: boolean } | { problem: TextProblem };

/** So many letters of a file are found by a search: a book of a hundred pages. */
const MOST_LETTERS = 300_000;

/** Gathers text up to the limit; true from `add` says that there is no room for more. */
export class Gathered {
  private readonly parts: string[] = [];
  private letters = 0;
  add(part: string): boolean {
    if (this.letters < MOST_LETTERS) this.parts.push(part);
    this.letters += part.length;
    return this.letters >= MOST_LETTERS;
  }
  /** One line of words: layout is nothing that a search asks for. Zero bytes cannot be stored. */
  get found(): ReadText {
    const text = this.parts.join('').replaceAll('\0', '').replaceAll(/\s+/g, ' ').trim();
    if (text === '') return { problem: 'noText' };
    return { text: text.slice(0, MOST_LETTERS).replaceAll(/\p{Cs}/gu, ''), isCut: this.letters >= MOST_LETTERS };
  }
}
