/** What a file may cost at most; every reader stops with {@link Unreadable} (or a problem row) when it is passed. */
export interface Limits {
  /** Data rows of one table. */
  maxRows: number;
  /** Cells of one table. */
  maxCells: number;
  /** Columns of one table. */
  maxColumns: number;
  /** Bytes after decompression, over all parts of a file. */
  maxUnzippedBytes: number;
  /** Unzipped bytes per zipped byte, looked at once {@link ratioFreeBytes} have come out. */
  maxZipRatio: number;
  /** Files inside an archive, sheets of a workbook. */
  maxParts: number;
  /** Characters of one cell. */
  maxFieldBytes: number;
  /** Nested XML elements. */
  maxXmlDepth: number;
  /** Characters of all shared strings of a workbook. */
  maxSharedStrings: number;
  /** Rows of a printed report, which is looked at as a whole. */
  maxReportRows: number;
  /** Seconds of reading one table (time of the consumer is not counted). */
  maxSeconds: number;
}

/** Below this many bytes a high ratio is harmless. */
export const ratioFreeBytes = 64 * 1024 * 1024;

export const defaultLimits: Limits = {
  maxRows: 20_000_000,
  maxCells: 1_000_000_000,
  maxColumns: 1_000,
  maxUnzippedBytes: 16 * 1024 ** 3,
  maxZipRatio: 300,
  maxParts: 1_000,
  maxFieldBytes: 1024 * 1024,
  maxXmlDepth: 200,
  maxSharedStrings: 256 * 1024 * 1024,
  maxReportRows: 200_000,
  maxSeconds: 3_600,
};
