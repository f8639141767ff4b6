import type { Bytes } from './bytes.ts';
import type { Limits } from './limits.ts';
import type { Table } from './table.ts';
export async function openCommerceMl(_bytes: Bytes, _file: string, _limits: Limits): Promise<Table[]> {
  return [];
}
