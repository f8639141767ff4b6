import { Refusal } from '../../pure/refusal.ts';
import type { Act, Field, Kind, State } from './contract-words.ts';

/** What a rule must know of a task. */
export interface Standing {
  kind: Kind;
  state: State;
  giverId: string;
  ownerId: string | null;
  /** The role that a request is put to. */
  department: string | null;
  /** The reader stands in for its owner. */
  inPlace: boolean;
}

/** What a rule must know of somebody. */
export interface Reader {
  id: string;
  roles: readonly string[];
  /** Belongs to the management: decides on proposals and shortcomings. */
  decides: boolean;
}

/** What somebody is to a task. `department`: of the department that a request waits in, and not the one who asks; `decider`: of the management, and not the one who proposed it. */
export type Part = 'giver' | 'owner' | 'department' | 'decider';

/** One step: from which states, by whom, to where. `stays`: the state remains. */
export interface Move {
  act: Act;
  from: readonly State[];
  to: State | 'stays';
  by: readonly Part[];
  /** Must be said in words: a report, an answer, a reason. */
  words?: true;
}

const decided: readonly Move[] = [
  { act: 'accept', from: ['open', 'later'], to: 'accepted', by: ['decider'], words: true },
  { act: 'decline', from: ['open', 'later'], to: 'declined', by: ['decider'], words: true },
  { act: 'later', from: ['open'], to: 'later', by: ['decider'], words: true },
  { act: 'reopen', from: ['accepted', 'declined'], to: 'open', by: ['decider'], words: true },
  { act: 'cancel', from: ['open', 'later'], to: 'cancelled', by: ['giver'] },
  { act: 'reopen', from: ['cancelled'], to: 'open', by: ['giver'] },
];

/** Every step there is, by kind. */
export const MOVES: Readonly<Record<Kind, readonly Move[]>> = {
  task: [
    { act: 'done', from: ['open'], to: 'done', by: ['owner', 'giver'] },
    { act: 'cancel', from: ['open'], to: 'cancelled', by: ['owner', 'giver'] },
    { act: 'reopen', from: ['done', 'cancelled'], to: 'open', by: ['owner', 'giver'] },
  ],
  assignment: [
    { act: 'report', from: ['open', 'returned'], to: 'reported', by: ['owner'], words: true },
    { act: 'accept', from: ['reported'], to: 'done', by: ['giver'] },
    { act: 'return', from: ['reported', 'done'], to: 'returned', by: ['giver'], words: true },
    { act: 'cancel', from: ['open', 'returned', 'reported'], to: 'cancelled', by: ['giver'] },
    { act: 'reopen', from: ['cancelled'], to: 'open', by: ['giver'] },
  ],
  request: [
    { act: 'take', from: ['open', 'returned'], to: 'stays', by: ['department'] },
    { act: 'answer', from: ['open', 'returned'], to: 'answered', by: ['owner', 'department'], words: true },
    { act: 'decline', from: ['open', 'returned'], to: 'declined', by: ['owner', 'department'], words: true },
    { act: 'accept', from: ['answered'], to: 'done', by: ['giver'] },
    { act: 'return', from: ['answered', 'declined', 'done'], to: 'returned', by: ['giver'], words: true },
    { act: 'cancel', from: ['open', 'returned', 'answered'], to: 'cancelled', by: ['giver'] },
    { act: 'reopen', from: ['cancelled'], to: 'open', by: ['giver'] },
  ],
  proposal: decided,
  shortcoming: decided,
};

const CLOSED: readonly State[] = ['done', 'accepted', 'declined', 'cancelled'];

/** Whether nothing is awaited any more. */
export const isClosed = (state: State): boolean => CLOSED.includes(state);

/** Whether it waits for the owner: only then it is late when its deadline is past. */
export const awaitsOwner = (state: State): boolean => state === 'open' || state === 'returned';

/** Whether it goes to the management instead of to a person. */
export const goesUp = (kind: Kind): boolean => kind === 'proposal' || kind === 'shortcoming';

/** What somebody is to a task; nothing for a watcher or a superior. */
export function partsOf(task: Standing, reader: Reader): Part[] {
  const parts: Part[] = [];
  if (task.giverId === reader.id) parts.push('giver');
  if (task.ownerId === reader.id || (task.inPlace && task.giverId !== reader.id)) parts.push('owner');
  const isThere = task.department !== null && task.ownerId === null && reader.roles.includes(task.department);
  if (isThere && task.giverId !== reader.id) parts.push('department');
  if (goesUp(task.kind) && reader.decides && task.giverId !== reader.id) parts.push('decider');
  return parts;
}

