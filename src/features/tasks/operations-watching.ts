import { handle } from '../../kernel/run.ts';
import { NotFound } from '../../pure/refusal.ts';
import { unwatchTask, watchTask } from './contract.ts';
import { loadTask } from './store.ts';
import { addSelfWatcher, loadWatchers, removeWatcher } from './store-watchers.ts';

export const handlers = [
  handle(watchTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id);
    if (!(await loadWatchers(ctx, task.id)).includes(ctx.actor.userId ?? '')) await addSelfWatcher(ctx, task.id);
    ctx.note({ recordKind: 'task', recordId: task.id, accountId: task.account_id });
    return { done: true as const };
  }),

  handle(unwatchTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id);
    await removeWatcher(ctx, task.id);
    ctx.note({ recordKind: 'task', recordId: task.id, accountId: task.account_id });
    const left = await loadTask(ctx, task.id).catch((error) => {
      if (error instanceof NotFound) return null;
      throw error;
    });
    return { sees: left !== null };
  }),
] as const;
