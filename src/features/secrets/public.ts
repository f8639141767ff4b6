import type { Ctx } from '../../kernel/ctx.ts';
import { deleteOldLogs } from './store.ts';

/** Deletes readings and exports that are older than the organisation keeps them. */
export const forgetOldLogs = (ctx: Ctx): Promise<void> => deleteOldLogs(ctx);
