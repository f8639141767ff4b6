/** Stages of the relationship, from the loosest to the closest; uncoupling: coming apart. */
export const STAGES = ['uncoupling', 'exploratory', 'basic', 'cooperative', 'interdependent', 'integrated'] as const;
