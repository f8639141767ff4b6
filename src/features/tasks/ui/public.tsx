import { lazy } from 'react';

/** One's own tasks that are overdue or due today; draw it inside a Suspense. */
export const TodayTasks = lazy(() => import('./TodayTasks.tsx'));

/** The tasks of a project; draw it inside a Suspense. */
export const ProjectTasksPanel = lazy(() => import('./ProjectTasksPanel.tsx'));

/** What is to be done with an account; draw it inside a Suspense. */
export const AccountTasksPanel = lazy(() => import('./AccountTasksPanel.tsx'));
