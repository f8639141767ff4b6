import { lazy } from 'react';

export { AccountHeaderFacts } from './AccountHeaderFacts.tsx';
export { AccountPick } from './AccountPick.tsx';
export { AccountStructurePanel } from './AccountStructurePanel.tsx';
export { AccountTeamPanel } from './AccountTeamPanel.tsx';
export { AddressesPanel } from './AddressesPanel.tsx';
export { ExcludeButton, ExclusionBanner } from './ExclusionBanner.tsx';
export { IdentifiersPanel } from './IdentifiersPanel.tsx';

/** The drawer that edits an account's data; draw it only while open, inside a Suspense. */
export const EditAccountDrawer = lazy(() => import('./EditAccount.tsx'));
