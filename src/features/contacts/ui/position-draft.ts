import type { BuyingRole, Position } from '../contract.ts';

/** What the form of a position holds. */
export interface PositionDraft extends Record<string, unknown> {
  title: string;
  department: string;
  role: string;
  since: string;
  until: string;
  isMain: boolean;
}

export const emptyPosition: PositionDraft = {
  title: '',
  department: '',
  role: '',
  since: '',
  until: '',
  isMain: false,
};

export const positionDraft = (position: Position): PositionDraft => ({
  title: position.title ?? '',
  department: position.department ?? '',
  role: position.role ?? '',
  since: position.since ?? '',
  until: position.until ?? '',
  isMain: position.isMain,
});

/** What the form says, as the operations take it. */
export const positionInput = (draft: PositionDraft) => ({
  title: draft.title.trim() || null,
  department: draft.department.trim() || null,
  role: (draft.role || null) as BuyingRole | null,
  since: draft.since || null,
  until: draft.until || null,
  isMain: draft.isMain,
});
