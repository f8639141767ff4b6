import type { Row, RowProblem } from './table.ts';

export interface CsvShape {
  delimiter: string;
  quote: string;
  newline: '\n' | '\r';
  maxFieldBytes: number;
}

/** One record as it stands in the file; `number` is the line where it begins. */
type CsvRecord = Row;

/** Decides whether a record that spans several lines may stand; if not, only its first line is given back, as a problem. */
export type Acceptable = (fields: string[]) => boolean;

/**
 * Cuts text into records. Push decoded chunks; records come out as soon as they are complete.
 * Lines without quotes are split by the engine's own code, which is what makes it fast.
 * A quote that never closes, closes inside a word, or makes a record of several lines with the wrong number of columns spoils
 * its first line only: reading goes on with the line after it.
 */
export class CsvRecords {
  #rest = '';
  #line = 1;
  /** Within a line that was given up: what comes before its end belongs to it. */
  #givenUp = false;
  readonly #shape: CsvShape;
  readonly #acceptable: Acceptable;

  constructor(shape: CsvShape, acceptable: Acceptable = () => true) {
    this.#shape = shape;
    this.#acceptable = acceptable;
  }

  /** Adds text; `last` closes the file. Records are appended to `out`. */
  push(chunk: string, last: boolean, out: CsvRecord[]): void {
    const { delimiter, quote, newline, maxFieldBytes } = this.#shape;
    const text = this.#rest === '' ? chunk : this.#rest + chunk;
    const length = text.length;
    let at = 0;
    if (this.#givenUp) {
      const end = text.indexOf(newline);
      if (end < 0) return;
      this.#givenUp = false;
      this.#line++;
      at = end + 1;
    }
    let nextQuote = text.indexOf(quote);
    while (at < length) {
      let end = text.indexOf(newline, at);
      if (end < 0) {
        if (!last) {
          if (length - at <= maxFieldBytes * 4) break;
          // A line without end: not a table.
          out.push(this.#spoilt(text.slice(at, at + 200), 'field-too-long', maxFieldBytes));
          this.#rest = '';
          this.#givenUp = true;
          return;
        }
        end = length;
      }
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf(quote, at);
      if (nextQuote < 0 || nextQuote > end) {
        const stop = end > at && newline === '\n' && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
        if (stop > at) out.push({ number: this.#line, cells: text.slice(at, stop).split(delimiter) });
        at = end + 1;
        this.#line++;
        continue;
      }
      const found = this.#quoted(text, at, last);
      if (found === null) break;
      if (found.record !== null) out.push(found.record);
      at = found.next;
    }
    this.#rest = at >= length ? '' : at === 0 ? text : text.slice(at);
  }

  #spoilt(start: string, code: RowProblem['code'], limit: number): CsvRecord {
    const message =
      code === 'quote'
        ? `A quotation mark in line ${this.#line} is not closed properly. Correct the line: double a quotation mark inside a quoted value.`
        : `A value in line ${this.#line} is longer than ${limit} characters.`;
    // A copy: a part of a text would keep the whole of it in memory.
    const cells = Buffer.from(start, 'utf16le').toString('utf16le').split(this.#shape.delimiter);
    return { number: this.#line, cells, problem: { code, message } };
  }

  // A record with quotes; null when more text is needed.
  #quoted(text: string, start: number, last: boolean): { record: CsvRecord | null; next: number } | null {
    const { delimiter, quote, newline, maxFieldBytes } = this.#shape;
    const length = text.length;
    const fields: string[] = [];
    let at = start;
    let lines = 1;
    let wrong: RowProblem['code'] | null = null;
    let lineEnd = -1;
    for (;;) {
      if (text[at] !== quote) {
        let end = text.indexOf(delimiter, at);
        // The end of the line is looked for once: only a quoted value can go beyond it.
        if (lineEnd < at) {
          lineEnd = text.indexOf(newline, at);
          if (lineEnd < 0) {
            if (!last) return this.#waits(text, start);
            lineEnd = length;
          }
        }
        if (end >= 0 && end < lineEnd) {
          fields.push(text.slice(at, end));
          at = end + 1;
          continue;
        }
        end = newline === '\n' && lineEnd > at && text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
        fields.push(text.slice(at, end));
        at = lineEnd + 1;
        break;
      }
      let from = at + 1;
      let value = '';
      let close = -1;
      for (;;) {
        close = text.indexOf(quote, from);
        if (close < 0) break;
        if (close + 1 >= length && !last) return this.#waits(text, start);
        if (text[close + 1] !== quote) break;
        value += text.slice(from, close + 1);
        from = close + 2;
      }
      if (close < 0) {
        if (!last && length - at <= maxFieldBytes) return this.#waits(text, start);
        wrong = length - at > maxFieldBytes ? 'field-too-long' : 'quote';
        if (last) wrong = 'quote';
        break;
      }
      value += text.slice(from, close);
      for (let nl = text.indexOf(newline, at); nl >= 0 && nl < close; nl = text.indexOf(newline, nl + 1)) lines++;
      fields.push(value);
      at = close + 1;
      if (at >= length) break;
      let next = text[at];
      if (next === delimiter) {
        at++;
        // A delimiter as the very last character of the file opens one more, empty field.
        if (at < length) continue;
        if (!last) return this.#waits(text, start);
        fields.push('');
        break;
      }
      if (next === '\r' && newline === '\n') {
        if (at + 1 >= length && !last) return this.#waits(text, start);
        if (text[at + 1] === '\n' || at + 1 >= length) next = text[++at] ?? newline;
      }
      if (next === newline) {
        at++;
        break;
      }
      wrong = 'quote';
      break;
    }
    if (wrong === null && lines > 1 && !this.#acceptable(fields)) wrong = 'quote';
    if (wrong !== null) {
      const found = text.indexOf(newline, start);
      const end = found < 0 ? length : found;
      const record = this.#spoilt(
        text.slice(start, Math.min(end, start + maxFieldBytes)).replace(/\r$/, ''),
        'quote',
        maxFieldBytes,
      );
      if (found < 0) this.#givenUp = true;
      else this.#line++;
      return { record, next: end + 1 };
    }
    const record = { number: this.#line, cells: fields };
    this.#line += lines;
    return { record, next: at };
  }

  #waits(text: string, start: number): { record: CsvRecord | null; next: number } | null {
    if (text.length - start <= this.#shape.maxFieldBytes * 4) return null;
    const end = text.indexOf(this.#shape.newline, start);
    const stop = end < 0 ? text.length : end;
    const record = this.#spoilt(text.slice(start, Math.min(stop, start + 200)), 'quote', 0);
    if (end < 0) this.#givenUp = true;
    else this.#line++;
    return { record, next: stop + 1 };
  }
}
