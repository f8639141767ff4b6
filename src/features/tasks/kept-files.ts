import type { Ctx } from '../../kernel/ctx.ts';
import { Invalid, Refusal } from '../../pure/refusal.ts';
import { filesNamed, keepsFiles } from '../files/public.ts';
import { readerOf, standingOf } from './answers.ts';
import type { Act } from './contract-words.ts';
import { mayAttach } from './rules.ts';
import { type Evidence, loadTask, loadTasks, type TaskRecord } from './store.ts';
import { filesFound } from './store-files.ts';
import { mayReadTaskOf } from './store-visible.ts';
import { loadWatched } from './store-watchers.ts';
import { tellFile } from './tell.ts';

// Files of tasks: read by whoever may see the task; brought by those who have to do with it, while it is open.
keepsFiles({
  kind: 'task',
  opens: mayReadTaskOf,
  finds: filesFound,
  accountOf: async (ctx, id) => (await loadTask(ctx, id)).account_id,
  async writable(ctx, ids) {
    if (!ctx.can('tasks.edit')) return new Set();
    const watched = await loadWatched(ctx, ids);
    const tasks = await loadTasks(ctx, ids, false);
    return new Set(
      tasks.flatMap((task) => (mayAttach(standingOf(task), readerOf(ctx), watched.has(task.id)) ? [task.id] : [])),
    );
  },
  names: async (ctx, ids) => new Map((await loadTasks(ctx, ids, false)).map((task) => [task.id, task.title])),
  async heard(ctx, id, fileName) {
    await tellFile(ctx, await loadTask(ctx, id), fileName);
  },
});

/** The files with which a report or an answer is given, as they are now. Refused unless they are there and belong to the task. */
export async function evidenceOf(
  ctx: Ctx,
  task: Pick<TaskRecord, 'id'>,
  act: Act,
  fileIds: readonly string[],
): Promise<Evidence[]> {
  if (fileIds.length === 0) return [];
  if (act !== 'report' && act !== 'answer')
    throw new Invalid([{ field: 'fileIds', expected: 'nothing: only a report or an answer is given with files' }]);
  const found = (await filesNamed(ctx, fileIds)).filter((file) => file.record_id === task.id && !file.is_removed);
  if (found.length < new Set(fileIds).size)
    throw new Refusal(
      'tasks.notItsFile',
      'One of the files is not among those of this task: add it to the task first.',
    );
  return found.map(({ id, number }) => ({ id, number }));
}
