/** The words of tasks, as the API says them. */
export const KINDS = ['task', 'assignment', 'request', 'proposal', 'shortcoming'] as const;
export type Kind = (typeof KINDS)[number];

/** Open: open, reported, answered, returned, later. Closed: done, accepted, declined, cancelled. */
export const STATES = [
  'open',
  'reported',
  'answered',
  'returned',
  'later',
  'done',
  'accepted',
  'declined',
  'cancelled',
] as const;
export type State = (typeof STATES)[number];

export const ACTS = [
  'done',
  'report',
  'answer',
  'accept',
  'return',
  'decline',
  'later',
  'take',
  'cancel',
  'reopen',
] as const;
export type Act = (typeof ACTS)[number];

/** Parts of a task that are changed together and by the same people. */
export const FIELDS = [
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
] as const;
export type Field = (typeof FIELDS)[number];

export const TOPICS = ['information', 'document', 'sample', 'price', 'other'] as const;
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Whose tasks a list shows. */
export const BOXES = ['mine', 'given', 'watching', 'team', 'ours', 'inbox', 'account', 'project'] as const;
export type Box = (typeof BOXES)[number];

export const DUES = ['overdue', 'today', 'week', 'none'] as const;
export const SORTS = ['due', 'priority', 'created', 'closed', 'title', 'changed'] as const;
export type Sort = (typeof SORTS)[number] | `field:${string}`;
/** The columns of the list beside the title. */
export const COLUMNS = [
  'kind',
  'state',
  'account',
  'owner',
  'giver',
  'priority',
  'due',
  'created',
  'changed',
  'closed',
] as const;
export const UNITS = ['day', 'week', 'month', 'year'] as const;
