import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { sharedData } from '../../../test/shared-data.ts';
import { openSource, type SourceOptions } from './source.ts';
import type { Cell, Row, Table } from './table.ts';
import { Unreadable } from './unreadable.ts';

/** A folder for the files of one test file, removed at its end. */
export function scratch(): (name: string, content?: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'exchange-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    if (content !== undefined) writeFileSync(path, content);
    return path;
  };
}

export interface Read {
  table: Table;
  rows: Row[];
  good: Row[];
  cells: Cell[][];
}

/** All tables of a file with all their rows. */
export async function readAll(path: string, options?: SourceOptions): Promise<Read[]> {
  const source = await openSource({ path, name: path.replace(/^.*\//, '') }, options);
  const found: Read[] = [];
  try {
    for (const table of source.tables) {
      const rows: Row[] = [];
      for await (const batch of table.rows()) rows.push(...batch);
      const good = rows.filter((row) => !row.problem);
      found.push({ table, rows, good, cells: good.map((row) => row.cells) });
    }
  } finally {
    await source.close();
  }
  return found;
}

/** The first table of a file. */
export const readOne = async (path: string, options?: SourceOptions): Promise<Read> =>
  (await readAll(path, options))[0]!;

/** The code of the refusal of a file; the error itself when it is another one; null when it can be read. */
export async function refusal(path: string, options?: SourceOptions): Promise<string | null> {
  try {
    await readAll(path, options);
    return null;
  } catch (error) {
    if (error instanceof Unreadable) return error.code;
    throw error;
  }
}

/** A test that reads ../shared/data: skipped where it is missing. */
export const testWithData = test.skipIf(sharedData('README.md') === undefined);

/** The path of a file of ../shared/data, for use inside {@link testWithData}. */
export function shared(path: string): string {
  const found = sharedData(path);
  if (found === undefined) throw new Error(`${path} is missing in ../shared/data`);
  return found;
}
