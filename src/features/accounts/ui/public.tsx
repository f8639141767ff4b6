import { lazy } from 'react';

export { AccountHeaderFacts } from './AccountHeaderFacts.tsx';
export { AccountLook } from './AccountLook.tsx';
export { AccountPick } from './AccountPick.tsx';
export { AccountStructurePanel } from './AccountStructurePanel.tsx';
export { AccountTeamPanel } from './AccountTeamPanel.tsx';
export { filterOf as accountFilterOf, listDefaults as accountDefaults } from './account-filter.ts';
export { ExcludeButton, ExclusionBanner } from './ExclusionBanner.tsx';
export { useFilterFields as useAccountFilters } from './use-filter-fields.ts';

/** The drawer that edits an account's data; draw it only while open, inside a Suspense. */
export const EditAccountDrawer = lazy(() => import('./EditAccount.tsx'));

// Both stand in a tab that is not the first one: draw them inside a Suspense.
export const AddressesPanel = lazy(async () => ({ default: (await import('./AddressesPanel.tsx')).AddressesPanel }));
export const IdentifiersPanel = lazy(async () => ({
  default: (await import('./IdentifiersPanel.tsx')).IdentifiersPanel,
}));
