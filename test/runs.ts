/** How often a property is tried: more in `npm run soak`, which multiplies it. */
export const runs = (usual: number): number => usual * Number(process.env.VITALFEW_TIMES ?? 1);

/** Milliseconds that such a test may take. */
export const patience = (usual: number): number => runs(usual);
