/** A file as an answer: streamed while the transaction is open. */
export interface FileAnswer {
  name: string;
  type: string;
  content: AsyncIterable<Buffer | string>;
  /** Shown by the screens instead of saved: pictures and what a viewer of ours draws. */
  inline?: boolean;
}

/** The same file, whose end closes the transaction. */
export function streamed(
  file: FileAnswer,
  tx: { commit(): Promise<void>; rollback(): Promise<void> },
  done: () => Promise<void>,
): FileAnswer {
  async function* content() {
    let broken = false;
    try {
      yield* file.content;
    } catch (error) {
      broken = true;
      throw error;
    } finally {
      // A reader who goes away early has seen a part: that stays in the audit.
      if (broken) await tx.rollback();
      else await tx.commit().then(done);
    }
  }
  return { ...file, content: content() };
}
