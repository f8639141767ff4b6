import { lazy } from 'react';

export { AccountHeaderFacts } from './AccountHeaderFacts.tsx';
export { AccountPick } from './AccountPick.tsx';
export { AccountStructurePanel } from './AccountStructurePanel.tsx';
export { AccountTeamPanel } from './AccountTeamPanel.tsx';
export { ExcludeButton, ExclusionBanner } from './ExclusionBanner.tsx';

/** The drawer that edits an account's data; draw it only while open, inside a Suspense. */
export const EditAccountDrawer = lazy(() => import('./EditAccount.tsx'));

// Both stand in a tab that is not the first one: draw them inside a Suspense.
export const AddressesPanel = lazy(async () => ({ default: (await import('./AddressesPanel.tsx')).AddressesPanel }));
export const IdentifiersPanel = lazy(async () => ({
  default: (await import('./IdentifiersPanel.tsx')).IdentifiersPanel,
}));
