import { defineConfig } from 'vitest/config';

/** Rules, operations and the house, on a throwaway PostgreSQL. Journeys in the browser: vitest.journeys.config.ts. */
export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    exclude: ['test/journeys/**', 'node_modules/**'],
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/luck.ts'],
    // The files share what they import: every one has a database of its own, and what is imported keeps nothing.
    isolate: false,
    // Servers are stopped and killed on two busy cores: in CI a test gets a second try, which the run counts and names.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
