import { defineConfig } from 'vitest/config';
import journeys from './vitest.journeys.config.ts';

/** npm run pictures: takes the pictures of the guide anew, from the sample company. */
export default defineConfig({
  test: { ...journeys.test, include: ['test/journeys/pictures.ts'], testTimeout: 900_000 },
});
