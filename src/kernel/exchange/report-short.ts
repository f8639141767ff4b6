import { isRuler, type SheetRow, totalWords } from './header.ts';
import { cellText, isBlank } from './table.ts';

/** Whether a row that is shorter than the header is a line of a report: nothing but the label of a group, or a printed total. What is missing behind it is empty. */
export function isShortLine({ cells }: SheetRow, columns: number): boolean {
  if (cells.length > columns) return false;
  const first = cells.findIndex((cell) => !isBlank(cell));
  return first >= 0 && (cells.slice(first + 1).every(isBlank) || totalWords.test(cellText(cells[first]).trim()));
}

/**
 * Whether the rows shorter than the header look like lines of a report: almost all of them do. In an ordinary table they are spoilt rows, which hold several values.
 * The layout with groups has to be found, too, before they may be read so. `titled`: lines stand above the header, and one group is enough.
 */
export function shortLines(body: readonly SheetRow[], width: number, columns: number, titled: boolean): boolean {
  const short = body.filter(
    (row) => !row.problem && row.cells.length < width && !row.cells.every(isBlank) && !isRuler(row),
  );
  const lines = short.filter((row) => isShortLine(row, columns));
  return lines.length >= (titled ? 1 : 2) && lines.length >= short.length * 0.8;
}
