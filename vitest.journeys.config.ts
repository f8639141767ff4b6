import { defineConfig } from 'vitest/config';

/** Journeys in a real browser: one after the other, so that two cores are enough. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
