import { lazy } from 'react';

export { DossierLine } from './DossierLine.tsx';

/** The tab Dossier of the account page; draw it inside a Suspense. */
export const DossierTab = lazy(() => import('./DossierTab.tsx'));
/** Weights and half-lives, for the settings; draw it inside a Suspense. */
export const DossierRulesTab = lazy(() => import('./DossierRulesTab.tsx'));
