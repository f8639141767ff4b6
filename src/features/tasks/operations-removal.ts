import { handle } from '../../kernel/run.ts';
import { discard, trashes } from '../../kernel/trash.ts';
import { Refusal, StaleVersion } from '../../pure/refusal.ts';
import { removeTask } from './contract.ts';
import { loadProjectId, loadTask } from './store.ts';
import { countTasks } from './store-counts.ts';

trashes({
  kind: 'task',
  verb: 'tasks.edit',
  parts: {
    table: 'tasks',
    hanging: [
      { table: 'task_watchers', columns: ['task_id'] },
      { table: 'task_self_watchers', columns: ['task_id'] },
      { table: 'task_acts', columns: ['task_id'] },
      { table: 'field_values', columns: ['record_id'] },
    ],
  },
  restored: async (ctx, { recordId }) => countTasks(ctx, [await loadProjectId(ctx, recordId)]),
});

export const handlers = [
  handle(removeTask, async (ctx, input) => {
    const task = await loadTask(ctx, input.id, true);
    if (task.giver_id !== ctx.actor.userId)
      throw new Refusal('tasks.notGiver', 'Only who gave a task deletes it. Cancel it, or ask that person.');
    const { id, title, version, state } = task;
    if (version !== input.version) throw new StaleVersion({ id, title, version, state }, { version: input.version });
    // Only the giver deletes it, so only the giver finds it in the trash, whatever it was about.
    await discard(ctx, 'task', { recordId: id, accountId: null, title, readers: [task.giver_id] });
    await countTasks(ctx, [task.project_id]);
    ctx.note({ recordKind: 'task', recordId: id, accountId: task.account_id, before: { title, state } });
    return { done: true as const };
  }),
] as const;
