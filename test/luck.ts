import fc from 'fast-check';

/**
 * The number that every draw of a run starts from. `npm test` gives the same one to the same commit, so that what passes once passes again, and another to the next; without it, and in
 * `npm run soak`, every run draws anew.
 */
export const luck: number | undefined =
  process.env.VITALFEW_LUCK === undefined ? undefined : Number(process.env.VITALFEW_LUCK);

if (luck !== undefined) fc.configureGlobal({ seed: luck });
