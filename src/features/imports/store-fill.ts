import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Row, Table } from '../../kernel/exchange/table.ts';
import { NamesOnce, type Stage, stageColumns } from '../ledger/public.ts';
import { isFault } from './rules-compile.ts';
import type { Output } from './rules-staged.ts';

/** Characters of one COPY: large enough to keep PostgreSQL busy, small enough to keep memory flat. */
const FLUSH = 1 << 21;
const SMALL = FLUSH / 4;
const REJECTS = ['tbl', 'row', 'field', 'value', 'code', 'message'];

/** The counts of one table while it is read. */
export interface Filled {
  rows: number;
  rejected: number;
}

/**
 * Streams rows into the stages of one transaction by COPY. While PostgreSQL takes one piece, the next is read; a piece waits for the one before it.
 */
export class StageFiller {
  private readonly pieces = new Map<Stage | 'rejects', Piece>();
  private readonly waiting: CopyText[] = [];
  private size = 0;
  private pending: Promise<void> = Promise.resolve();
  private readonly names = new NamesOnce();
  private readonly client: pg.ClientBase;

  constructor(client: pg.ClientBase) {
    this.client = client;
  }

  /** Reads a whole table. `progress` is called with the rows of each batch. Stops with the signal's reason when it is aborted. */
  async read(
    table: Table,
    tbl: number,
    convert: (row: Row) => Output,
    signal: AbortSignal,
    progress: (rows: number) => void,
  ): Promise<Filled> {
    const filled = { rows: 0, rejected: 0 };
    for await (const batch of table.rows(signal)) {
      signal.throwIfAborted();
      for (const row of batch) this.take(tbl, row, convert(row), filled);
      progress(batch.length);
      if (this.size > FLUSH) await this.flush(SMALL);
    }
    await this.flush(0);
    await this.pending;
    return filled;
  }

  private take(tbl: number, row: Row, output: Output, filled: Filled): void {
    if (isFault(output)) {
      filled.rows++;
      filled.rejected++;
      this.add('rejects', tbl, row.number, [
        output.field,
        output.value?.slice(0, 200) ?? null,
        output.code,
        output.message,
      ]);
      if (output.withdraws) this.add('withdrawn', tbl, row.number, [output.withdraws.series, output.withdraws.number]);
      return;
    }
    // Every figure of a table with a column for each period or currency counts.
    filled.rows += output.length;
    for (const { stage, values } of output) {
      if (stage === 'lines') for (const name of this.names.takeFrom(values)) this.add('names', tbl, row.number, name);
      this.add(stage, tbl, row.number, values);
    }
  }

  private add(stage: Stage | 'rejects', tbl: number, number: number, values: readonly (string | null)[]): void {
    const piece = this.pieceOf(stage);
    for (const at of piece.unused) {
      if (values[at] === null) continue;
      this.widen(piece, values);
      this.add(stage, tbl, number, values);
      return;
    }
    const { used, parts } = piece;
    parts.length = used.length + 2;
    parts[0] = String(tbl);
    parts[1] = String(number);
    for (let index = 0; index < used.length; index++) {
      const value = values[used[index]!] ?? null;
      parts[index + 2] = value === null ? '\\N' : escaped(value);
    }
    const line = parts.join('\t');
    piece.lines.push(line);
    piece.size += line.length;
    this.size += line.length;
  }

  private pieceOf(stage: Stage | 'rejects'): Piece {
    let piece = this.pieces.get(stage);
    if (piece === undefined) {
      const columns = stage === 'rejects' ? REJECTS : stageColumns(stage);
      piece = {
        stage,
        columns: columns.slice(2),
        used: [],
        unused: columns.slice(2).map((_name, at) => at),
        parts: [],
        lines: [],
        size: 0,
      };
      this.pieces.set(stage, piece);
    }
    return piece;
  }

  /** Takes columns in that were empty until now; the lines before them go out without. */
  private widen(piece: Piece, values: readonly (string | null)[]): void {
    if (piece.lines.length > 0) this.waiting.push(takeText(piece));
    piece.used = piece.columns.map((_name, at) => at).filter((at) => piece.used.includes(at) || values[at] !== null);
    piece.unused = piece.columns.map((_name, at) => at).filter((at) => !piece.used.includes(at));
  }

  /** Sends what is more than `least` characters; each COPY costs a turn of its own, so that a little of a stage waits for more. */
  private async flush(least: number): Promise<void> {
    const texts = this.waiting.splice(0);
    this.size = 0;
    for (const piece of this.pieces.values()) {
      if (piece.size > least) texts.push(takeText(piece));
      this.size += piece.size;
    }
    await this.pending;
    this.pending = this.copy(texts);
    // A failure shows at the next wait; until then nobody else looks at the promise.
    this.pending.catch(() => {});
  }

  private async copy(texts: readonly CopyText[]): Promise<void> {
    for (const { stage, columns, text } of texts) {
      const stream: Writable = this.client.query(copyFrom(`copy stage_${stage} (${columns.join(', ')}) from stdin`));
      stream.end(text);
      await finished(stream);
    }
  }
}

/** Rows of one stage that wait for the next COPY, with the columns that any row had so far: most files fill a few of many. */
interface Piece {
  stage: Stage | 'rejects';
  columns: readonly string[];
  used: number[];
  unused: number[];
  /** The values of one line, joined at once: a text that grows by pieces costs memory for each. */
  parts: string[];
  lines: string[];
  size: number;
}

interface CopyText {
  stage: Stage | 'rejects';
  columns: string[];
  text: string;
}

function takeText(piece: Piece): CopyText {
  const { stage, columns, used, lines } = piece;
  lines.push('');
  const text = lines.join('\n');
  lines.length = 0;
  piece.size = 0;
  return { stage, columns: ['tbl', 'row', ...used.map((at) => columns[at]!)], text };
}

const SPECIAL = /[\\\t\n\r\0]/;

/** A value as COPY's text format wants it. NUL cannot be stored and is dropped. */
function escaped(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}
