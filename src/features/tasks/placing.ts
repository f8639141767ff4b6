import type { Ctx } from '../../kernel/ctx.ts';
import type { InputOf } from '../../pure/operation.ts';
import { Refusal } from '../../pure/refusal.ts';
import { checkAccountVisible, loadAccountNames } from '../accounts/public.ts';
import { accountOfProject } from '../projects/public.ts';
import type { saveTask } from './contract.ts';
import type { TaskRecord } from './store.ts';

type Saved = InputOf<typeof saveTask>;

/** Refuses to put a task on an account that one may not see, and to touch one that is hidden. */
export async function checkAccount(ctx: Ctx, task: TaskRecord | null, accountId: string | null): Promise<void> {
  if (task?.account_id && !(await loadAccountNames(ctx, [task.account_id])).has(task.account_id))
    throw new Refusal('tasks.accountHidden', 'It belongs to an account that you cannot see: leave that as it is.');
  if (accountId !== null) await checkAccountVisible(ctx, accountId, 'accounts.read');
}

/** The account of a task of a project is that of the project: said or left out, never another one. */
export async function accountWith(
  ctx: Ctx,
  projectId: string | null,
  accountId: string | null | undefined,
): Promise<string | null | undefined> {
  if (projectId === null) return accountId;
  const own = await accountOfProject(ctx, projectId);
  if (accountId != null && accountId !== own)
    throw new Refusal('tasks.projectAccount', 'The project is with another account. Leave out the one or the other.');
  return own;
}

/** A save as it is meant: a project brings its account; a task that leaves the account leaves the project. */
export async function withProject(ctx: Ctx, task: TaskRecord, said: Saved): Promise<Saved> {
  const { projectId, accountId } = said;
  if (projectId != null && projectId !== task.project_id)
    return { ...said, accountId: await accountWith(ctx, projectId, accountId) };
  if (projectId === undefined && accountId !== undefined && accountId !== task.account_id && task.project_id !== null)
    return { ...said, projectId: null };
  return said;
}
