import { lazy } from 'react';

export { AccountContactsPanel } from './AccountContactsPanel.tsx';
export { AccountHeaderFacts } from './AccountHeaderFacts.tsx';
export { AccountNotePanel } from './AccountNotePanel.tsx';
export { AccountStructurePanel } from './AccountStructurePanel.tsx';
export { AccountTeamPanel } from './AccountTeamPanel.tsx';
export { ExcludeButton, ExclusionBanner } from './ExclusionBanner.tsx';

/** The drawer that edits an account's data; draw it only while open, inside a Suspense. */
export const EditAccountDrawer = lazy(() => import('./EditAccount.tsx'));
