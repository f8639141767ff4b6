import type { Ctx } from '../../kernel/ctx.ts';
import { Invalid } from '../../pure/refusal.ts';
import { checkAccountVisible } from '../accounts/public.ts';
import { accountOfProject } from '../projects/public.ts';
import type { Filter } from './contract-shapes.ts';

/** Refuses accounts that the reader may not see: a list must not tell whether there is one. */
export async function checkFilter(ctx: Ctx, filter: Filter): Promise<void> {
  if (filter.accountId !== undefined) await checkAccountVisible(ctx, filter.accountId, 'accounts.read');
  else if (filter.box === 'account')
    throw new Invalid([{ field: 'accountId', expected: 'is required', rule: 'required' }]);
  // Who may read the account may read the tasks of its projects.
  if (filter.projectId !== undefined)
    await checkAccountVisible(ctx, await accountOfProject(ctx, filter.projectId), 'accounts.read');
  else if (filter.box === 'project')
    throw new Invalid([{ field: 'projectId', expected: 'is required', rule: 'required' }]);
}
