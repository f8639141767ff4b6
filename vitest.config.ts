import { defineConfig } from 'vitest/config';

/** Rules, operations and the house, on a throwaway PostgreSQL. Journeys in the browser: vitest.journeys.config.ts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    // The files share what they import: every one has a database of its own, and what is imported keeps nothing.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
