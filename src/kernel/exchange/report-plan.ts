import type { SheetRow } from './header.ts';
import type { Plan } from './report-rows.ts';
import type { Dialect } from './table.ts';

/** Recognises a printed report; null for an ordinary table. */
export function planReport(
  _body: SheetRow[],
  _headers: string[],
  _dialect: Dialect,
  _whole: boolean,
  _titled: boolean,
): Plan | null {
  return null;
}
