import type { Ctx } from '../../kernel/ctx.ts';
import { loadProcedure } from './store-procedures.ts';

export { keepUpApprovals } from './keep-up.ts';
export { knowsStandIns, namesApproval } from './kinds.ts';
export { fileRequest } from './steps.ts';

/** Whether the organisation wants to be asked about a kind. */
export const asksApproval = async (ctx: Ctx, kind: string): Promise<boolean> =>
  (await loadProcedure(ctx, kind)).procedure.isOn;
