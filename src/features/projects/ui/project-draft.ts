import type { Milestone, Project } from '../contract.ts';

export interface PersonLine {
  id: string;
  role: string;
}

/** What the form holds of a project; days and figures as text, nothing as an empty one. */
export interface Draft {
  name: string;
  goal: string;
  beginsOn: string;
  dueOn: string;
  currency: string;
  budgetPlanned: string;
  budgetUsed: string;
  daysPlanned: string;
  daysUsed: string;
  otherPlanned: string;
  otherUsed: string;
  milestones: Milestone[];
  members: PersonLine[];
  contacts: PersonLine[];
  [field: string]: unknown;
}

/** A new project, or one as it is saved. */
export function draftOf(project: Project | null, currency: string): Draft {
  const has = project?.resources;
  return {
    name: project?.name ?? '',
    goal: project?.goal ?? '',
    beginsOn: project?.beginsOn ?? '',
    dueOn: project?.dueOn ?? '',
    currency: has?.currency ?? currency,
    budgetPlanned: has?.budgetPlanned ?? '',
    budgetUsed: has?.budgetUsed ?? '',
    daysPlanned: has?.daysPlanned ?? '',
    daysUsed: has?.daysUsed ?? '',
    otherPlanned: has?.otherPlanned ?? '',
    otherUsed: has?.otherUsed ?? '',
    milestones: project?.milestones ?? [],
    members: project?.members.map(({ id, role }) => ({ id, role })) ?? [],
    contacts: project?.contacts.map(({ id, role }) => ({ id, role })) ?? [],
  };
}

const figure = (text: string) => text.trim().replace(',', '.') || null;

/** What the draft says in the shape of the operations. */
export function inputOf(draft: Draft) {
  return {
    name: draft.name.trim(),
    goal: draft.goal,
    beginsOn: draft.beginsOn || null,
    dueOn: draft.dueOn || null,
    resources: {
      currency: draft.currency,
      budgetPlanned: figure(draft.budgetPlanned),
      budgetUsed: figure(draft.budgetUsed),
      daysPlanned: figure(draft.daysPlanned),
      daysUsed: figure(draft.daysUsed),
      otherPlanned: draft.otherPlanned,
      otherUsed: draft.otherUsed,
    },
    milestones: draft.milestones.filter((one) => one.name.trim() !== ''),
    members: draft.members.map(({ id, role }) => ({ userId: id, role })),
    contacts: draft.contacts.map(({ id, role }) => ({ contactId: id, role })),
  };
}
