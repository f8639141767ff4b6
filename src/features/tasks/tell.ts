import type { Ctx } from '../../kernel/ctx.ts';
import { notify, notifyRoles, sendsNotices } from '../notices/public.ts';
import { membersWithRoles } from '../people/public.ts';
import type { Act, Kind } from './contract-words.ts';
import type { TaskRecord } from './store.ts';
import { loadSelfWatchers, loadWatchers } from './store-watchers.ts';
import en from './ui/en.json' with { type: 'json' };
import ru from './ui/ru.json' with { type: 'json' };

sendsNotices(
  'tasks',
  {
    given: 'once',
    givenMany: 'once',
    assigned: 'once',
    asked: 'once',
    askedDepartment: 'once',
    returned: 'once',
    late: 'once',
    lateHere: 'once',
    proposed: 'digest',
    missed: 'digest',
    watching: 'digest',
    file: 'digest',
    changed: 'digest',
    decisionCorrected: 'once',
    done: 'digest',
    reported: 'digest',
    answered: 'digest',
    accepted: 'digest',
    declined: 'digest',
    decided: 'digest',
    taken: 'digest',
    cancelled: 'digest',
    reopened: 'digest',
    dueToday: 'digest',
    decision: 'digest',
    decisionReminder: 'digest',
  },
  { en: en.notice, ru: ru.notice },
);

type Told = Pick<TaskRecord, 'id' | 'kind' | 'title' | 'giver_id' | 'owner_id' | 'department'>;

/** Who is the management: proposals and shortcomings go to them (`tasks.decide` in app/roles.ts). */
const MANAGEMENT = ['head', 'director'] as const;

/** Tells people once each, never the actor. A notice carries the title and nobody's name; all of them may see the task. */
async function tell(
  ctx: Ctx,
  userIds: readonly (string | null)[],
  word: string,
  task: Told,
  params: Record<string, unknown> = {},
): Promise<void> {
  for (const userId of new Set(userIds)) {
    if (userId === null || userId === ctx.actor.userId) continue;
    const path = `/tasks/${task.id}`;
    await notify(ctx, userId, { kind: `tasks.${word}`, params: { title: task.title, ...params }, path });
  }
}

const GIVEN: Record<Exclude<Kind, 'proposal' | 'shortcoming'>, string> = {
  task: 'given',
  assignment: 'assigned',
  request: 'asked',
};

/** Tells those whom a new task is for: the owner, the department or the management. */
export async function tellGiven(ctx: Ctx, task: Told): Promise<void> {
  if (task.kind === 'proposal' || task.kind === 'shortcoming') {
    const notice = { params: { title: task.title }, path: `/tasks/${task.id}` };
    await notifyRoles(ctx, MANAGEMENT, {
      kind: task.kind === 'proposal' ? 'tasks.proposed' : 'tasks.missed',
      ...notice,
    });
  } else if (task.owner_id !== null) await tell(ctx, [task.owner_id], GIVEN[task.kind], task);
  else if (task.department !== null)
    await tell(ctx, await membersWithRoles(ctx, [task.department]), 'askedDepartment', task);
}

/** Tells those who have become watchers. */
export const tellWatchers = (ctx: Ctx, task: Told, added: readonly string[]): Promise<void> =>
  tell(ctx, added, 'watching', task);

/** Tells everybody who has to do with a task that a file came to it. */
export const tellFile = async (ctx: Ctx, task: Told, file: string): Promise<void> =>
  tell(ctx, [task.giver_id, task.owner_id, ...(await allWatchers(ctx, task.id))], 'file', task, { file });

/** Tells watchers that a task is given to somebody else or has another deadline. */
export const tellChanged = async (ctx: Ctx, task: Told): Promise<void> =>
  tell(ctx, await othersThan(ctx, task), 'changed', task);

/** Everybody who watches a task, named or by themselves. Whoever may not see it any more is not shown a notice of it (`guardsNotices`). */
const allWatchers = async (ctx: Ctx, taskId: string): Promise<string[]> => [
  ...(await loadWatchers(ctx, taskId)),
  ...(await loadSelfWatchers(ctx, taskId)),
];

/** The watchers who have nothing else to do with the task. */
const othersThan = async (ctx: Ctx, { id, giver_id: giver, owner_id: owner }: Told): Promise<string[]> =>
  (await allWatchers(ctx, id)).filter((one) => one !== giver && one !== owner);

/** Tells the other side, and the watchers, that a step was taken. `before`: the task as it was. */
export async function tellStep(ctx: Ctx, before: Told, act: Act): Promise<void> {
  const { giver_id: giver, owner_id: owner } = before;
  const isDecision = before.kind === 'proposal' || before.kind === 'shortcoming';
  if (isDecision) {
    const watchers = await othersThan(ctx, before);
    const said = act === 'reopen' ? 'reopened' : act === 'cancel' ? 'cancelled' : 'decided';
    return tell(ctx, act === 'cancel' ? watchers : [giver, ...watchers], said, before);
  }
  const words: Record<Act, string> = {
    done: 'done',
    report: 'reported',
    answer: 'answered',
    accept: 'accepted',
    return: 'returned',
    decline: 'declined',
    later: 'decided',
    take: 'taken',
    cancel: 'cancelled',
    reopen: 'reopened',
  };
  return tell(ctx, [giver, owner, ...(await othersThan(ctx, before))], words[act], before);
}
