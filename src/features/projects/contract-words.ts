/** Open: idea, planned, running, onHold. Closed: done, cancelled. */
export const STATES = ['idea', 'planned', 'running', 'onHold', 'done', 'cancelled'] as const;
export type State = (typeof STATES)[number];

/** Why a project is late or at risk; `deadline` alone says that it is late. */
export const RISKS = ['deadline', 'milestones', 'tasks', 'budget', 'days', 'behind'] as const;
export type Risk = (typeof RISKS)[number];

export const SORTS = ['due', 'name', 'changed'] as const;
export type Sort = (typeof SORTS)[number];
export const FLAGS = ['late', 'atRisk'] as const;