/** Whether somebody may bring files to a task, and change those that are there: whoever has to do with it, until it is closed; then its evidence stays as it is. */
export const mayAttach = (task: Standing, reader: Reader, watches: boolean): boolean =>
  !isClosed(task.state) && (watches || partsOf(task, reader).length > 0);

/** The steps that somebody may take now. */
export function movesOf(task: Standing, reader: Reader): Move[] {
  const parts = partsOf(task, reader);
  return MOVES[task.kind].filter(
    (move) => move.from.includes(task.state) && move.by.some((part) => parts.includes(part)),
  );
}

/** The step that is asked, where it may be taken; else a Refusal. */
export function step(task: Standing, reader: Reader, act: Act, words: string): Move {
  const move = movesOf(task, reader).find((one) => one.act === act);
  if (!move)
    throw new Refusal('tasks.notNow', 'This cannot be done with it now, or not by you. Look at what it has become.');
  if (move.words && words.trim() === '')
    throw new Refusal('tasks.words', 'Say it in words: a report, an answer or a reason.');
  return move;
}

const ALL_FIELDS: readonly Field[] = [
  'title',
  'text',
  'topic',
  'account',
  'project',
  'private',
  'priority',
  'owner',
  'due',
  'repeat',
  'checklist',
  'watchers',
];

/**
 * What of a task somebody may change. Nothing once it is closed. Who gave it changes everything, and alone says whose it is; the owner changes
 * the deadline and how it is done, and the words of a plain task. What was proposed stays as it was once somebody has put it off.
 */
export function fieldsOf(task: Standing, reader: Reader): readonly Field[] {
  if (isClosed(task.state)) return [];
  const parts = partsOf(task, reader);
  if (goesUp(task.kind))
    return parts.includes('giver') && task.state === 'open'
      ? ['title', 'text', 'account', 'project', 'priority', 'watchers']
      : [];
  if (parts.includes('giver')) return ALL_FIELDS;
  if (!parts.includes('owner')) return [];
  const how: readonly Field[] = ['due', 'priority', 'checklist', 'watchers'];
  return task.kind === 'task' ? [...how, 'title', 'text', 'account', 'project', 'repeat'] : how;
}

/** Refuses a change of a field that is not this person's to change. */
export function checkFields(task: Standing, reader: Reader, fields: readonly Field[]): void {
  const open = fieldsOf(task, reader);
  const closed = fields.find((field) => !open.includes(field));
  if (closed !== undefined)
    throw new Refusal('tasks.notYours', 'This part is not yours to change, or the task is closed.', { field: closed });
}

/** What a new or changed task says of itself. */
export interface Wish {
  kind: Kind;
  giverId: string;
  ownerId: string | null;
  department: string | null;
  topic: string | null;
  isPrivate: boolean;
  hasDue: boolean;
  repeats: boolean;
}

const refuse = (code: string, message: string) => {
  throw new Refusal(code, message);
};

/** Refuses what does not fit its kind. `reportsToGiver`: whether the owner reports to the giver, at any depth. */
export function checkWish(wish: Wish, reportsToGiver: boolean): void {
  const { kind, ownerId, department } = wish;
  if (goesUp(kind)) {
    if (ownerId !== null || department !== null)
      refuse('tasks.goesUp', 'A proposal or a shortcoming goes to the management, not to a person.');
  } else if (kind === 'request') {
    if (ownerId === null && department === null)
      refuse('tasks.toWhom', 'Say whom it goes to: a colleague or a department.');
    if (ownerId === wish.giverId) refuse('tasks.askedOneself', 'Nobody puts a request to themselves: make it a task.');
    if (!wish.hasDue) refuse('tasks.needsDue', 'A request needs a deadline: what is late is told to the superiors.');
  } else {
    if (department !== null) refuse('tasks.onlyRequests', 'Only requests go to a department.');
    if (ownerId === null) refuse('tasks.toWhom', 'Say whom it goes to: a colleague or a department.');
    if (kind === 'assignment' && !reportsToGiver)
      refuse('tasks.notSuperior', 'Assignments go to those who report to you. Put a request or give a task instead.');
  }
  if (kind !== 'request' && wish.topic !== null) refuse('tasks.onlyRequests', 'Only requests have a subject.');
  if (wish.isPrivate && kind !== 'task' && kind !== 'assignment')
    refuse('tasks.notPrivate', 'Requests and what goes to the management cannot be private.');
  if (wish.repeats && kind !== 'task' && kind !== 'assignment')
    refuse('tasks.notRepeated', 'Only tasks and assignments repeat.');
  if (wish.repeats && !wish.hasDue) refuse('tasks.repeatNeedsDue', 'What repeats needs a first date.');
}
