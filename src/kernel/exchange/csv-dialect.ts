import { CsvRecords, type CsvShape } from './csv-records.ts';
import { findHeader } from './header.ts';
import { type Confidence, isBlank, type Row } from './table.ts';

export interface CsvMarks {
  delimiter: string;
  quote: string;
  newline: '\n' | '\r';
  /** Lines that are not data: 1 when the file begins with `sep=;`. */
  skip: number;
  confidence: Confidence;
}

const candidates = [',', ';', '\t', '|'];

/** Reads all complete records of a sample; the last one is dropped when the sample was cut. */
export function sampleRecords(text: string, shape: CsvShape, whole: boolean): Row[] {
  const out: Row[] = [];
  new CsvRecords(shape).push(text, whole, out);
  return out;
}

/** The number of columns that most records have, and how many of them do. */
export function usualWidth(rows: readonly Row[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  let total = 0;
  for (const row of rows) {
    if (row.cells.every(isBlank)) continue;
    total++;
    counts.set(row.cells.length, (counts.get(row.cells.length) ?? 0) + 1);
  }
  let width = 1;
  let most = 0;
  for (const [cells, seen] of counts) {
    if (seen > most || (seen === most && cells > width)) {
      width = cells;
      most = seen;
    }
  }
  return { width, share: total === 0 ? 0 : most / total };
}

/** Finds line ends, delimiter and quote: the delimiter under which most records have the same number of columns, more than one, below a header of names. */
export function detectMarks(text: string, whole: boolean, maxFieldBytes: number): CsvMarks {
  const newline = !text.includes('\n') && text.includes('\r') ? '\r' : '\n';
  const told = /^sep=(.)\r?(?:\n|\r|$)/i.exec(text);
  if (told) return { delimiter: told[1]!, quote: '"', newline, skip: 1, confidence: 'sure' };
  let best: CsvMarks = { delimiter: ',', quote: '"', newline, skip: 0, confidence: 'likely' };
  let top = 0;
  let second = 0;
  const part = text.slice(0, 128 * 1024);
  for (const quote of ['"', "'"]) {
    // An apostrophe is a quote only where values begin and end with it.
    if (quote === "'" && !/(?:^|[,;\t|\n])'[^'\n]*'(?:[,;\t|\r\n]|$)/.test(part.slice(0, 4096))) continue;
    for (const delimiter of candidates) {
      const rows = sampleRecords(
        part,
        { delimiter, quote, newline, maxFieldBytes },
        whole && part.length === text.length,
      );
      const value = consistency(rows) * (quote === '"' ? 1 : part.includes('"') ? 0.5 : 1.05);
      if (value > top) {
        second = top;
        top = value;
        best = { ...best, delimiter, quote };
      } else if (value > second && quote === '"') second = value;
    }
  }
  return { ...best, confidence: top === 0 ? 'likely' : second > top * 0.8 ? 'ambiguous' : 'sure' };
}

function consistency(rows: readonly Row[]): number {
  if (rows.length === 0) return 0;
  const { width, share } = usualWidth(rows);
  if (width < 2) return 0;
  const spoilt = rows.filter((row) => row.problem).length / rows.length;
  const header = findHeader(rows.slice(0, 80));
  const named = header === null ? 0.4 : header.names.filter((name) => name !== '').length >= width * 0.6 ? 1 : 0.6;
  return share * (1 - spoilt) * named * (1 + Math.min(width, 20) / 40);
}
