import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import { type Report, sumsOf } from './types.ts';

const file = { file: 'a', table: 'a', kind: null, skipped: null, warnings: [] };

test('what is new or changed is told apart from what is known and what was rejected', () => {
  const report = {
    files: [
      { ...file, rows: 6, inserted: 0, updated: 2, unchanged: 3, duplicates: 1, rejected: 0 },
      { ...file, rows: 2, inserted: 1, updated: 0, unchanged: 0, duplicates: 0, rejected: 1 },
    ],
    removedLines: 1,
  } as unknown as Report;
  expect(sumsOf(report)).toMatchObject({ rows: 8, written: 3, known: 4, rejected: 1, changes: 4 });
  expect(en.done.rows_other).toContain('{{inserted}} new, {{updated}} changed');
});
