import { draftOfFields } from '../../fields/ui/public.tsx';
import type { Item, Kind, Priority, Repeat, Task } from '../contract.ts';

/** What the form holds of a task. `to`: an id, `role:` and a department, or nothing for oneself. */
export interface Draft {
  kind: Kind;
  title: string;
  text: string;
  topic: string;
  account: { id: string; name: string } | null;
  projectId: string;
  isPrivate: boolean;
  priority: Priority;
  to: string;
  dueOn: string;
  dueTime: string;
  zone: string;
  repeat: Repeat | null;
  checklist: Item[];
  watcherIds: string[];
  [field: string]: unknown;
}

/** A new task, or one as it is saved. */
export function draftOf(task: Task | null, start: Partial<Draft> = {}): Draft {
  return {
    kind: task?.kind ?? 'task',
    title: task?.title ?? '',
    text: task?.text ?? '',
    topic: task?.topic ?? '',
    account: task?.account ?? null,
    projectId: task?.project?.id ?? '',
    isPrivate: task?.isPrivate ?? false,
    priority: task?.priority ?? 'normal',
    to: task?.owner?.id ?? (task?.department ? `role:${task.department}` : ''),
    dueOn: task?.due?.on ?? '',
    dueTime: task?.due?.time ?? '',
    zone: task?.due?.zone ?? '',
    repeat: task?.repeat ?? null,
    checklist: task?.checklist ?? [],
    watcherIds: task?.watchers.map((one) => one.id) ?? [],
    ...draftOfFields(task?.fields ?? []),
    ...start,
  };
}

/** What the draft says in the shape of the operations, without whom it goes to. */
export function inputOf(draft: Draft) {
  const goesUp = draft.kind === 'proposal' || draft.kind === 'shortcoming';
  const repeats = draft.kind === 'task' || draft.kind === 'assignment';
  const due =
    draft.dueOn === ''
      ? null
      : { on: draft.dueOn, time: draft.dueTime || null, zone: (draft.dueTime && draft.zone) || null };
  return {
    title: draft.title.trim(),
    text: draft.text,
    topic: draft.kind === 'request' ? ((draft.topic || null) as Task['topic']) : null,
    accountId: draft.account?.id ?? null,
    projectId: draft.account === null ? null : draft.projectId || null,
    isPrivate: repeats && draft.isPrivate,
    priority: draft.priority,
    due: goesUp ? null : due,
    repeat: repeats && due !== null ? draft.repeat : null,
    checklist: draft.checklist.filter((item) => item.text.trim() !== ''),
    watcherIds: draft.watcherIds,
  };
}

/** Whom the draft goes to. */
export function receiverOf(draft: Draft): { ownerId?: string; department?: never } {
  if (draft.to === '' || draft.kind === 'proposal' || draft.kind === 'shortcoming') return {};
  return draft.to.startsWith('role:') ? { department: draft.to.slice(5) as never } : { ownerId: draft.to };
}
