import { lazy } from 'react';

/** The projects with an account; draw it inside a Suspense. */
export const AccountProjects = lazy(() => import('./AccountProjects.tsx'));

export { default as ProjectView } from './ProjectView.tsx';
