import { expect, test } from 'vitest';
import { estimateRows } from './rules-estimate.ts';

const cells = ['R1001', '2025-01-05', 'Alder & Sons', '120.50'];
const rows = (count: number) => Array.from({ length: count }, () => ({ cells }));
const file = (lines: number, dialect: object, bytes: number) => ({
  size: bytes * lines,
  tables: [{ format: 'csv', dialect, sample: rows(Math.min(lines, 20)) }],
});
const row = cells.join(';').length + 1;

test('small files are known to the row', () => {
  expect(estimateRows([file(3, { encoding: 'utf-8', compression: null }, row), file(0, {}, row)])).toBe(3);
});

test('large files by their bytes', () => {
  expect(estimateRows([file(50_000, { encoding: 'utf-8', compression: null }, row)])).toBe(50_000);
  expect(estimateRows([file(50_000, { encoding: 'utf-16le', compression: null }, row * 2)])).toBeGreaterThan(45_000);
});

test('packed files are larger than they look', () => {
  const packed = estimateRows([file(50_000, { encoding: 'utf-8', compression: 'gzip' }, row * 0.15)]);
  expect(packed).toBeGreaterThan(20_000);
  expect(packed).toBeLessThan(100_000);
});
