import { defineConfig } from 'vitest/config';

/** The fast part: rules and the architecture, without a database. */
export default defineConfig({
  test: {
    include: [
      'src/pure/**/*.test.ts',
      'src/features/*/rules*.test.ts',
      'test/architecture.test.ts',
      'test/access-matrix.test.ts',
    ],
    setupFiles: ['test/luck.ts'],
    testTimeout: 30_000,
  },
});
