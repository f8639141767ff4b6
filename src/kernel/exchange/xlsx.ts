import type { Archive, Bytes } from './bytes.ts';
import type { Limits } from './limits.ts';
import type { Table } from './table.ts';
export async function openWorkbook(
  _archive: Archive,
  _bytes: Bytes,
  _file: string,
  _limits: Limits,
  _o: object,
): Promise<{ tables: Table[]; warnings: string[] }> {
  return { tables: [], warnings: [] };
}
