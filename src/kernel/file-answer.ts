/** A file as an answer: streamed while the transaction is open. */
export interface FileAnswer {
  name: string;
  type: string;
  content: AsyncIterable<Buffer | string>;
  /** How many rows of a list, or cards, were made so far; without it the file has none. */
  rows?: () => number;
  /** Shown by the screens instead of saved: pictures and what a viewer of ours draws. */
  inline?: boolean;
}

/** What of a file was given out. */
export interface Given {
  bytes: number;
  rows: number | null;
  /** False where the reader went away early. */
  isWhole: boolean;
}

/** The same file, whose end closes the transaction. */
export function streamed(
  file: FileAnswer,
  tx: { commit(): Promise<void>; rollback(): Promise<void> },
  done: () => Promise<void>,
  told: (given: Given) => Promise<void>,
): FileAnswer {
  async function* content() {
    let broken = false;
    const given: Given = { bytes: 0, rows: null, isWhole: false };
    try {
      for await (const piece of file.content) {
        given.bytes += Buffer.byteLength(piece);
        yield piece;
      }
      given.isWhole = true;
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      // A reader who goes away early has seen a part: that stays in the audit.
      given.rows = file.rows?.() ?? null;
      await told(given).catch(() => {});
      if (broken) await tx.rollback();
      else await tx.commit().then(done);
    }
  }
  return { ...file, content: begun(content()) };
}

/** The same pieces, the first of them asked for at once: one who goes away before the first has begun to read ends a generator, and what it must put in order, all the same. */
function begun<T>(pieces: AsyncGenerator<T>): AsyncIterable<T> {
  let first: Promise<IteratorResult<T>> | null = pieces.next();
  first.catch(() => {});
  const iterator: AsyncIterator<T> = {
    next() {
      const coming = first ?? pieces.next();
      first = null;
      return coming;
    },
    return: (value) => pieces.return(value),
    throw: (error) => pieces.throw(error),
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
