import { defineConfig } from 'vitest/config';

/** Rules, operations and the house, on a throwaway PostgreSQL. Journeys in the browser: vitest.journeys.config.ts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
