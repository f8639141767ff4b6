import { lazy } from 'react';

/** Requests on an account, or those of one kind on it; draw it inside a Suspense. */
export const ApprovalsBlock = lazy(() => import('./ApprovalsBlock.tsx'));
