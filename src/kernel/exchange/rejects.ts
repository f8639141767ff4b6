import { type Cell, type Row, rejectHeaders, type Table } from './table.ts';
import { csvBytes, saveFile, xlsxBytes } from './writers.ts';

/** Rejected rows on their way into a file of the same format, with reason and row number in front. */
export interface RejectFile {
  /** Resolves when the file can take more. */
  add(row: Row, reason: string): Promise<void>;
  /** Finishes the file. */
  close(): Promise<{ rows: number }>;
}

/** The ending that a reject file of this table has. */
export const rejectEnding = (table: Table): 'xlsx' | 'csv' => (table.format === 'xlsx' ? 'xlsx' : 'csv');

/**
 * Opens a reject file: CSV in the encoding, delimiter and quote of the source, or XLSX; for CommerceML a CSV.
 * Reason and row come first, because rows with too many values would push a last column out of its place.
 */
export function openRejects(path: string, table: Table): RejectFile {
  const queue = new Queue<Cell[]>();
  const headers = [...rejectHeaders, ...table.headers];
  const { dialect } = table;
  const bytes =
    table.format === 'xlsx'
      ? xlsxBytes(headers, queue, table.name)
      : csvBytes(headers, queue, {
          delimiter: dialect.delimiter ?? ';',
          quote: dialect.quote ?? '"',
          encoding: table.format === 'commerceml' ? 'utf-8' : (dialect.encoding ?? 'utf-8'),
          bom: table.format === 'commerceml' || dialect.bom,
        });
  let failure: unknown;
  const saved = saveFile(path, bytes).catch((error) => {
    failure = error;
    queue.drop();
  });
  let rows = 0;
  return {
    async add(row, reason) {
      if (failure) throw failure;
      rows++;
      await queue.put([reason, row.number, ...row.cells]);
    },
    async close() {
      queue.finish();
      await saved;
      if (failure) throw failure;
      return { rows };
    },
  };
}

const full = 1_000;

/** Hands what is put in to one reader, in batches; putting waits while the reader is behind. */
class Queue<T> implements AsyncIterable<T[]> {
  #items: T[] = [];
  #finished = false;
  #dropped = false;
  #wake: (() => void) | null = null;
  #room: (() => void) | null = null;

  async put(item: T): Promise<void> {
    if (this.#dropped) return;
    this.#items.push(item);
    this.#wake?.();
    if (this.#items.length >= full) {
      await new Promise<void>((resolve) => {
        this.#room = resolve;
      });
    }
  }

  finish(): void {
    this.#finished = true;
    this.#wake?.();
  }

  drop(): void {
    this.#dropped = true;
    this.#items = [];
    this.#room?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T[], void, undefined> {
    for (;;) {
      if (this.#items.length > 0) {
        const batch = this.#items;
        this.#items = [];
        this.#room?.();
        yield batch;
      } else if (this.#finished) return;
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }
}
