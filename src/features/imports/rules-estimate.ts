/** What is known of a file and its tables before it is read. */
interface Sampled {
  size: number;
  tables: readonly {
    format: string;
    dialect: unknown;
    sample: readonly { cells: readonly string[] }[];
  }[];
}

/** Bytes that a filled cell of a workbook takes, packed, by experience. */
const PACKED_CELL = 6;
/** How much smaller text gets when it is packed, by experience. */
const PACKED_TEXT = 0.2;
/** The rows of a sample as they are stored; fewer are all there are. */
const SAMPLED = 20;

/** Bytes of one row of a table, from its sample; 0 when it has none. */
function bytesOfRow({ format, dialect, sample }: Sampled['tables'][number]): number {
  if (sample.length === 0) return 0;
  const { encoding, compression } = (dialect ?? {}) as { encoding?: string | null; compression?: string | null };
  let bytes = 0;
  for (const { cells } of sample)
    for (const cell of cells) {
      if (format === 'xlsx') bytes += cell === '' ? 0 : PACKED_CELL;
      else bytes += bytesOf(cell, encoding ?? 'utf-8') + 1;
    }
  const packed = compression && format !== 'xlsx' ? PACKED_TEXT : 1;
  return (bytes / sample.length) * packed;
}

function bytesOf(text: string, encoding: string): number {
  if (encoding.startsWith('utf-16')) return text.length * 2;
  if (encoding !== 'utf-8') return text.length;
  let bytes = 0;
  for (let at = 0; at < text.length; at++) bytes += text.charCodeAt(at) < 0x80 ? 1 : 2;
  return bytes;
}

/** About how many rows some files hold, by their size and the first rows: enough for a bar of progress. Tables of one file share its bytes evenly. */
export function estimateRows(files: readonly Sampled[]): number {
  let rows = 0;
  for (const { size, tables } of files) {
    for (const table of tables) {
      const each = bytesOfRow(table);
      if (table.sample.length < SAMPLED || each === 0) rows += table.sample.length;
      else rows += Math.max(table.sample.length, Math.round(size / tables.length / each));
    }
  }
  return rows;
}
