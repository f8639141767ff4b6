import type { Ctx } from '../../kernel/ctx.ts';
import type { Stage } from './contract-shapes.ts';
import { loadCoverage } from './coverage.ts';
import { loadStages } from './store-stages.ts';

/**
 * Contact coverage of an account, 0 to 1 (rules-coverage.ts): 0.4 x asked roles and functions with somebody in contact, 0.4 x contacts met within their cycle, 0.2 x threads
 * that do not hang on one person; what does not apply is left out and the rest weighs more. Null where nobody stands on the map. For the health score. The account was
 * checked before, under `contacts.read`.
 */
export async function contactCoverage(ctx: Ctx, accountId: string): Promise<number | null> {
  return (await loadCoverage(ctx, accountId)).findings.value;
}

/** The stage of the relationship that a person decided last; null: nobody has. The account was checked before, under `contacts.read`. */
export async function relationshipStage(ctx: Ctx, accountId: string): Promise<Stage | null> {
  return (await loadStages(ctx, accountId))[0]?.stage ?? null;
}
