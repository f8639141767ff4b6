/** A file as an answer: streamed while the transaction is open. */
export interface FileAnswer {
  name: string;
  type: string;
  content: AsyncIterable<Buffer | string>;
  /** Shown by the screens instead of saved: pictures and what a viewer of ours draws. */
  inline?: boolean;
}

/** What of a file was given out. */
export interface Given {
  bytes: number;
  lines: number;
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
    const given: Given = { bytes: 0, lines: 0, isWhole: false };
    try {
      for await (const piece of file.content) {
        const bytes = Buffer.from(piece);
        given.bytes += bytes.length;
        for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) given.lines++;
        yield piece;
      }
      given.isWhole = true;
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      // A reader who goes away early has seen a part: that stays in the audit.
      if (broken) await tx.rollback();
      else {
        await told(given);
        await tx.commit().then(done);
      }
    }
  }
  return { ...file, content: content() };
}
