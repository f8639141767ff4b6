import type { Limits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** Counts rows, cells and seconds of reading one table against the limits. */
export class Meter {
  #rows = 0;
  #cells = 0;
  #spent = 0;
  #since = 0;
  readonly #limits: Limits;
  readonly #name: string;
  constructor(name: string, limits: Limits) {
    this.#name = name;
    this.#limits = limits;
  }
  start(): void {
    this.#since = performance.now();
  }
  /** Stops the clock (the consumer works now) and throws {@link Unreadable} when a limit is passed. */
  stop(rows = 0, cells = 0): void {
    this.#spent += performance.now() - this.#since;
    this.#rows += rows;
    this.#cells += cells;
    const { maxRows, maxCells, maxSeconds } = this.#limits;
    if (this.#rows > maxRows)
      throw new Unreadable(
        'too-many-rows',
        `"${this.#name}" has more than ${maxRows} rows. Split it into several files.`,
        { name: this.#name, limit: maxRows },
      );
    if (this.#cells > maxCells)
      throw new Unreadable(
        'too-large',
        `"${this.#name}" has more than ${maxCells} cells. Split it into several files.`,
        { name: this.#name, limit: maxCells },
      );
    if (this.#spent > maxSeconds * 1000)
      throw new Unreadable(
        'too-slow',
        `Reading "${this.#name}" took longer than ${maxSeconds} seconds. Split it into several files.`,
        { name: this.#name, limit: maxSeconds },
      );
  }
}
