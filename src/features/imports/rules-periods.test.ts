import { expect, test } from 'vitest';
import { periodOf } from './rules-periods.ts';

test.each([
  ['Январь 2025 г. - Март 2025 г.', '2025-01-01', '2025-03-31'],
  ['Продажи за период: Январь - Март 2025 г.', '2025-01-01', '2025-03-31'],
  ['January - December 2025', '2025-01-01', '2025-12-31'],
  ['01.2025 - 03.2025', '2025-01-01', '2025-03-31'],
  ['März 2024', '2024-03-01', '2024-03-31'],
  ['août 2024', '2024-08-01', '2024-08-31'],
  // Words that only begin like a month are none.
  ['Marketing sales 2025', '2025-01-01', '2025-12-31'],
  ['Decor 2025', '2025-01-01', '2025-12-31'],
])('%s', (words, from, to) => {
  expect(periodOf(words)).toEqual({ from, to });
});
